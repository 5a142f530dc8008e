using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Money.Ledger;

internal static class LedgerModule
{
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        builder.Services.AddRefusals<LedgerText>("ledger");
        builder.Services.AddSingleton<IInvariants, LedgerInvariants>();
        builder.Services.AddSingleton<IInvariants, AccountDayInvariants>();
        builder.Services.AddSingleton<RecordTransfers>(LedgerWriter.WriteAsync);
    }
}
