using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>What must be true of lots that brought less than was promised, and of who got how much of them.</summary>
internal sealed class ShortfallInvariants : IInvariants
{
    private static readonly Invariant ClaimsAddUp = Invariant.That(
        "The claims of a shortfall add up to what was promised, their parts to what was left, which is less.",
        db =>
            from shortfall in db.Set<Shortfall>()
            join one in db.Set<ShortfallClaim>()
                .GroupBy(claim => claim.ShortfallId)
                .Select(rows => new
                {
                    Id = rows.Key,
                    Promised = rows.Sum(claim => claim.PromisedGrams),
                    Given = rows.Sum(claim => claim.GivenGrams),
                })
                on shortfall.Id equals one.Id
                into all
            from claims in all.DefaultIfEmpty()
            select new
            {
                shortfall.Id,
                shortfall.PromisedGrams,
                shortfall.LeftGrams,
                Promised = (long?)claims!.Promised ?? 0,
                Given = (long?)claims.Given ?? 0,
            } into shortfall
            where
                shortfall.PromisedGrams != shortfall.Promised
                || shortfall.LeftGrams != shortfall.Given
                || shortfall.LeftGrams < 0
                || shortfall.LeftGrams >= shortfall.PromisedGrams
            select shortfall,
        shortfall => new Breach(
            $"shortfall {shortfall.Id}",
            $"grams promised {shortfall.PromisedGrams}, left {shortfall.LeftGrams}",
            $"grams promised {shortfall.Promised}, left {shortfall.Given}, from 0 to less than promised"
        )
    );

    private static readonly Invariant SharesAreTheRules = Invariant.OfEach(
        "Everybody's part of a shortfall is what its published rule says when it is asked again.",
        db =>
            db.Set<Shortfall>()
                .AsNoTracking()
                .Join(
                    db.Set<Lot>(),
                    shortfall => shortfall.LotId,
                    lot => lot.Id,
                    (shortfall, lot) =>
                        new
                        {
                            shortfall.Id,
                            shortfall.Rule,
                            shortfall.LeftGrams,
                            lot.UnitGrams,
                            Claims = shortfall.Claims.OrderBy(claim => claim.OrderId).ToList(),
                        }
                ),
        shortfall =>
        {
            // What is broken in other ways the rule need not bear.
            var again =
                shortfall.LeftGrams < 0 || shortfall.UnitGrams <= 0
                    ? null
                    : Rationing.Share(
                        shortfall.Rule,
                        shortfall.LeftGrams,
                        shortfall.UnitGrams,
                        shortfall.Claims.ConvertAll(claim => new RationClaim(claim.OrderId, claim.PromisedGrams))
                    );
            var wrong = again is not { IsOk: true }
                ? shortfall.Claims
                : shortfall
                    .Claims.ExceptBy(again.Value.Select(part => (part.Id, part.Grams)), claim => (claim.OrderId, claim.GivenGrams))
                    .ToList();
            return wrong.Count == 0
                ? null
                : new Breach(
                    $"shortfall {shortfall.Id}",
                    string.Join(", ", wrong.Select(claim => $"order {claim.OrderId} {claim.GivenGrams} grams")),
                    again is { IsOk: true }
                        ? $"the parts of {shortfall.Rule} of {shortfall.LeftGrams} grams"
                        : $"whole units of {shortfall.UnitGrams} grams"
                );
        }
    );

    private static readonly Invariant ShortLotsAreOffSale = Invariant.That(
        "A shortfall is of a lot of the farmer who said it, which is off sale, and so are its claims.",
        db =>
            from shortfall in db.Set<Shortfall>()
            join one in db.Set<Lot>() on shortfall.LotId equals one.Id into lots
            from lot in lots.DefaultIfEmpty()
            let astray = shortfall.Claims.Count(claim => claim.LotId != shortfall.LotId)
            where lot == null || lot.FarmerId != shortfall.FarmerId || lot.Status != LotStatus.Closed || astray > 0
            select new
            {
                shortfall.Id,
                shortfall.LotId,
                shortfall.FarmerId,
                Lot = lot,
                Astray = astray,
            },
        shortfall => new Breach(
            $"shortfall {shortfall.Id}",
            shortfall.Lot is null
                ? "no such lot"
                : $"lot {shortfall.LotId} of {shortfall.Lot.FarmerId}, {shortfall.Lot.Status}, {shortfall.Astray} claims on other lots",
            $"a closed lot of {shortfall.FarmerId} and claims on it alone"
        )
    );

