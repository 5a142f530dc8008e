namespace AgriMarket.Domain.Ledger;

/// <summary>The words that say in the books what an entry is for.</summary>
public static class LedgerReasons
{
    /// <summary>Treasury to fund.</summary>
    public const string Deposit = "deposit";

    /// <summary>Fund to a scheme's budget.</summary>
    public const string Budget = "budget";

    /// <summary>A closed fund's rest to the treasury.</summary>
    public const string Return = "return";

    /// <summary>A scheme's budget to an order.</summary>
    public const string Grant = "grant";

    /// <summary>A buyer's payment.</summary>
    public const string Payment = "payment";

    /// <summary>What a farmer is owed.</summary>
    public const string Goods = "goods";

    /// <summary>What carriers are owed.</summary>
    public const string Shipping = "shipping";

    /// <summary>Money of an order on its way back: from farmer and carrier, to the buyer and to the schemes that helped to pay.</summary>
    public const string Refund = "refund";

    /// <summary>What a farmer was owed, sent to their account, or taken back from it.</summary>
    public const string Payout = "payout";

    /// <summary>What a payer's bank took back, gave back, or kept.</summary>
    public const string Dispute = "dispute";

    /// <summary>Public money that two persons in office took back, from a farmer's account to the budget it came from.</summary>
    public const string Clawback = "clawback";

    /// <summary>What a farmer has to give back, when it is decided and when it is paid.</summary>
    public const string Claim = "claim";

    /// <summary>An entry taken back because it was wrong.</summary>
    public const string Correction = "correction";

    /// <summary>All that an entry which stands can be for.</summary>
    public static IReadOnlyList<string> All { get; } =
    [Deposit, Budget, Return, Grant, Payment, Goods, Shipping, Refund, Payout, Dispute, Clawback, Claim];
}
