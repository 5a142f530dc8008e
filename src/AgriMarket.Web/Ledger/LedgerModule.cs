using AgriMarket.Web.Payments;
using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Ledger;

internal static class LedgerModule
{
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FarmMoneyReads>();
        builder.Services.AddSingleton<StatementReads>();
        builder.Services.AddScoped<StatementWords>();
        builder.Services.AddScoped<StatementFile>();
        builder.Services.AddRefusals<LedgerText>("ledger");
        builder.Services.AddSingleton<IInvariants, LedgerInvariants>();
        builder.Services.AddSingleton<KeepBooks>(LedgerBook.WriteAsync);
    }
}
