namespace AgriMarket.Web.Trade.Quotes;

internal static class QuoteModule
{
    public static void AddQuotes(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SellingOptions>().BindConfiguration(SellingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<QuoteFactReads>();
        builder.Services.AddSingleton<EndingLots>();
    }
}
