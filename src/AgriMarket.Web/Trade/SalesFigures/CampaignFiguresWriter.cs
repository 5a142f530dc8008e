using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Trade.SalesFigures;

/// <summary>
/// What the commands of a batch that pay orders or refund some of them add to the figures of campaigns (<see cref="CampaignTotals"/>,
/// <see cref="CampaignHousehold"/>). Nothing else writes them. Only commands use it, one at a time.
/// </summary>
internal sealed class CampaignFiguresWriter : IDeferredRows
{
    private readonly List<Counted> pending = [];

    public string Table => "campaign_totals";

    /// <summary>Counts an order, or counts it anew; forgotten if the command is undone.</summary>
    /// <param name="before">What the order counted for before the command; nothing when it was not paid.</param>
    /// <param name="after">What it counts for now.</param>
    public static async Task AddAsync(WriteScope scope, IReadOnlyList<CampaignSale> before, IReadOnlyList<CampaignSale> after)
    {
        if (before.Count + after.Count == 0)
        {
            return;
        }

        var (changes, counted) = (scope.Cached<CampaignFiguresWriter>(), new Counted(before, after));
        changes.pending.Add(counted);
        scope.OnUndone(() => changes.pending.Remove(counted));
        if (!scope.Defers && !await changes.WriteAsync(scope.Sql))
        {
            throw new InvalidOperationException("An order was to be taken off a campaign that has not sold it.");
        }
    }

    public async Task<bool> WriteAsync(SqlStatements sql)
    {
        Counted[] orders = [.. pending];
        pending.Clear();
        HouseholdChange[] households =
        [
            .. orders
                .SelectMany(order => HouseholdChange.Of(order.After, 1).Concat(HouseholdChange.Of(order.Before, -1)))
                .GroupBy(change => (change.CampaignId, change.FarmerId, change.Household))
                .Select(rows => rows.First() with { Grams = rows.Sum(change => change.Grams) })
                .Where(change => change.Grams != 0)
                .OrderBy(change => change.CampaignId)
                .ThenBy(change => change.FarmerId)
                .ThenBy(change => change.Household, StringComparer.Ordinal),
        ];
        var sold = households.Length == 0 ? [] : await sql.QueryEachAsync(Array.ConvertAll(households, Move), row => row.GetInt64(0));
        if (sold.Exists(rows => rows.Count != 1))
        {
            return false;
        }

        var came = households.Select((change, i) => (change.CampaignId, Step: change.StepTo(sold[i][0]))).ToLookup(row => row.CampaignId);
        TotalsChange[] totals =
        [
            .. orders
                .SelectMany(order => order.After.Concat(order.Before))
                .Select(sale => sale.CampaignId)
                .Distinct()
                .Order()
                .Select(campaignId => new TotalsChange(
                    campaignId,
                    orders.Sum(order => GramsOf(order.After, campaignId) - GramsOf(order.Before, campaignId)),
                    orders.Sum(order => FenOf(order.After, campaignId) - FenOf(order.Before, campaignId)),
                    orders.Sum(order => OrdersOf(order.After, campaignId) - OrdersOf(order.Before, campaignId)),
                    came[campaignId].Sum(row => row.Step)
                ))
                .Where(change => change != new TotalsChange(change.CampaignId, 0, 0, 0, 0)),
        ];
        if (totals.Length == 0)
        {
            // What was refunded is of no campaign.
            return true;
        }

        var moved = await sql.QueryEachAsync(Array.ConvertAll(totals, Move), row => row.GetGuid(0));
        return moved.TrueForAll(rows => rows.Count == 1);
    }

    private static long GramsOf(IReadOnlyList<CampaignSale> sales, Guid campaignId) =>
        sales.Where(sale => sale.CampaignId == campaignId).Sum(sale => sale.Grams);

    private static long FenOf(IReadOnlyList<CampaignSale> sales, Guid campaignId) =>
        sales.Where(sale => sale.CampaignId == campaignId).Sum(sale => sale.GrantedFen);

    private static long OrdersOf(IReadOnlyList<CampaignSale> sales, Guid campaignId) =>
        sales.Any(sale => sale.CampaignId == campaignId) ? 1 : 0;

    /// <summary>It answers with what is sold of the household's goods now. What is taken off must have been counted.</summary>
    private static FormattableString Move(HouseholdChange change) =>
        change.Grams > 0
            ? (FormattableString)
                $"""
                    INSERT INTO campaign_households (campaign_id, farmer_id, household, sold_grams)
                    VALUES ({change.CampaignId}, {change.FarmerId}, {change.Household}, {change.Grams})
                    ON CONFLICT (campaign_id, farmer_id, household)
                    DO UPDATE SET sold_grams = campaign_households.sold_grams + {change.Grams}
                    RETURNING sold_grams
                    """
            : $"""
                UPDATE campaign_households SET sold_grams = sold_grams + {change.Grams}
                WHERE campaign_id = {change.CampaignId} AND farmer_id = {change.FarmerId} AND household = {change.Household}
                    AND sold_grams + {change.Grams} >= 0
                RETURNING sold_grams
                """;

    private static FormattableString Move(TotalsChange change) =>
        change.Grams > 0
            ? (FormattableString)
                $"""
                    INSERT INTO campaign_totals (campaign_id, sold_grams, granted_fen, orders, households)
                    VALUES ({change.CampaignId}, {change.Grams}, {change.GrantedFen}, {change.Orders}, {change.Households})
                    ON CONFLICT (campaign_id) DO UPDATE SET sold_grams = campaign_totals.sold_grams + {change.Grams},
                        granted_fen = campaign_totals.granted_fen + {change.GrantedFen}, orders = campaign_totals.orders + {change.Orders},
                        households = campaign_totals.households + {change.Households}
                    RETURNING campaign_id
                    """
            : $"""
                UPDATE campaign_totals SET sold_grams = sold_grams + {change.Grams}, granted_fen = granted_fen + {change.GrantedFen},
                    orders = orders + {change.Orders}, households = households + {change.Households}
                WHERE campaign_id = {change.CampaignId} AND sold_grams + {change.Grams} >= 0
                RETURNING campaign_id
                """;

    /// <summary>What of a household's goods was sold (above zero) or refunded (below).</summary>
    private readonly record struct HouseholdChange(Guid CampaignId, Guid FarmerId, string Household, long Grams)
    {
        public static IEnumerable<HouseholdChange> Of(IEnumerable<CampaignSale> sales, int sign) =>
            sales.Select(sale => new HouseholdChange(sale.CampaignId, sale.FarmerId, sale.Household, sign * sale.Grams));

        /// <summary>1 for a household that came to the campaign by it, -1 for one that left it.</summary>
        /// <param name="soldGrams">What the row says now.</param>
        public int StepTo(long soldGrams) =>
            soldGrams == 0 ? -1
            : soldGrams == Grams ? 1
            : 0;
    }

    /// <summary>An order as it counted before a command and as it counts after it. A class, so that a command takes back its own.</summary>
    private sealed class Counted(IReadOnlyList<CampaignSale> before, IReadOnlyList<CampaignSale> after)
    {
        public IReadOnlyList<CampaignSale> Before => before;

        public IReadOnlyList<CampaignSale> After => after;
    }

    private readonly record struct TotalsChange(Guid CampaignId, long Grams, long GrantedFen, long Orders, long Households);
}
