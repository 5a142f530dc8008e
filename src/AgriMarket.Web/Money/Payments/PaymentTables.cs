using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments;

internal sealed class PaymentTables : ITables
{
    /// <summary>Gateways promise that their ids are no longer.</summary>
    private const int ReferenceMaxLength = 255;

    public void Map(ModelBuilder model)
    {
        model.Entity<Payment>(payment =>
        {
            payment.ToTable("payments", table => table.HasCheckConstraint("ck_payments_amount", "amount_fen >= 0"));
            payment.HasKey(row => row.Id);
            payment.IsClustered();
            payment.HasOne<Member>().WithMany().HasForeignKey(row => row.PayerId);
        });
        MapIncoming(model);
        MapRefunds(model);
        MapTrouble(model);
        MapOutgoing(model);
        model.Entity<GatewayEvent>(received =>
        {
            received.ToTable("gateway_events");
            received.HasKey(row => row.Id);
            received.IsInsertOnly(
                nameof(GatewayEvent.NextTryAt),
                nameof(GatewayEvent.Status),
                nameof(GatewayEvent.Tries),
                nameof(GatewayEvent.EndedAt),
                nameof(GatewayEvent.Note)
            );
            received.Property(row => row.Id).HasMaxLength(GatewayEvent.IdMaxLength);
            received.Property(row => row.Type).HasMaxLength(100);
            received.Property(row => row.ObjectReference).HasMaxLength(ReferenceMaxLength);
            received.Property(row => row.Version).HasMaxLength(40);
            received.Property(row => row.Note).HasMaxCharacters(GatewayEvent.NoteMaxLength);
            received.HasIndex(row => row.NextTryAt).HasFilter("status = 'Received'");
        });
    }

    /// <summary>What comes from buyers.</summary>
    private static void MapIncoming(ModelBuilder model)
    {
        model.Entity<PaymentSession>(session =>
        {
            session.ToTable("payment_sessions", table => table.HasCheckConstraint("ck_payment_sessions_amount", "amount_fen > 0"));
            session.HasKey(row => row.Id);
            session.HasOne<Payment>().WithMany().HasForeignKey(row => row.PaymentId);
            session.HasIndex(row => row.PaymentId);
            // On two pages the same thing would be paid twice.
            session.HasIndex(row => row.PaymentId, "ix_payment_sessions_one").IsUnique().HasFilter("status IN ('Opening', 'Open')");
            session.HasIndex(row => row.Reference);
            session.HasIndex(row => row.AskedAt).HasFilter("status IN ('Opening', 'Open', 'UnderWay')");
            session.Property(row => row.ReturnAddress).HasMaxLength(300);
            session.Property(row => row.Language).HasMaxLength(2);
            session.Property(row => row.Reference).HasMaxLength(ReferenceMaxLength);
            session.Property(row => row.Address).HasMaxLength(4_000);
            session.Ignore(row => row.CanBePaid);
        });
        MapCharges(model);
    }

    private static void MapCharges(ModelBuilder model)
    {
        model.Entity<Charge>(charge =>
        {
            charge.ToTable("charges", table => table.HasCheckConstraint("ck_charges_amount", "amount > 0"));
            charge.HasKey(row => row.Reference);
            charge.IsInsertOnly(nameof(Charge.Use), nameof(Charge.Note), nameof(Charge.DealtWithById));
            charge.HasOne<Payment>().WithMany().HasForeignKey(row => row.PaymentId);
            charge.HasOne<Member>().WithMany().HasForeignKey(row => row.DealtWithById);
            // A payment keeps one charge.
            charge.HasIndex(row => row.PaymentId, "ix_charges_kept").IsUnique().HasFilter("use = 'Kept'");
            charge.HasIndex(row => row.PaymentId);
            charge.Property(row => row.Reference).HasMaxLength(ReferenceMaxLength);
            charge.Property(row => row.Currency).HasMaxLength(3);
            charge.Property(row => row.Note).HasMaxCharacters(Charge.NoteMaxLength);
        });
    }

    /// <summary>What goes back to buyers.</summary>
    private static void MapRefunds(ModelBuilder model) =>
        model.Entity<PaymentRefund>(refund =>
        {
            refund.ToTable(
                "payment_refunds",
                table =>
                {
                    table.HasCheckConstraint("ck_payment_refunds_amount", "amount_fen > 0");
                    table.HasCheckConstraint("ck_payment_refunds_entry", "(status = 'Succeeded') = (transfer_id IS NOT NULL)");
                }
            );
            refund.HasKey(row => row.Id);
            refund.HasOne<Payment>().WithMany().HasForeignKey(row => row.PaymentId);
            refund.HasOne<Charge>().WithMany().HasForeignKey(row => row.ChargeReference);
            refund.HasIndex(row => row.PaymentId);
            refund.HasIndex(row => row.Reference);
            refund.HasIndex(row => row.NextTryAt).HasFilter("status = 'Waiting'");
            refund.Property(row => row.ChargeReference).HasMaxLength(ReferenceMaxLength);
            refund.Property(row => row.Reference).HasMaxLength(ReferenceMaxLength);
            refund.Property(row => row.Failure).HasMaxCharacters(PaymentRefund.FailureMaxLength);
            refund.Ignore(row => row.Key);
        });

