using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Deliveries;

/// <summary>What must be true of deliveries, and of the money that follows them.</summary>
internal sealed class DeliveryInvariants : IInvariants
{
    private static readonly Invariant PayoutsHaveProofs = Invariant.That(
        "Nobody is paid for a parcel before its delivery is proven, and by that proof everybody is.",
        db =>
            db.Set<Payout>()
                .Where(payout => !db.Set<DeliveryProof>().Any(proof => proof.ParcelId == payout.Id))
                .Select(payout => new { payout.Id, What = "payout without a proof" })
                .Concat(
                    db.Set<DeliveryProof>()
                        .Where(proof => !db.Set<Payout>().Any(payout => payout.Id == proof.ParcelId))
                        .Select(proof => new { Id = proof.ParcelId, What = "proof without a payout" })
                ),
        row => new Breach($"parcel {row.Id}", $"a {row.What}", "both")
    );

    private static readonly Invariant ProofsRestOnFacts = Invariant.That(
        "Public money is final by a carrier's scan, by a receipt and the days after it, or by a person who released it; without any of "
            + "these only where there is none. What waits for a person, or was refused, is not final.",
        db =>
            from proof in db.Set<DeliveryProof>()
            join parcel in db.Set<Parcel>() on proof.ParcelId equals parcel.Id
            join order in db.Set<Order>() on parcel.OrderId equals order.Id
            join one in db.Set<ParcelTracking>() on proof.ParcelId equals one.ParcelId into trackings
            from tracking in trackings.DefaultIfEmpty()
            join two in db.Set<DeliveryReview>() on proof.ParcelId equals two.ParcelId into reviews
            from review in reviews.DefaultIfEmpty()
            let returnedFen = db.Set<OrderLine>().Where(line => line.OrderId == order.Id).Sum(line => line.GrantReturnedFen)
            let keptGrams = db.Set<OrderLine>()
                .Where(line =>
                    line.OrderId == parcel.OrderId
                    && line.FarmerId == parcel.FarmerId
                    && db.Set<Lot>().Any(lot => lot.Id == line.LotId && lot.OriginCode == parcel.OriginCode)
                )
                .Sum(line => line.Grams - line.RefundedGrams)
            where
                parcel.OrderId != proof.OrderId
                || !(
                    proof.Basis == DeliveryBasis.Scan
                        ? tracking != null && (tracking.DeliveredAt != null || (tracking.PickedUpAt != null && parcel.ReceivedAt != null))
                    : proof.Basis == DeliveryBasis.Delay ? parcel.ReceivedAt != null && parcel.ReceivedAt <= proof.At
                    : proof.Basis == DeliveryBasis.Unconfirmed
                        ? keptGrams == 0 || order.ShippingSubsidyFen + order.FundSubsidyFen == returnedFen
                    : review != null
                )
                || (
                    review != null
                    && review.Status != (proof.Basis == DeliveryBasis.Person ? DeliveryReviewStatus.Released : DeliveryReviewStatus.Cleared)
                )
            select new { proof.ParcelId, proof.Basis },
        proof => new Breach($"proof of parcel {proof.ParcelId}", $"{proof.Basis}, which nothing shows", "facts that show it")
    );

    private static readonly Invariant FinalGrantsAreTheParcels = Invariant.That(
        "The public money that is final with a parcel is what its lines were granted, less what had gone back before.",
        db =>
            from proof in db.Set<DeliveryProof>()
            join parcel in db.Set<Parcel>() on proof.ParcelId equals parcel.Id
            let most = db.Set<OrderLine>()
                .Where(line =>
                    line.OrderId == parcel.OrderId
                    && line.FarmerId == parcel.FarmerId
                    && db.Set<Lot>().Any(lot => lot.Id == line.LotId && lot.OriginCode == parcel.OriginCode)
                )
                .Sum(line => line.GrantedFen)
            let least = db.Set<OrderLine>()
                .Where(line =>
                    line.OrderId == parcel.OrderId
                    && line.FarmerId == parcel.FarmerId
                    && db.Set<Lot>().Any(lot => lot.Id == line.LotId && lot.OriginCode == parcel.OriginCode)
                )
                .Sum(line => line.GrantedFen - line.GrantReturnedFen)
            where proof.GrantFen > most || proof.GrantFen < least
            select new
            {
                proof.ParcelId,
                proof.GrantFen,
                Most = most,
                Least = least,
            },
        proof => new Breach($"proof of parcel {proof.ParcelId}", $"{proof.GrantFen} fen of grants", $"{proof.Least} to {proof.Most}")
    );

