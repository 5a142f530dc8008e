using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;

namespace AgriMarket.Web.Farm.Money;

/// <summary>Goods of one kind in a parcel, as they were sold.</summary>
public sealed record AccountStatementGoods(string ProduceCode, long Grams);

/// <summary>
/// What a parcel has brought its farmer in the time of the statement, in fen. None of the sums is below zero; together they are what the
/// ledger has in the farmer's account for it and for what its payout paid back.
/// </summary>
/// <param name="SoldAt">When it was paid for.</param>
/// <param name="Households">Whose goods they are, as the order's lines name them.</param>
/// <param name="IsForOthers">True where that is not the farmer himself.</param>
/// <param name="RefundedFen">What of the goods went back to buyer and schemes: the only deduction there is.</param>
/// <param name="ReversedFen">What of the payout was taken back, since the goods were refunded after it.</param>
/// <param name="Stage">How it stands now, whatever the time of the statement.</param>
/// <param name="DueAt">When it is paid at the latest; null before it is sent.</param>
/// <param name="WaitsForScan">Its buyer has it, and a carrier's scan would have it paid sooner.</param>
/// <param name="PaidAt">Null until it is paid.</param>
/// <param name="Payee">Who has taken the money for the farmer; null when the farmer has it, and before.</param>
/// <param name="ToReverseFen">What is still to be taken back of the payout.</param>
public sealed record AccountStatementRow(
    Guid ParcelId,
    Guid OrderId,
    DateTime SoldAt,
    IReadOnlyList<string> Households,
    bool IsForOthers,
    IReadOnlyList<AccountStatementGoods> Goods,
    long GoodsFen,
    long RefundedFen,
    long PaidOutFen,
    long ReversedFen,
    PayStage Stage,
    DateTime? DueAt,
    bool WaitsForScan,
    DateTime? PaidAt,
    string? Payee,
    long ToReverseFen
)
{
    /// <summary>What of its payout paid back public money instead of being sent.</summary>
    public long ClawbackFen { get; init; }

    public string OrderNumber => Order.NumberOf(OrderId);
}

/// <summary>
/// What the books have in a farmer's account for a time, in fen: before + goods − refunded − paid out + taken back − public money
/// given back = after.
/// </summary>
/// <param name="BeforeFen">What the farmer was owed as it began.</param>
public sealed record AccountStatementSums(long BeforeFen, long GoodsFen, long RefundedFen, long PaidOutFen, long ReversedFen)
{
    /// <summary>Public money that went back to its schemes after a case.</summary>
    public long ClawbackFen { get; init; }

    /// <summary>What the farmer was owed as it ended.</summary>
    public long AfterFen => BeforeFen + GoodsFen - RefundedFen - PaidOutFen + ReversedFen - ClawbackFen;
}

/// <summary>A page of a farmer's statement, with the sums of all its pages.</summary>
public sealed record AccountStatement(StatementPeriod Time, PageOf<AccountStatementRow> Rows, AccountStatementSums Sums);
