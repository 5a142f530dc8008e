using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderAudit;

/// <summary>What orders keep of the lots they bought of, held against these, and the times of what moved their money.</summary>
internal static class SaleInvariants
{
    private static readonly Invariant LinesSayWhatTheLotSays = Invariant.That(
        "A line is of the kind, the sale unit and the household that its lot is of.",
        db =>
            from line in db.Set<OrderLine>()
            join lot in db.Set<Lot>() on line.LotId equals lot.Id
            where line.ProduceCode != lot.ProduceCode || line.UnitGrams != lot.UnitGrams || line.Household != lot.Household
            select new
            {
                line.OrderId,
                line.LotId,
                line.ProduceCode,
                line.UnitGrams,
                line.Household,
                LotProduce = lot.ProduceCode,
                LotUnit = lot.UnitGrams,
                LotHousehold = lot.Household,
            },
        row => new Breach(
            $"line of order {row.OrderId} for lot {row.LotId}",
            $"{row.ProduceCode} of {row.Household} in units of {row.UnitGrams} grams",
            $"{row.LotProduce} of {row.LotHousehold} in units of {row.LotUnit} grams"
        )
    );

    private static readonly Invariant ListingsAreInTheJournal = Invariant.That(
        "A lot was listed when its journal begins.",
        db =>
            from lot in db.Set<Lot>()
            join entry in db.Set<StockJournalEntry>() on new { lot.Id, Version = 1L } equals new { Id = entry.LotId, entry.Version }
            where entry.At != lot.ListedAt
            select new
            {
                lot.Id,
                lot.ListedAt,
                entry.At,
            },
        lot => new Breach($"lot {lot.Id}", $"listed {lot.ListedAt:O}", $"{lot.At:O}, as its journal")
    );

    private static readonly Invariant ParcelsAreTheirGoods = Invariant.That(
        "A parcel weighs what its farmer sends from its county for that order.",
        db =>
            from parcel in db.Set<Parcel>()
            let grams = db.Set<OrderLine>()
                .Where(line =>
                    line.OrderId == parcel.OrderId
                    && line.FarmerId == parcel.FarmerId
                    && db.Set<Lot>().Any(lot => lot.Id == line.LotId && lot.OriginCode == parcel.OriginCode)
                )
                .Sum(line => line.Grams)
            where grams != parcel.Grams
            select new
            {
                parcel.Id,
                parcel.FarmerId,
                parcel.Grams,
                Expected = grams,
            },
        parcel => Breach.Of($"parcel {parcel.Id} of farmer {parcel.FarmerId}", ("grams", parcel.Grams, parcel.Expected))
    );

