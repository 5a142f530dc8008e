namespace AgriMarket.Web.Trade.LotLists;

internal static class LotListModule
{
    public static void AddLotLists(this WebApplicationBuilder builder) => builder.Services.AddSingleton<LotReads>();
}
