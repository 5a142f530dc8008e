using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Campaigns;

internal static class CampaignModule
{
    public static void AddCampaigns(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<CampaignPulse>();
        builder.Services.AddSingleton(services => new LiveSource(LiveKind.Campaign, async ids =>
        {
            var at = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            await using var db = await services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
            return [.. (await db.FiguresAsync(ids)).Select(figures => new CampaignChange(figures, at))];
        }));
    }
}
