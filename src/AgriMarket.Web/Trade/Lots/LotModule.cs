using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Farm.Listing;
using AgriMarket.Web.Farm.MyLots;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Trade.Lots;

internal static class LotModule
{
    public static void AddLots(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LotService>();
        builder.Services.AddSingleton<LotEditService>();
        builder.Services.AddSingleton<LotFinder>();
        builder.Services.AddSingleton<IRoleRevocation, LotOrigins>();
        builder.Services.AddSingleton<IInvariants, LotOrigins>();
        builder.Services.AddHostedService<LotExpiryJob>();
        builder.Services.AddDueWork<LotText>("lot.end");
        builder.Services.AddNotificationKinds(LotNotifications.LotWrittenOff);
        builder.Services.AddRefusals<LotText>("lot", "stock");
        builder.Services.AddRefusalsForHelp("lot.not-seller");
    }
}
