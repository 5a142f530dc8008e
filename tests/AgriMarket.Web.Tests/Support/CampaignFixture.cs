using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Campaigns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support;

/// <summary>Writes campaigns the way an official does.</summary>
internal static class CampaignFixture
{
    public static CampaignService Campaigns(this MarketApp market) => market.Services.GetRequiredService<CampaignService>();

    public static CampaignReads CampaignReads(this MarketApp market) => market.Services.GetRequiredService<CampaignReads>();

    /// <summary>A draft that only its lots keep from being published.</summary>
    public static CampaignDraft Draft(this MarketApp market, OrderFixture trade, params Guid[] lotIds)
    {
        var today = ChinaTime.Day(market.Clock.GetUtcNow().UtcDateTime);
        return new CampaignDraft(
            Guid.CreateVersion7(),
            trade.Proposer,
            "",
            "县里的土豆",
            "今年丰收。",
            "field",
            trade.County,
            today,
            today.AddDays(20),
            1_000_000,
            null,
            lotIds
        );
    }

    public static async Task<Guid> PublishAsync(this MarketApp market, OrderFixture trade, params Guid[] lotIds)
    {
        var saved = await market.Campaigns().SaveAsync(market.Draft(trade, lotIds), publish: true);
        Assert.True(saved.IsOk, saved.IsOk ? "" : saved.Rejections[0].Code);
        return saved.Value;
    }

    public static async Task<CampaignFigures> FiguresAsync(this OrderFixture trade, Guid campaignId)
    {
        await using var db = trade.Db();
        return Assert.Single(await db.FiguresAsync([campaignId]));
    }

    public static async Task<CampaignStatus> StatusOfAsync(this OrderFixture trade, Guid campaignId)
    {
        await using var db = trade.Db();
        return await db.Set<Campaign>().Where(campaign => campaign.Id == campaignId).Select(campaign => campaign.Status).SingleAsync();
    }
}