    private static readonly Invariant ClaimsHaveShortfalls = Invariant.That(
        "Each claim is of a shortfall that is there.",
        db =>
            db.Set<ShortfallClaim>()
                .Where(claim => !db.Set<Shortfall>().Any(shortfall => shortfall.Id == claim.ShortfallId))
                .Select(claim => new { claim.ShortfallId, claim.OrderId }),
        claim => new Breach(Named(claim.ShortfallId, claim.OrderId), "no such shortfall", "a shortfall")
    );

    private static readonly Invariant DoneClaimsAreRefunded = Invariant.OfEach(
        "What a claim that is done has cut is in its refund, and nothing is in the refund of one that is open; a paid order "
            + "that is done and not sent keeps no more than its part, and one that waits for its payment is not done unless it "
            + "gets all.",
        db =>
            from claim in db.Set<ShortfallClaim>().AsNoTracking()
            join one in db.Set<Order>() on claim.OrderId equals one.Id into orders
            from order in orders.DefaultIfEmpty()
            join two in db.Set<OrderLine>() on new { claim.OrderId, claim.LotId } equals new { two.OrderId, two.LotId } into lines
            from line in lines.DefaultIfEmpty()
            join three in db.Set<RefundLine>() on new { claim.RefundId, claim.LotId } equals new { three.RefundId, three.LotId } into parts
            from part in parts.DefaultIfEmpty()
            select new
            {
                Claim = claim,
                Status = (OrderStatus?)order.Status,
                KeptGrams = line == null ? 0 : line.Grams - line.RefundedGrams,
                IsSent = db.Set<Parcel>()
                    .Any(parcel =>
                        parcel.OrderId == claim.OrderId
                        && parcel.FarmerId == line.FarmerId
                        && (parcel.Status == ParcelStatus.Shipped || parcel.Status == ParcelStatus.Received)
                        && db.Set<Lot>().Any(lot => lot.Id == claim.LotId && lot.OriginCode == parcel.OriginCode)
                    ),
                RefundedGrams = part == null
                || !db.Set<Refund>()
                    .Any(refund => refund.Id == part.RefundId && refund.OrderId == claim.OrderId && refund.Kind == RefundKind.Undelivered)
                    ? 0
                    : part.Grams,
            },
        row =>
        {
            var (claim, refunded) = (row.Claim, row.RefundedGrams);
            var isRight =
                claim.RefundId == ShortfallClaim.RefundIdFor(claim.ShortfallId, claim.OrderId)
                && (claim.CutGrams ?? 0) == refunded
                && claim.CutGrams is null == claim.DoneAt is null
                && refunded <= claim.PromisedGrams - claim.GivenGrams
                && (
                    claim.DoneAt is null
                        ? claim.GivenGrams < claim.PromisedGrams
                        : row.Status is { } status
                            && claim.ToCut(status, row.IsSent, row.KeptGrams) is var left
                            && (left == 0 || (left is null && claim.GivenGrams == claim.PromisedGrams))
                );
            return isRight
                ? null
                : new Breach(
                    Named(claim.ShortfallId, claim.OrderId),
                    $"{(claim.DoneAt is null ? "open" : "done")}, grams given {claim.GivenGrams}, cut {claim.CutGrams ?? 0}, "
                        + $"refunded {refunded}, kept by an order that is {row.Status}{(row.IsSent ? ", sent," : "")} {row.KeptGrams}",
                    $"cut as refunded, and done once no more than {claim.GivenGrams} grams of {claim.PromisedGrams} are kept"
                );
        }
    );

    public string Name => "Shortfalls";

    public IReadOnlyList<AuditedRows> Rows { get; } = [AuditedRows.Of<Shortfall>("shortfalls"), AuditedRows.Of<ShortfallClaim>("claims")];

    public IReadOnlyList<Invariant> All { get; } =
    [ClaimsAddUp, SharesAreTheRules, ShortLotsAreOffSale, ClaimsHaveShortfalls, DoneClaimsAreRefunded];

    private static string Named(Guid shortfallId, Guid orderId) => $"claim of order {orderId} in shortfall {shortfallId}";
}