    /// <summary>What goes otherwise than it should, and what the sandbox's bank knows.</summary>
    private static void MapTrouble(ModelBuilder model)
    {
        model.Entity<Dispute>(dispute =>
        {
            dispute.ToTable("disputes", table => table.HasCheckConstraint("ck_disputes_amount", "amount_fen > 0"));
            dispute.HasKey(row => row.Reference);
            dispute.HasOne<Payment>().WithMany().HasForeignKey(row => row.PaymentId);
            dispute.HasOne<Charge>().WithMany().HasForeignKey(row => row.ChargeReference);
            dispute.HasIndex(row => row.PaymentId);
            dispute.Property(row => row.Reference).HasMaxLength(ReferenceMaxLength);
            dispute.Property(row => row.ChargeReference).HasMaxLength(ReferenceMaxLength);
            dispute.Property(row => row.Reason).HasMaxCharacters(Dispute.ReasonMaxLength);
        });
        model.Entity<SandboxCharge>(charge =>
        {
            charge.ToTable("sandbox_charges");
            charge.HasKey(row => row.Reference);
            charge.HasIndex(row => row.SessionId);
            charge.HasIndex(row => row.NotifyAt).HasFilter("notify_at IS NOT NULL");
            charge.Property(row => row.Reference).HasMaxLength(ReferenceMaxLength);
        });
    }

    /// <summary>What goes to farmers.</summary>
    private static void MapOutgoing(ModelBuilder model)
    {
        model.Entity<PayoutAccount>(account =>
        {
            account.ToTable("payout_accounts");
            account.HasKey(row => row.MemberId);
            account.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            account.HasIndex(row => row.Reference);
            account.Property(row => row.Gateway).HasMaxLength(16);
            account.Property(row => row.Reference).HasMaxLength(ReferenceMaxLength);
        });
        model.Entity<PayeeChoice>(choice =>
        {
            choice.ToTable("payee_choices");
            choice.HasKey(row => row.FarmerId);
            choice.HasOne<Member>().WithMany().HasForeignKey(row => row.FarmerId);
            choice.HasOne<Member>().WithMany().HasForeignKey(row => row.PayeeId);
            choice.HasIndex(row => row.PayeeId);
        });
        model.Entity<Payout>(payout =>
        {
            payout.ToTable("payouts", table => table.HasCheckConstraint("ck_payouts_amount", "amount_fen >= 0"));
            payout.HasKey(row => row.Id);
            payout.HasOne<Payment>().WithMany().HasForeignKey(row => row.PaymentId);
            payout.HasOne<Member>().WithMany().HasForeignKey(row => row.FarmerId);
            payout.HasOne<Member>().WithMany().HasForeignKey(row => row.PayeeId);
            payout.HasIndex(row => row.PaymentId);
            payout.HasIndex(row => new { row.PayeeId, row.PaidAt }).HasFilter("payee_id IS NOT NULL");
            payout.HasIndex(row => row.NextTryAt).HasFilter("status IN ('Waiting', 'Sending')");
            payout.Property(row => row.Household).HasMaxCharacters(Payout.HouseholdMaxLength);
            payout.Property(row => row.Reference).HasMaxLength(ReferenceMaxLength);
            payout.Property(row => row.Failure).HasMaxCharacters(PaymentRefund.FailureMaxLength);
        });
        MapReversals(model);
    }

    private static void MapReversals(ModelBuilder model) =>
        model.Entity<PayoutReversal>(reversal =>
        {
            reversal.ToTable(
                "payout_reversals",
                table =>
                {
                    table.HasCheckConstraint("ck_payout_reversals_amount", "amount_fen > 0");
                    table.HasCheckConstraint("ck_payout_reversals_entry", "(done_at IS NULL) = (transfer_id IS NULL)");
                }
            );
            reversal.HasKey(row => row.Id);
            reversal.HasOne<Payout>().WithMany().HasForeignKey(row => row.PayoutId);
            reversal.HasIndex(row => row.PayoutId);
            reversal.HasIndex(row => row.NextTryAt).HasFilter("done_at IS NULL");
            reversal.Property(row => row.Reference).HasMaxLength(ReferenceMaxLength);
            reversal.Property(row => row.Failure).HasMaxCharacters(PaymentRefund.FailureMaxLength);
        });
}
