using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>How long orders keep stock and grants for their buyers.</summary>
internal static class OrderHolds
{
    /// <summary>The time for an order of these lots; campaigns are only asked where a lot is in one.</summary>
    public static async Task<TimeSpan> TimeForAsync(MarketDb db, QuoteFacts facts, int marketMinutes)
    {
        if (facts.Lots.Values.All(lot => lot.CampaignId is null))
        {
            return TimeSpan.FromMinutes(marketMinutes);
        }

        Guid[] campaignIds = [.. facts.Lots.Values.Select(lot => lot.CampaignId).OfType<Guid>().Distinct()];
        var minutes = await db.Set<Campaign>()
            .Where(campaign => campaignIds.Contains(campaign.Id))
            .ToDictionaryAsync(campaign => campaign.Id, campaign => campaign.HoldMinutes);
        return HoldTime.For(
            facts.Lots.Values.Select(lot => lot.CampaignId is { } id ? minutes.GetValueOrDefault(id) : null),
            marketMinutes
        );
    }

    /// <summary>Keeps an unpaid order a little longer because its payment has begun, as a part of the payment's command.</summary>
    /// <returns>Until when.</returns>
    public static async Task<DateTime> ExtendAsync(WriteScope scope, Guid orderId)
    {
        var order = await scope.Db.Set<Order>().SingleAsync(row => row.Id == orderId);
        var until = HoldTime.Extended(order.PlacedAt, order.PayBefore, scope.Now);
        if (order.Status == OrderStatus.AwaitingPayment && until > order.PayBefore)
        {
            order.PayBefore = until;
            await scope
                .Db.Set<Hold>()
                .Where(hold => hold.OrderId == orderId && hold.EndedAt == null)
                .ExecuteUpdateAsync(hold => hold.SetProperty(it => it.ExpiresAt, until));
        }

        return order.PayBefore;
    }
}
