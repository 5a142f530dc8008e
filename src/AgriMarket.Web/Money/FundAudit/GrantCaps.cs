using System.Runtime.CompilerServices;
using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Schemes;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundAudit;

/// <summary>How much a grant may be, by what its scheme says, and how much all grants together, by its counted caps.</summary>
internal static class GrantCaps
{
    private static readonly Invariant GrantsAreOfTheirScheme = Invariant.That(
        "A grant is of its scheme's kind and fund, for an order placed while the scheme ran.",
        db =>
            from grant in db.Set<Grant>()
            join scheme in db.Set<Scheme>() on grant.SchemeId equals scheme.Id
            join order in db.Set<Order>() on grant.OrderId equals order.Id
            where
                grant.Kind != scheme.Kind
                || grant.FundId != scheme.FundId
                || order.PlacedAt < scheme.StartsAt
                || order.PlacedAt >= scheme.EndsAt
            select new
            {
                Grant = grant,
                order.PlacedAt,
                scheme.Kind,
                scheme.FundId,
                scheme.StartsAt,
                scheme.EndsAt,
            },
        row => new Breach(
            SubsidyInvariants.Named(row.Grant.OrderId, row.Grant.SchemeId),
            $"{row.Grant.Kind} of fund {row.Grant.FundId} for an order of {row.PlacedAt:O}",
            $"{row.Kind} of fund {row.FundId} for an order from {row.StartsAt:O} to before {row.EndsAt:O}"
        )
    );

    private static readonly Invariant GrantsStayBelowTheirBase = Invariant.That(
        "A grant is above zero and not above the goods or the shipping that it was computed from.",
        db => db.Set<Grant>().Where(grant => grant.AmountFen <= 0 || grant.AmountFen > grant.BaseFen),
        grant => new Breach(SubsidyInvariants.Named(grant.OrderId, grant.SchemeId), $"{grant.AmountFen} fen", $"1 to {grant.BaseFen}")
    );

    private static readonly Invariant GrantsStayWithinTheirScheme = Invariant.OfEach(
        "A grant is not above what its scheme pays for its goods or its order, nor above the scheme's caps of one order.",
        db =>
            from grant in db.Set<Grant>().AsNoTracking()
            join scheme in db.Set<Scheme>().AsNoTracking() on grant.SchemeId equals scheme.Id
            select new { Grant = grant, Scheme = scheme },
        row =>
            row.Scheme.Caps.Reduce(Most(row.Scheme, row.Grant), row.Grant.BaseGrams) is var most && row.Grant.AmountFen > most
                ? new Breach(
                    SubsidyInvariants.Named(row.Grant.OrderId, row.Grant.SchemeId),
                    $"{row.Grant.AmountFen} fen",
                    $"{most} at the most"
                )
                : null
    );

    private static readonly Invariant GrantsAreShared = Invariant.OfEach(
        "The lines of an order share the whole of each of its grants.",
        db => db.Set<Grant>().AsNoTracking(),
        grant =>
            grant.LineFen.Sum() != grant.AmountFen
                ? Breach.Of(
                    SubsidyInvariants.Named(grant.OrderId, grant.SchemeId),
                    ("fen shared over the lines", grant.LineFen.Sum(), grant.AmountFen)
                )
                : null
    );

    private static readonly Invariant SchemesStayWithinTheirExposure = Invariant.OfEach(
        "A scheme has granted no more in all, and to no order more, than its proposer and its approver were shown that it could.",
        db =>
            from scheme in db.Set<Scheme>().AsNoTracking()
            join one in Standing(db) on scheme.Id equals one.SchemeId
            join account in db.Set<Account>() on AccountIds.Budget(scheme.Id) equals account.Id
            select new
            {
                Scheme = scheme,
                one.SumFen,
                one.MostFen,
                account.CreditsPostedFen,
            },
        row =>
            SchemeExposure.Of(row.Scheme, row.CreditsPostedFen) is var exposure
            && (row.SumFen > exposure.WholeFen || row.MostFen > exposure.OrderFen)
                ? new Breach(
                    $"scheme {row.Scheme.Id}",
                    $"{row.SumFen} fen, {row.MostFen} to one order",
                    $"{exposure.WholeFen} and {exposure.OrderFen} at the most"
                )
                : null
    );

