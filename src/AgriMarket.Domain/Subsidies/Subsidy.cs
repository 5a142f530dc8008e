using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Subsidies;

/// <summary>What can be subsidised of one order line.</summary>
public readonly record struct SubsidyLine(string OriginCode, Guid? CampaignId, long GoodsFen);

/// <summary>A scheme with what is left of its budget.</summary>
public readonly record struct FundedScheme(Scheme Scheme, long AvailableFen);

/// <summary>A scheme that applies to an order.</summary>
/// <param name="BaseFen">The goods or shipping it was computed from.</param>
/// <param name="LineShares">
/// The amount split over the order's lines, in their order, in proportion to the goods the scheme covers: to the fen, so that
/// an order with goods of several campaigns adds to each what is its own.
/// </param>
public sealed record GrantPlan(Scheme Scheme, long AmountFen, long BaseFen, IReadOnlyList<long> LineShares);

/// <summary>A scheme that does not apply, and why.</summary>
public sealed record NoGrant(Scheme Scheme, Rejection Why);

public sealed record SubsidyPlan(IReadOnlyList<GrantPlan> Grants, IReadOnlyList<NoGrant> NotGranted)
{
    public long SumFen(SchemeKind kind) => Grants.Where(grant => grant.Scheme.Kind == kind).Sum(grant => grant.AmountFen);
}

/// <summary>
/// Decides which schemes pay how much of an order. A grant is paid whole or not at all: a budget that cannot cover it pays
/// nothing. All grants of a kind together never exceed what they subsidise.
/// </summary>
public static class Subsidy
{
    public static SubsidyPlan Plan(
        IReadOnlyCollection<FundedScheme> schemes, IReadOnlyCollection<SubsidyLine> lines, long shippingFen, RegionCatalogue regions, DateTime now)
    {
        var grants = new List<GrantPlan>();
        var refused = new List<NoGrant>();
        var goodsLeft = lines.Sum(line => line.GoodsFen);
        var shippingLeft = shippingFen;
        foreach (var (scheme, availableFen) in schemes.OrderBy(funded => funded.Scheme.Id))
        {
            long[] covered = [.. lines.Select(line => IsEligible(scheme, line, regions) ? line.GoodsFen : 0)];
            var eligible = covered.Sum();
            var (baseFen, wanted) = scheme.Kind switch
            {
                SchemeKind.ShippingPerOrder => (shippingFen, Math.Min(scheme.AmountFen, shippingLeft)),
                SchemeKind.PercentOfGoods => (eligible, Math.Min(Rounding.Floor(eligible, scheme.BasisPoints, Scheme.MaxBasisPoints), goodsLeft)),
                _ => throw new InvalidOperationException($"Unknown scheme kind {scheme.Kind}."),
            };

            if (WhyNot(scheme, eligible, wanted, availableFen, now) is { } why)
            {
                refused.Add(new NoGrant(scheme, why));
                continue;
            }

            grants.Add(new GrantPlan(scheme, wanted, baseFen, Rounding.LargestRemainder(wanted, covered)));
            (goodsLeft, shippingLeft) = scheme.Kind == SchemeKind.PercentOfGoods
                ? (goodsLeft - wanted, shippingLeft)
                : (goodsLeft, shippingLeft - wanted);
        }

        return new SubsidyPlan(grants, refused);
    }

    private static bool IsEligible(Scheme scheme, SubsidyLine line, RegionCatalogue regions) =>
        regions.Find(line.OriginCode) is { } origin && scheme.Covers(origin, line.CampaignId, regions);

    private static Rejection? WhyNot(Scheme scheme, long eligibleFen, long wantedFen, long availableFen, DateTime now)
    {
        if (!scheme.IsRunning(now))
        {
            return new Rejection("scheme.not-running");
        }

        if (eligibleFen == 0)
        {
            return new Rejection(scheme.CampaignId is null ? "scheme.other-county" : "scheme.other-campaign");
        }

        if (wantedFen == 0)
        {
            return new Rejection("scheme.nothing-to-pay");
        }

        return wantedFen > availableFen ? new Rejection("fund.exhausted") : null;
    }
}
