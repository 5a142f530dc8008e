using AgriMarket.Platform.Api;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Trade.ReferencePrices;

internal static class ReferencePriceModule
{
    public static void AddReferencePrices(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReferencePriceCache>();
        builder.Services.AddSingleton<ReferencePriceService>();
        builder.Services.AddActKinds(ReferencePriceActs.Set);
        builder.Services.AddSingleton<ReferencePriceReads>();
        builder.Services.AddHostedService<SalesReferenceJob>();
        builder.Services.AddRefusals<PriceText>("price");
        builder.Services.AddRefusalsForHelp("price.own", "price.declined", "price.nationwide");
    }
}