    /// <summary>
    /// What happened to an order is known to the instant, and every entry is made by the command that does it. A payout that was refused
    /// keeps no time of its try.
    /// </summary>
    private static readonly Invariant EntriesAreOfTheirTime = Invariant.That(
        "Money of an order moves at an instant at which something happened to it.",
        db =>
            from entry in db.Set<Transfer>()
            join order in db.Set<Order>() on entry.OrderId equals (Guid?)order.Id
            where
                entry.Kind != TransferKind.Correct
                // An order that was given up, and is paid after all, no longer says when its money was let go.
                && entry.Kind != TransferKind.Void
                && entry.Kind != TransferKind.Expire
                && entry.At != order.PlacedAt
                && entry.At != order.PaidAt
                && entry.At != order.EndedAt
                && !db.Set<Refund>().Any(refund => refund.OrderId == order.Id && refund.At == entry.At)
                && !db.Set<Charge>().Any(charge => charge.PaymentId == order.Id && charge.At == entry.At)
                && !db.Set<PaymentRefund>()
                    .Any(back => back.PaymentId == order.Id && (back.EndedAt == entry.At || back.CreatedAt == entry.At))
                && !db.Set<Dispute>()
                    .Any(dispute => dispute.PaymentId == order.Id && (dispute.OpenedAt == entry.At || dispute.EndedAt == entry.At))
                && !db.Set<Payout>().Any(payout => payout.PaymentId == order.Id && (payout.SentAt == entry.At || payout.PaidAt == entry.At))
                && !db.Set<PayoutReversal>()
                    .Any(back =>
                        back.DoneAt == entry.At
                        && db.Set<Payout>().Any(payout => payout.Id == back.PayoutId && payout.PaymentId == order.Id)
                    )
                && !db.Set<PayoutClaim>()
                    .Any(claim =>
                        claim.PaymentId == order.Id
                        && (claim.At == entry.At || db.Set<ClaimPayment>().Any(paid => paid.ClaimId == claim.Id && paid.At == entry.At))
                    )
                // A refund that the provider took back is sent again, and then says when that was.
                && !(
                    (entry.DebitAccountId == AccountIds.Refunds || entry.CreditAccountId == AccountIds.Refunds)
                    && db.Set<PaymentRefund>().Any(back => back.PaymentId == order.Id && back.Attempt > 1)
                )
                && !(
                    entry.Reason == LedgerReasons.Payout
                    && db.Set<Transfer>().Any(end => end.PendingId == entry.Id && end.Kind == TransferKind.Void)
                )
            select new
            {
                entry.Id,
                entry.OrderId,
                entry.Reason,
                entry.At,
            },
        entry => new Breach($"transfer {entry.Id} of order {entry.OrderId}", $"{entry.Reason} at {entry.At:O}", "a time of that order")
    );

    private static readonly Invariant RefundsAreOfTheirTime = Invariant.That(
        "A refund moved its money when it says that it was.",
        db =>
            db.Set<Refund>()
                .Where(refund =>
                    !db.Set<Transfer>()
                        .Any(entry => entry.OrderId == refund.OrderId && entry.Reason == LedgerReasons.Refund && entry.At == refund.At)
                )
                .Select(refund => new
                {
                    refund.Id,
                    refund.OrderId,
                    refund.At,
                }),
        refund => new Breach($"refund {refund.Id} of order {refund.OrderId}", $"{refund.At:O}", "the time of its entries")
    );

    private static readonly Invariant PaymentsBeginWithTheirOrders = Invariant.That(
        "A payment is asked for when its order is placed, and a payout is owed when its delivery is proven.",
        db =>
            db.Set<Payment>()
                .Where(payment => db.Set<Order>().Any(order => order.Id == payment.Id && order.PlacedAt != payment.CreatedAt))
                .Select(payment => new
                {
                    What = "payment",
                    payment.Id,
                    payment.CreatedAt,
                })
                .Concat(
                    db.Set<Payout>()
                        .Where(payout => db.Set<DeliveryProof>().Any(proof => proof.ParcelId == payout.Id && proof.At != payout.CreatedAt))
                        .Select(payout => new
                        {
                            What = "payout",
                            payout.Id,
                            payout.CreatedAt,
                        })
                ),
        row => new Breach($"{row.What} {row.Id}", $"made {row.CreatedAt:O}", "the time of what it was made for")
    );

    private static readonly Invariant AdjustmentsAreInTheJournal = Invariant.That(
        "What a farmer said about a lot's stock is in its journal at that time.",
        db =>
            db.Set<Adjustment>()
                .Where(said => !db.Set<StockJournalEntry>().Any(entry => entry.LotId == said.LotId && entry.At == said.At))
                .Select(said => new
                {
                    said.Id,
                    said.LotId,
                    said.At,
                }),
        said => new Breach($"adjustment {said.Id} of lot {said.LotId}", $"{said.At:O}", "the time of a row of the journal")
    );

    public static IReadOnlyList<Invariant> All { get; } =
    [
        LinesSayWhatTheLotSays,
        ListingsAreInTheJournal,
        AdjustmentsAreInTheJournal,
        ParcelsAreTheirGoods,
        EntriesAreOfTheirTime,
        RefundsAreOfTheirTime,
        PaymentsBeginWithTheirOrders,
    ];
}
