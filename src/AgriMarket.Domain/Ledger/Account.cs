namespace AgriMarket.Domain.Ledger;

/// <summary>
/// One side of the books. Four sums in fen, each only ever growing, but for pending ones, which fall when a transfer resolves.
/// After TigerBeetle's data model of accounts and two-phase transfers.
/// </summary>
public sealed class Account
{
    /// <summary>Readable key, such as <c>fund:…</c>; see <see cref="AccountIds"/>.</summary>
    public required string Id { get; init; }

    /// <summary>True for money that must be there before it is spent: debits, pending ones too, never exceed posted credits.</summary>
    public required bool NoOverdraft { get; init; }

    public long DebitsPendingFen { get; private set; }

    public long DebitsPostedFen { get; private set; }

    public long CreditsPendingFen { get; private set; }

    public long CreditsPostedFen { get; private set; }

    /// <summary>What can still be spent: posted credits less every debit, pending ones too.</summary>
    public long AvailableFen => CreditsPostedFen - DebitsPostedFen - DebitsPendingFen;

    /// <summary>What has come in and not gone out, leaving pending transfers aside.</summary>
    public long BalanceFen => CreditsPostedFen - DebitsPostedFen;
}

/// <summary>The names of accounts.</summary>
public static class AccountIds
{
    /// <summary>Where public money comes from: the treasury that fills funds.</summary>
    public const string Treasury = "treasury";

    /// <summary>Where buyers' money comes from: the payment provider.</summary>
    public const string Gateway = "gateway";

    /// <summary>Buyers' payments and grants on their way to farmers and carriers; zero for every settled order.</summary>
    public const string Clearing = "clearing";

    /// <summary>What carriers are owed for shipping.</summary>
    public const string Carriers = "carriers";

    /// <summary>Money on its way back to buyers: zero once the payment provider has it.</summary>
    public const string Refunds = "refunds";

    /// <summary>Money that payers' banks have taken back, until it is known who has it in the end.</summary>
    public const string Disputed = "disputed";

    /// <summary>What disputes have cost the market.</summary>
    public const string Losses = "losses";

    /// <summary>Public money that farmers still have to give back, and what refunds of goods have cost beyond their payouts.</summary>
    public const string Recoverable = "recoverable";

    public const string FundPrefix = "fund:";

    public const string BudgetPrefix = "budget:";

    public const string FarmerPrefix = "farmer:";

    public const string ClaimPrefix = "claim:";

    public static string Fund(Guid fundId) => $"{FundPrefix}{fundId:N}";

    /// <summary>The part of a fund that one scheme may spend.</summary>
    public static string Budget(Guid schemeId) => $"{BudgetPrefix}{schemeId:N}";

    /// <summary>What a farmer is owed for goods.</summary>
    public static string Farmer(Guid farmerId) => $"{FarmerPrefix}{farmerId:N}";

    /// <summary>What a farmer has to give back, as debits that are not credited yet.</summary>
    public static string Claim(Guid farmerId) => $"{ClaimPrefix}{farmerId:N}";

    /// <summary>Whose movements people read by time: those of funds, budgets and farmers have days (<see cref="AccountDay"/>).</summary>
    public static bool HasDays(string id) => NoOverdraft(id) || id.StartsWith(FarmerPrefix, StringComparison.Ordinal);

    /// <summary>Funds and budgets are covered; the world outside and debts are not.</summary>
    public static bool NoOverdraft(string id) =>
        id.StartsWith(FundPrefix, StringComparison.Ordinal) || id.StartsWith(BudgetPrefix, StringComparison.Ordinal);
}
