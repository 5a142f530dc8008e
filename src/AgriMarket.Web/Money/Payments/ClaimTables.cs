using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments;

/// <summary>What is held, and what farmers have to give back.</summary>
internal sealed class ClaimTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<PayoutHold>(hold =>
        {
            hold.ToTable("payout_holds");
            hold.HasKey(row => row.Id);
            hold.IsInsertOnly(nameof(PayoutHold.EndedAt));
            hold.HasOne<Member>().WithMany().HasForeignKey(row => row.FarmerId);
            hold.HasIndex(row => row.FarmerId).HasFilter("ended_at IS NULL");
            hold.HasIndex(row => row.CaseId);
        });
        model.Entity<PayoutClaim>(claim =>
        {
            claim.ToTable(
                "payout_claims",
                table => table.HasCheckConstraint("ck_payout_claims_amount", "amount_fen > 0 AND paid_fen BETWEEN 0 AND amount_fen")
            );
            claim.HasKey(row => row.Id);
            claim.IsInsertOnly(nameof(PayoutClaim.PaidFen));
            claim.HasOne<Member>().WithMany().HasForeignKey(row => row.FarmerId);
            claim.HasOne<Payment>().WithMany().HasForeignKey(row => row.PaymentId);
            claim.HasIndex(row => row.FarmerId);
            // Of one parcel a scheme gets its money back once.
            claim.HasIndex(row => new { row.PayoutId, row.SchemeId }).IsUnique().HasFilter("scheme_id IS NOT NULL");
            claim.Ignore(row => row.OpenFen);
        });
        model.Entity<ClaimPayment>(payment =>
        {
            payment.ToTable("claim_payments", table => table.HasCheckConstraint("ck_claim_payments_amount", "amount_fen > 0"));
            payment.HasKey(row => row.Id);
            payment.IsInsertOnly();
            payment.HasOne<PayoutClaim>().WithMany().HasForeignKey(row => row.ClaimId);
            payment.HasOne<Payout>().WithMany().HasForeignKey(row => row.PayoutId);
            payment.HasIndex(row => row.PayoutId);
        });
    }
}
