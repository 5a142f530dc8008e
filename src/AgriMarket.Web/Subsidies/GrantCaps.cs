using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Subsidies;

/// <summary>How much a grant may be, by what its scheme says: an invariant for each cap a scheme can have.</summary>
internal static class GrantCaps
{
    private static readonly Invariant GrantsAreOfTheirScheme = Invariant.That(
        "A grant is of its scheme's kind and fund, for an order placed while the scheme ran.",
        db => from grant in db.Set<Grant>()
              join scheme in db.Set<Scheme>() on grant.SchemeId equals scheme.Id
              join order in db.Set<Order>() on grant.OrderId equals order.Id
              where grant.Kind != scheme.Kind || grant.FundId != scheme.FundId || order.PlacedAt < scheme.StartsAt || order.PlacedAt >= scheme.EndsAt
              select new { Grant = grant, order.PlacedAt, scheme.Kind, scheme.FundId, scheme.StartsAt, scheme.EndsAt },
        row => new Breach(
            SubsidyInvariants.Named(row.Grant.OrderId, row.Grant.SchemeId),
            $"{row.Grant.Kind} of fund {row.Grant.FundId} for an order of {row.PlacedAt:O}",
            $"{row.Kind} of fund {row.FundId} for an order from {row.StartsAt:O} to before {row.EndsAt:O}"));

    private static readonly Invariant GrantsStayBelowTheirBase = Invariant.That(
        "A grant is above zero and not above the goods or the shipping that it was computed from.",
        db => db.Set<Grant>().Where(grant => grant.AmountFen <= 0 || grant.AmountFen > grant.BaseFen),
        grant => new Breach(SubsidyInvariants.Named(grant.OrderId, grant.SchemeId), $"{grant.AmountFen} fen", $"1 to {grant.BaseFen}"));

    private static readonly Invariant ShippingIsCapped = Invariant.That(
        "A grant towards shipping is not above what its scheme pays an order.",
        db => from grant in db.Set<Grant>()
              join scheme in db.Set<Scheme>() on grant.SchemeId equals scheme.Id
              where grant.Kind == SchemeKind.ShippingPerOrder && grant.AmountFen > scheme.AmountFen
              select new { Grant = grant, Most = scheme.AmountFen },
        row => new Breach(SubsidyInvariants.Named(row.Grant.OrderId, row.Grant.SchemeId), $"{row.Grant.AmountFen} fen", $"{row.Most} at the most"));

    private static readonly Invariant PercentIsCapped = Invariant.That(
        "A grant of a percentage is not above that part of the goods it was computed from.",
        db => from grant in db.Set<Grant>()
              join scheme in db.Set<Scheme>() on grant.SchemeId equals scheme.Id
              where grant.Kind == SchemeKind.PercentOfGoods && grant.AmountFen > grant.BaseFen * scheme.BasisPoints / Scheme.MaxBasisPoints
              select new { Grant = grant, scheme.BasisPoints },
        row => new Breach(
            SubsidyInvariants.Named(row.Grant.OrderId, row.Grant.SchemeId),
            $"{row.Grant.AmountFen} fen",
            $"{row.BasisPoints} hundredths of a percent of {row.Grant.BaseFen} fen at the most"));

    public static IReadOnlyList<Invariant> All { get; } = [GrantsAreOfTheirScheme, GrantsStayBelowTheirBase, ShippingIsCapped, PercentIsCapped];
}
