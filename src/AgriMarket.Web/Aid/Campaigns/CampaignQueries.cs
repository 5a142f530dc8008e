using AgriMarket.Domain.Campaigns;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>Reads of campaigns and of how far they have come.</summary>
internal static class CampaignQueries
{
    /// <summary>
    /// The figures of campaigns: one row each, which payments and refunds move (<see cref="CampaignTotals"/>), however many orders
    /// there are. Money counts line by line: each grant was split to the fen over the goods it was made for
    /// (<see cref="AgriMarket.Domain.Orders.OrderLine.GrantedFen"/>), so a mixed cart gives every campaign exactly its own part and
    /// nothing twice.
    /// </summary>
    public static async Task<IReadOnlyList<CampaignFigures>> FiguresAsync(this MarketDb db, IReadOnlyCollection<Guid> campaignIds) =>
        await (
            from campaign in db.Set<Campaign>()
            where campaignIds.Contains(campaign.Id)
            join one in db.Set<CampaignTotals>() on campaign.Id equals one.CampaignId into ones
            from sold in ones.DefaultIfEmpty()
            select new CampaignFigures(
                campaign.Id,
                (long?)sold.SoldGrams ?? 0,
                campaign.TargetGrams,
                (int)((long?)sold.Orders ?? 0),
                (int)((long?)sold.Households ?? 0),
                (long?)sold.GrantedFen ?? 0
            )
        ).ToListAsync();
}
