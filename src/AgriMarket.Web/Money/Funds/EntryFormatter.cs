using AgriMarket.Domain.Ledger;
using AgriMarket.Web.Money.FundRecords;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Money.Funds;

/// <summary>Says in words what an entry of the books is for and between whom it moves money.</summary>
public sealed class EntryFormatter
{
    private readonly IStringLocalizer text;

    public EntryFormatter(IStringLocalizerFactory texts) => text = texts.Create(typeof(FundText));

    /// <summary>What happened: "reserved for an order that waits for payment".</summary>
    public string What(Transfer entry) =>
        (entry.Kind, entry.Reason) switch
        {
            (_, LedgerReasons.Deposit) => text["What.Deposit"],
            (_, LedgerReasons.Budget) => text["What.Budget"],
            (_, LedgerReasons.Refund) => text["What.Refund"],
            (_, LedgerReasons.Clawback) => text["What.Clawback"],
            (_, LedgerReasons.Correction) => text["What.Correction"],
            (TransferKind.Expire, _) => text["What.Expired"],
            (_, LedgerReasons.Return) => text["What.Return"],
            (TransferKind.Pending, _) => text["What.Reserved"],
            (TransferKind.Void, _) => text["What.Release"],
            (TransferKind.Post, _) => text["What.Granted"],
            _ => entry.Reason,
        };

    /// <summary>Whose account: "treasury", "fund", "scheme budget", "orders".</summary>
    public string Account(string accountId) =>
        accountId switch
        {
            AccountIds.Treasury => text["Account.Treasury"],
            AccountIds.Clearing => text["Account.Orders"],
            _ when accountId.StartsWith(AccountIds.FundPrefix, StringComparison.Ordinal) => text["Account.Fund"],
            _ when accountId.StartsWith(AccountIds.BudgetPrefix, StringComparison.Ordinal) => text["Account.Budget"],
            _ when accountId.StartsWith(AccountIds.FarmerPrefix, StringComparison.Ordinal) => text["Account.Seller"],
            _ => accountId,
        };
}
