using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Farm.Money;

/// <summary>Says in the reader's language how far the money of a parcel is.</summary>
internal sealed class StatementFormatter(IStringLocalizer<LedgerText> texts, Reader reader)
{
    public string Stage(AccountStatementRow row) =>
        row switch
        {
            { Stage: PayStage.Paid, ToReverseFen: > 0 } => reader.Fill(texts["Stage.PaidTooMuch"], Day(row.PaidAt), row.ToReverseFen),
            { Stage: PayStage.Paid, Payee: { } payee } => reader.Fill(texts["Stage.PaidToOther"], Day(row.PaidAt), payee),
            { Stage: PayStage.Paid } => reader.Fill(texts["Stage.Paid"], Day(row.PaidAt)),
            { Stage: PayStage.WithBuyer, WaitsForScan: true } => reader.Fill(texts["Stage.WaitsForScan"], Day(row.DueAt)),
            { Stage: PayStage.WithBuyer } => reader.Fill(texts["Stage.WithBuyer"], Day(row.DueAt)),
            _ => texts[$"Stage.{row.Stage}"],
        };

    private static DateOnly Day(DateTime? at) => ChinaTime.Day(at!.Value);
}