    private static readonly Invariant RefusedGoesBack = Invariant.That(
        "Of a delivery that was refused nothing is kept and nothing is paid out; nothing else is unproven; and a decision says "
            + "whose it was.",
        db =>
            from parcel in db.Set<Parcel>()
            join one in db.Set<DeliveryReview>() on parcel.Id equals one.ParcelId into reviews
            from review in reviews.DefaultIfEmpty()
            let keptGrams = db.Set<OrderLine>()
                .Where(line =>
                    line.OrderId == parcel.OrderId
                    && line.FarmerId == parcel.FarmerId
                    && db.Set<Lot>().Any(lot => lot.Id == line.LotId && lot.OriginCode == parcel.OriginCode)
                )
                .Sum(line => line.Grams - line.RefundedGrams)
            let isRefused = review != null && review.Status == DeliveryReviewStatus.Refused
            where
                (isRefused && (keptGrams > 0 || db.Set<Payout>().Any(payout => payout.Id == parcel.Id)))
                || (parcel.Status == ParcelStatus.Unproven && !isRefused)
                || (
                    review != null
                    && (review.Status == DeliveryReviewStatus.Released || review.Status == DeliveryReviewStatus.Refused)
                        != (review.DecidedBy != null && review.DecidedAt != null && review.Note != "")
                )
            select new { parcel.Id, parcel.Status },
        parcel => new Breach($"parcel {parcel.Id}", $"{parcel.Status}, and a review that does not say so", "a decision that agrees")
    );

    private static readonly Invariant RefusalsAreRefunds = Invariant.That(
        "What is refunded because nothing proves it was refused by a decision on that parcel, and by nothing else.",
        db =>
            db.Set<Refund>()
                .Where(refund =>
                    (refund.Kind == RefundKind.Unproven)
                    != db.Set<DeliveryReview>()
                        .Any(review =>
                            review.ParcelId == refund.Id
                            && review.OrderId == refund.OrderId
                            && review.Status == DeliveryReviewStatus.Refused
                            && review.DecidedBy == refund.MemberId
                        )
                )
                .Select(refund => new { refund.Id, refund.Kind }),
        refund => new Breach($"refund {refund.Id}", $"{refund.Kind}", "Unproven with a decision that refuses, or neither")
    );

    private static readonly Invariant TrackingsAreTheParcels = Invariant.That(
        "A parcel that was shipped has the number it travels under, and no other has one.",
        db =>
            from parcel in db.Set<Parcel>()
            join one in db.Set<ParcelTracking>() on parcel.Id equals one.ParcelId into trackings
            from tracking in trackings.DefaultIfEmpty()
            where
                parcel.ShippedAt == null
                    ? tracking != null
                    : tracking == null
                        || tracking.Number != parcel.TrackingNumber
                        || tracking.Carrier != parcel.Carrier
                        || tracking.OrderId != parcel.OrderId
                        || tracking.FarmerId != parcel.FarmerId
            select new { parcel.Id, parcel.TrackingNumber },
        parcel => new Breach($"parcel {parcel.Id}", $"number {parcel.TrackingNumber} that is tracked otherwise", "the same number")
    );

    private static readonly Invariant TrackingsFollowScans = Invariant.That(
        "What is known of a parcel's way is what its carrier's scans say, and none is older than its order's payment.",
        db =>
            from tracking in db.Set<ParcelTracking>()
            let picked = db.Set<CarrierScan>()
                .Where(scan => scan.ParcelId == tracking.ParcelId && scan.Kind != ScanKind.Announced && scan.Kind != ScanKind.Problem)
                .Min(scan => (DateTime?)scan.At)
            let delivered = db.Set<CarrierScan>()
                .Where(scan => scan.ParcelId == tracking.ParcelId && scan.Kind == ScanKind.Delivered)
                .Min(scan => (DateTime?)scan.At)
            let returned = db.Set<CarrierScan>()
                .Where(scan => scan.ParcelId == tracking.ParcelId && scan.Kind == ScanKind.Returned)
                .Min(scan => (DateTime?)scan.At)
            where
                tracking.PickedUpAt != picked
                || tracking.DeliveredAt != delivered
                || tracking.ReturnedAt != returned
                || db.Set<CarrierScan>().Any(scan => scan.ParcelId == tracking.ParcelId && scan.At < tracking.PaidAt)
            select new { tracking.ParcelId },
        tracking => new Breach($"tracking of parcel {tracking.ParcelId}", "times that its scans do not say", "those of its scans")
    );

    private static readonly Invariant DecisionsAreInTheRegister = Invariant.That(
        "Each delivery that a person decided on has its entry in the register.",
        db =>
            from review in db.Set<DeliveryReview>().Where(review => review.DecidedBy != null)
            join one in db.Set<Act>().Where(act => act.Kind == DeliveryActs.Decide.Code)
                on (Guid?)review.ParcelId equals one.SubjectId
                into acts
            from act in acts.DefaultIfEmpty()
            where act == null
            select new { review.ParcelId, review.Status },
        row => new Breach($"review of parcel {row.ParcelId}", $"{row.Status} without an entry", "an entry of who decided")
    );

    public string Name => "Deliveries";

    public IReadOnlyList<AuditedRows> Rows { get; } =
    [
        AuditedRows.Of<ParcelTracking>("numbers"),
        AuditedRows.Of<CarrierScan>("scans"),
        AuditedRows.Of<DeliveryReview>("reviews"),
        AuditedRows.Of<DeliveryProof>("proofs"),
    ];

    public IReadOnlyList<Invariant> All { get; } =
    [
        PayoutsHaveProofs,
        ProofsRestOnFacts,
        FinalGrantsAreTheParcels,
        RefusedGoesBack,
        RefusalsAreRefunds,
        TrackingsAreTheParcels,
        TrackingsFollowScans,
        DecisionsAreInTheRegister,
    ];
}
