using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>Reads of campaigns and of how far they have come.</summary>
internal static class CampaignQueries
{
    private static readonly OrderStatus[] PaidFor = [OrderStatus.Paid, OrderStatus.Shipped, OrderStatus.Received];

    /// <summary>
    /// The figures of campaigns, from the lines of paid orders whose lots were offered in them when they were ordered, less what
    /// was refunded of them.
    /// Money counts line by line: each grant was split to the fen over the goods it was made for
    /// (<see cref="OrderLine.GrantedFen"/>), so a mixed cart gives every campaign exactly its own part and nothing twice.
    /// Three queries, however many campaigns.
    /// </summary>
    public static async Task<IReadOnlyList<CampaignFigures>> FiguresAsync(this MarketDb db, IReadOnlyCollection<Guid> campaignIds)
    {
        var targets = await db.Set<Campaign>()
            .AsNoTracking()
            .Where(campaign => campaignIds.Contains(campaign.Id))
            .Select(campaign => new { campaign.Id, campaign.TargetGrams })
            .ToListAsync();
        var lines =
            from line in db.Set<OrderLine>()
            join order in db.Set<Order>() on line.OrderId equals order.Id
            where
                line.CampaignId != null
                && line.Grams > line.RefundedGrams
                && campaignIds.Contains(line.CampaignId.Value)
                && PaidFor.Contains(order.Status)
            select line;
        var sales = await lines
            .GroupBy(line => line.CampaignId!.Value)
            .Select(sold => new
            {
                CampaignId = sold.Key,
                Grams = sold.Sum(line => line.Grams - line.RefundedGrams),
                GrantedFen = sold.Sum(line => line.GrantedFen - line.GrantReturnedFen),
                Orders = sold.Select(line => line.OrderId).Distinct().Count(),
            })
            .ToDictionaryAsync(sold => sold.CampaignId);
        var households = await lines
            .Select(line => new
            {
                line.CampaignId,
                line.FarmerId,
                line.Household,
            })
            .Distinct()
            .GroupBy(household => household.CampaignId!.Value)
            .Select(group => new { CampaignId = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.CampaignId, group => group.Count);
        return
        [
            .. targets.Select(campaign =>
                sales.TryGetValue(campaign.Id, out var sold)
                    ? new CampaignFigures(
                        campaign.Id,
                        sold.Grams,
                        campaign.TargetGrams,
                        sold.Orders,
                        households[campaign.Id],
                        sold.GrantedFen
                    )
                    : new CampaignFigures(campaign.Id, 0, campaign.TargetGrams, 0, 0, 0)
            ),
        ];
    }
}
