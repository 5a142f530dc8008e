using AgriMarket.Domain.Campaigns;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Shell;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Campaigns;

internal static class CampaignModule
{
    public static void AddCampaigns(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CampaignService>();
        builder.Services.AddSingleton<CampaignReads>();
        builder.Services.AddSingleton<CampaignStory>();
        builder.Services.AddSingleton<LotOffers>();
        builder.Services.AddRefusals<CampaignText>("campaign");
        builder.Services.AddHostedService<CampaignPulse>();
        builder.Services.AddHostedService<CampaignEnding>();
        builder.Services.AddSingleton(services => new LiveSource(LiveKind.Campaign, async ids =>
        {
            var at = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            await using var db = await services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
            var visible = await db.Set<Campaign>().Where(campaign => ids.Contains(campaign.Id) && campaign.Status != CampaignStatus.Draft).Select(campaign => campaign.Id).ToListAsync();
            return [.. (await db.FiguresAsync(visible)).Select(figures => new CampaignChange(figures, at))];
        }));
    }
}