    private static readonly Invariant ExclusiveSchemesPayAlone = Invariant.That(
        "An exclusive scheme pays alone on its side of an order, goods or shipping.",
        db =>
            from grant in db.Set<Grant>()
            join scheme in db.Set<Scheme>() on grant.SchemeId equals scheme.Id
            where
                scheme.IsExclusive
                && db.Set<Grant>()
                    .Any(other =>
                        other.OrderId == grant.OrderId
                        && other.SchemeId != grant.SchemeId
                        // Not by "==": of "a IN (…) = b IN (…)", which EF Core then writes, SQLite compares only the first part.
                        && (
                            SchemeKinds.TowardsShipping.Contains(other.Kind)
                                ? SchemeKinds.TowardsShipping.Contains(grant.Kind)
                                : !SchemeKinds.TowardsShipping.Contains(grant.Kind)
                        )
                    )
            select new
            {
                grant.OrderId,
                grant.SchemeId,
                grant.Kind,
            },
        grant => new Breach(
            SubsidyInvariants.Named(grant.OrderId, grant.SchemeId),
            $"exclusive {grant.Kind} beside another scheme",
            "no other on its side"
        )
    );

    private static readonly Invariant UsageIsTheGrants = new(
        "What is counted against the caps of a scheme is what it granted to orders that were not let go, and within the caps.",
        UsageAsync
    );

    public static IReadOnlyList<Invariant> All { get; } =
    [
        GrantsAreOfTheirScheme,
        GrantsStayBelowTheirBase,
        GrantsStayWithinTheirScheme,
        GrantsAreShared,
        .. GrantBases.All,
        ExclusiveSchemesPayAlone,
        UsageIsTheGrants,
        OwnerInvariants.CountsAreTheGrants,
        SchemesStayWithinTheirExposure,
    ];

    /// <summary>What the kind of a scheme pays at the most; one that rises with the risk, at its highest rate.</summary>
    private static long Most(Scheme scheme, Grant grant) =>
        Rounding.Floor(
            scheme.Rule.Times(scheme.Rule.RateOf(scheme, RiskLevel.Critical), grant.BaseFen, grant.BaseGrams),
            1,
            scheme.Rule.Divisor
        );

    /// <summary>What each scheme granted to orders that were not let go.</summary>
    private static IQueryable<StandingGrants> Standing(MarketDb db) =>
        from grant in db.Set<Grant>()
        join order in db.Set<Order>() on grant.OrderId equals order.Id
        where order.Status != OrderStatus.Cancelled && order.Status != OrderStatus.Expired
        group grant.AmountFen by grant.SchemeId into grants
        select new StandingGrants
        {
            SchemeId = grants.Key,
            SumFen = grants.Sum(),
            MostFen = grants.Max(),
        };

    private static async IAsyncEnumerable<Breach> UsageAsync(MarketDb db, [EnumeratorCancellation] CancellationToken stop)
    {
        var granted = await GrantedAsync(db, stop);
        await foreach (var row in db.Set<SchemeUsageRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            granted.Remove((row.SchemeId, row.Key), out var sum);
            if (row.Used != sum.Amount || !sum.Fits)
            {
                yield return new Breach(Counted(row.SchemeId, row.Key), $"{row.Used}", Expected(sum));
            }
        }

        foreach (var ((schemeId, key), sum) in granted)
        {
            yield return new Breach(Counted(schemeId, key), "nothing", Expected(sum));
        }
    }

    /// <summary>What was granted under each counted cap.</summary>
    private static async Task<Dictionary<(Guid SchemeId, string Key), Used>> GrantedAsync(MarketDb db, CancellationToken stop)
    {
        var grants =
            from grant in db.Set<Grant>()
            join scheme in db.Set<Scheme>() on grant.SchemeId equals scheme.Id
            join order in db.Set<Order>() on grant.OrderId equals order.Id
            where order.Status != OrderStatus.Cancelled && order.Status != OrderStatus.Expired
            select new
            {
                Scheme = scheme,
                grant.AmountFen,
                order.BuyerId,
                order.MobileKey,
                order.AddressKey,
                order.PlacedAt,
            };
        var granted = new Dictionary<(Guid, string), Used>();
        await foreach (var grant in grants.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            var buyer = new BuyerIdentity(grant.BuyerId, grant.MobileKey, grant.AddressKey);
            foreach (var use in SchemeUse.Of(grant.Scheme, grant.AmountFen, buyer, grant.PlacedAt))
            {
                var key = (use.SchemeId, use.Cap.Key);
                granted[key] = granted.GetValueOrDefault(key).Add(use);
            }
        }

        return granted;
    }

    private static string Counted(Guid schemeId, string key) => $"scheme {schemeId}, counted for {key}";

    private static string Expected(Used sum) => $"{sum.Amount} by its grants, {sum.Limit} at the most";

    private sealed record StandingGrants
    {
        public Guid SchemeId { get; init; }

        public long SumFen { get; init; }

        public long MostFen { get; init; }
    }

    /// <summary>What is used of one counted cap: fen, or grants.</summary>
    private readonly record struct Used(long Amount, long Limit)
    {
        public bool Fits => Amount <= Limit;

        public Used Add(SchemeUse use) => new(Amount + use.Amount, use.Cap.Limit);
    }
}
