using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundAudit;

/// <summary>What grants were computed from, held against the lines of their orders.</summary>
internal static class GrantBases
{
    private static readonly Invariant PricesCountUpToTheirReference = Invariant.OfEach(
        "What is granted towards goods was computed from no more than their reference prices let count, line by line.",
        db =>
            from grant in db.Set<Grant>().AsNoTracking()
            join scheme in db.Set<Scheme>().AsNoTracking() on grant.SchemeId equals scheme.Id
            where !SchemeKinds.TowardsShipping.Contains(grant.Kind)
            select new
            {
                Grant = grant,
                Scheme = scheme,
                Lines = db.Set<OrderLine>().AsNoTracking().Where(line => line.OrderId == grant.OrderId).ToList(),
            },
        row => AboveReference(row.Grant, row.Scheme, row.Lines)
    );

    private static readonly Invariant BasesAreOfTheirOrders = Invariant.OfEach(
        "A grant was computed from the shipping of its order, or from its goods as far as their reference prices let them count: those of "
            + "all lines that share in it, and of no line that is not the order's.",
        db =>
            from grant in db.Set<Grant>().AsNoTracking()
            join scheme in db.Set<Scheme>().AsNoTracking() on grant.SchemeId equals scheme.Id
            join order in db.Set<Order>() on grant.OrderId equals order.Id
            select new
            {
                Grant = grant,
                Scheme = scheme,
                order.ShippingFen,
                Lines = db.Set<OrderLine>().AsNoTracking().Where(line => line.OrderId == grant.OrderId).ToList(),
            },
        row => OfOtherBase(row.Grant, row.Scheme, row.ShippingFen, row.Lines)
    );

    public static IReadOnlyList<Invariant> All { get; } = [PricesCountUpToTheirReference, BasesAreOfTheirOrders];

    /// <summary>What a scheme counts of each line, in the order of a grant's shares.</summary>
    private static List<long> Counted(Scheme scheme, IEnumerable<OrderLine> lines) =>
        [
            .. lines
                .OrderBy(line => line.LotId)
                .Select(line =>
                    line.ReferenceFenPerKg is { } fen
                        ? scheme.CountedFen(line.GoodsFen, line.Grams, new ReferencePrice(fen, ReferenceSource.OfficialKind))
                        : 0
                ),
        ];

    /// <summary>A line that the scheme covers may have a share of nothing, where the amount is small.</summary>
    private static Breach? OfOtherBase(Grant grant, Scheme scheme, long shippingFen, IReadOnlyCollection<OrderLine> lines)
    {
        List<bool> sharing = [.. grant.LineFen.Select(fen => fen > 0)];
        List<long> grams = [.. lines.OrderBy(line => line.LotId).Select(line => line.Grams)];
        var (leastGrams, mostGrams) = Bounds(grams, sharing);
        var (leastFen, mostFen) =
            scheme.Side == SubsidySide.Shipping ? (shippingFen, shippingFen) : Bounds(Counted(scheme, lines), sharing);
        return grant.BaseGrams < leastGrams || grant.BaseGrams > mostGrams || grant.BaseFen < leastFen || grant.BaseFen > mostFen
            ? new Breach(
                SubsidyInvariants.Named(grant.OrderId, grant.SchemeId),
                $"computed from {grant.BaseFen} fen and {grant.BaseGrams} grams",
                $"{leastFen} to {mostFen} fen and {leastGrams} to {mostGrams} grams"
            )
            : null;
    }

    /// <summary>The least is that of the lines that share, the most that of all; the only line of an order is covered.</summary>
    private static (long Least, long Most) Bounds(List<long> figures, List<bool> sharing) =>
        (figures.Count == 1 ? figures[0] : figures.Zip(sharing).Where(line => line.Second).Sum(line => line.First), figures.Sum());

    private static Breach? AboveReference(Grant grant, Scheme scheme, IReadOnlyCollection<OrderLine> lines)
    {
        var counted = Counted(scheme, lines);
        var isAbove = grant.BaseFen > counted.Sum() || grant.LineFen.Zip(counted).Any(line => line.First > line.Second);
        return isAbove
            ? new Breach(
                SubsidyInvariants.Named(grant.OrderId, grant.SchemeId),
                $"computed from {grant.BaseFen} fen, shared as {string.Join(" + ", grant.LineFen)}",
                $"at the most {string.Join(" + ", counted)}"
            )
            : null;
    }
}
