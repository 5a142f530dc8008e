using AgriMarket.Web.Platform.Audit;

namespace AgriMarket.Web.Ledger;

internal static class LedgerModule
{
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FarmMoneyReads>();
        builder.Services.AddSingleton<IInvariants, LedgerInvariants>();
    }
}
