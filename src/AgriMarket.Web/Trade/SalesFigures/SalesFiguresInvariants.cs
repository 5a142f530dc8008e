using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.SalesFigures;

/// <summary>The figures of campaigns are what the lines of their paid orders add up to.</summary>
internal sealed class SalesFiguresInvariants : IInvariants
{
    private static readonly OrderStatus[] PaidFor = [OrderStatus.Paid, OrderStatus.Shipped, OrderStatus.Received];

    private static readonly Invariant TotalsAreTheOrders = Invariant.That(
        "What a campaign has sold is what its paid orders have of it, less what was refunded.",
        db =>
            from campaign in db.Set<Campaign>()
            join zero in db.Set<CampaignTotals>() on campaign.Id equals zero.CampaignId into zeros
            from totals in zeros.DefaultIfEmpty()
            join one in KeptLines(db)
                .GroupBy(line => line.CampaignId!.Value)
                .Select(lines => new
                {
                    Id = lines.Key,
                    Grams = lines.Sum(line => line.Grams - line.RefundedGrams),
                    GrantedFen = lines.Sum(line => line.GrantedFen - line.GrantReturnedFen),
                })
                on campaign.Id equals one.Id
                into ones
            from sold in ones.DefaultIfEmpty()
            join two in KeptLines(db)
                .Select(line => new { Id = line.CampaignId!.Value, line.OrderId })
                .Distinct()
                .GroupBy(order => order.Id)
                .Select(orders => new { Id = orders.Key, Count = orders.LongCount() })
                on campaign.Id equals two.Id
                into twos
            from orders in twos.DefaultIfEmpty()
            join three in KeptLines(db)
                .Select(line => new
                {
                    Id = line.CampaignId!.Value,
                    line.FarmerId,
                    line.Household,
                })
                .Distinct()
                .GroupBy(household => household.Id)
                .Select(households => new { Id = households.Key, Count = households.LongCount() })
                on campaign.Id equals three.Id
                into threes
            from households in threes.DefaultIfEmpty()
            select new
            {
                campaign.Id,
                SoldGrams = (long?)totals!.SoldGrams ?? 0,
                GrantedFen = (long?)totals!.GrantedFen ?? 0,
                Orders = (long?)totals!.Orders ?? 0,
                Households = (long?)totals!.Households ?? 0,
                ExpectedGrams = (long?)sold!.Grams ?? 0,
                ExpectedFen = (long?)sold!.GrantedFen ?? 0,
                ExpectedOrders = (long?)orders!.Count ?? 0,
                ExpectedHouseholds = (long?)households!.Count ?? 0,
            } into row
            where
                row.SoldGrams != row.ExpectedGrams
                || row.GrantedFen != row.ExpectedFen
                || row.Orders != row.ExpectedOrders
                || row.Households != row.ExpectedHouseholds
            select row,
        row =>
            Breach.Of(
                $"campaign {row.Id}",
                ("grams sold", row.SoldGrams, row.ExpectedGrams),
                ("fen granted", row.GrantedFen, row.ExpectedFen),
                ("orders", row.Orders, row.ExpectedOrders),
                ("households", row.Households, row.ExpectedHouseholds)
            )
    );

    private static readonly Invariant HouseholdsAreTheOrders = Invariant.That(
        "What a campaign has sold of a household's goods is what its paid orders have of them, less what was refunded.",
        db =>
            from household in db.Set<CampaignHousehold>()
            join one in SoldOfHouseholds(db)
                on new
                {
                    household.CampaignId,
                    household.FarmerId,
                    household.Household,
                } equals new
                {
                    one.CampaignId,
                    one.FarmerId,
                    one.Household,
                }
                into ones
            from sold in ones.DefaultIfEmpty()
            where household.SoldGrams != ((long?)sold!.Grams ?? 0)
            select new
            {
                household.CampaignId,
                household.FarmerId,
                household.Household,
                household.SoldGrams,
                Expected = (long?)sold!.Grams ?? 0,
            },
        row =>
            Breach.Of(
                $"household {row.Household} of farmer {row.FarmerId} in campaign {row.CampaignId}",
                ("grams sold", row.SoldGrams, row.Expected)
            )
    );

    private static readonly Invariant HouseholdsAreAllThere = Invariant.That(
        "Every household of which a campaign has sold something has a row.",
        db =>
            SoldOfHouseholds(db)
                .Where(sold =>
                    !db.Set<CampaignHousehold>()
                        .Any(row => row.CampaignId == sold.CampaignId && row.FarmerId == sold.FarmerId && row.Household == sold.Household)
                ),
        sold =>
            Breach.Of($"household {sold.Household} of farmer {sold.FarmerId} in campaign {sold.CampaignId}", ("grams sold", 0, sold.Grams))
    );

    public string Name => "Sales figures";

    public IReadOnlyList<AuditedRows> Rows { get; } =
    [AuditedRows.Of<CampaignTotals>("totals of campaigns"), AuditedRows.Of<CampaignHousehold>("households of campaigns")];

    public IReadOnlyList<Invariant> All { get; } = [TotalsAreTheOrders, HouseholdsAreTheOrders, HouseholdsAreAllThere];

    /// <summary>
    /// The lines of paid orders whose lots were offered in a campaign when they were ordered, and of which something was kept.
    /// </summary>
    private static IQueryable<OrderLine> KeptLines(MarketDb db) =>
        from line in db.Set<OrderLine>()
        join order in db.Set<Order>() on line.OrderId equals order.Id
        where line.CampaignId != null && line.Grams > line.RefundedGrams && PaidFor.Contains(order.Status)
        select line;

    private static IQueryable<HouseholdSales> SoldOfHouseholds(MarketDb db) =>
        KeptLines(db)
            .GroupBy(line => new
            {
                CampaignId = line.CampaignId!.Value,
                line.FarmerId,
                line.Household,
            })
            .Select(lines => new HouseholdSales
            {
                CampaignId = lines.Key.CampaignId,
                FarmerId = lines.Key.FarmerId,
                Household = lines.Key.Household,
                Grams = lines.Sum(line => line.Grams - line.RefundedGrams),
            });

    /// <summary>Set by name, so that the database can join by its parts.</summary>
    private sealed class HouseholdSales
    {
        public required Guid CampaignId { get; init; }

        public required Guid FarmerId { get; init; }

        public required string Household { get; init; }

        public required long Grams { get; init; }
    }
}
