using AgriMarket.Domain.Campaigns;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Stock;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.Campaigns;

internal static class CampaignModule
{
    public static void AddCampaigns(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CampaignService>();
        builder.Services.AddSingleton<CampaignReads>();
        builder.Services.AddSingleton<CampaignStory>();
        builder.Services.AddSingleton<LotOffers>();
        builder.Services.AddNotificationKinds(CampaignNotifications.LotOffered);
        builder.Services.AddActKinds(CampaignActs.Create, CampaignActs.Change, CampaignActs.Publish, CampaignActs.End);
        builder.Services.AddRefusals<CampaignText>("campaign");
        builder.Services.AddRefusalsForHelp("campaign.no-official");
        builder.Services.AddDueWork<CampaignText>("campaign.end");
        builder.Services.AddHostedService<CampaignFiguresPublisher>();
        builder.Services.AddHostedService<CampaignExpiryJob>();
        builder.Services.AddSingleton(services => new LiveSource(
            LiveKind.Campaign,
            async ids =>
            {
                var at = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
                await using var db = await services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
                var visible = await db.Set<Campaign>()
                    .Where(campaign => ids.Contains(campaign.Id) && campaign.Status != CampaignStatus.Draft)
                    .Select(campaign => campaign.Id)
                    .ToListAsync();
                return [.. (await db.FiguresAsync(visible)).Select(figures => new CampaignChange(figures, at))];
            }
        ));
    }
}
