using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Campaigns;

/// <summary>Reads of campaigns and of how far they have come.</summary>
internal static class CampaignQueries
{
    private static readonly OrderStatus[] PaidFor = [OrderStatus.Paid, OrderStatus.Shipped, OrderStatus.Received];

    /// <summary>
    /// The figures of campaigns, computed from paid orders. A grant counts for a campaign when it was made for an order that
    /// holds only this campaign's goods, or by a scheme of this campaign.
    /// </summary>
    public static async Task<IReadOnlyList<CampaignFigures>> FiguresAsync(this MarketDb db, IReadOnlyCollection<Guid> campaignIds)
    {
        var campaigns = await db.Set<Campaign>().AsNoTracking().Where(campaign => campaignIds.Contains(campaign.Id))
            .Select(campaign => new { campaign.Id, campaign.TargetGrams }).ToListAsync();
        var figures = new List<CampaignFigures>(campaigns.Count);
        foreach (var campaign in campaigns)
        {
            var lines =
                from line in db.Set<OrderLine>()
                join order in db.Set<Order>() on line.OrderId equals order.Id
                where line.CampaignId == campaign.Id && PaidFor.Contains(order.Status)
                select line;
            var orderIds = lines.Select(line => line.OrderId).Distinct();
            var granted = await db.Set<Grant>()
                .Where(grant => orderIds.Contains(grant.OrderId))
                .Where(grant => db.Set<Scheme>().Any(scheme => scheme.Id == grant.SchemeId && scheme.CampaignId == campaign.Id)
                    || !db.Set<OrderLine>().Any(line => line.OrderId == grant.OrderId && line.CampaignId != campaign.Id))
                .SumAsync(grant => grant.AmountFen);
            figures.Add(new CampaignFigures(
                campaign.Id,
                await lines.SumAsync(line => line.Grams),
                campaign.TargetGrams,
                await orderIds.CountAsync(),
                await lines.Select(line => new { line.FarmerId, line.Household }).Distinct().CountAsync(),
                granted));
        }

        return figures;
    }
}
