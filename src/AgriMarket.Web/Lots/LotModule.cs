namespace AgriMarket.Web.Lots;

internal static class LotModule
{
    public static void AddLots(this WebApplicationBuilder builder) => builder.Services.AddSingleton<LotService>();
}
