namespace AgriMarket.Domain.Payments;

public enum DisputeStatus
{
    /// <summary>The payer's bank waits for an answer; as a rule it has taken the money back meanwhile.</summary>
    Open,

    /// <summary>The bank has given the money back.</summary>
    Won,

    /// <summary>The money is gone.</summary>
    Lost,
}

/// <summary>
/// A payer has their bank take back a payment. The goods stay sold; the money leaves the gateway for the account
/// <see cref="AgriMarket.Domain.Ledger.AccountIds.Disputed"/>, what is not paid out for it waits, and people are told.
/// </summary>
public sealed class Dispute
{
    public const int ReasonMaxLength = 100;

    /// <summary>The gateway's id.</summary>
    public required string Reference { get; init; }

    public required Guid PaymentId { get; init; }

    public required string ChargeReference { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>The bank's word for why.</summary>
    public required string Reason { get; init; }

    public required DateTime OpenedAt { get; init; }

    /// <summary>Until when the bank takes evidence; null when it does not say.</summary>
    public required DateTime? AnswerBefore { get; init; }

    public DisputeStatus Status { get; private set; }

    /// <summary>The bank has taken the money; false while it only inquires.</summary>
    public bool TookMoney { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>The bank has taken the money; true the first time.</summary>
    public bool Take()
    {
        var isNews = !TookMoney;
        TookMoney = true;
        return isNews;
    }

    /// <summary>How it ended; true the first time.</summary>
    public bool End(DisputeStatus status, DateTime now)
    {
        var isNews = Status == DisputeStatus.Open && status != DisputeStatus.Open;
        (Status, EndedAt) = isNews ? (status, now) : (Status, EndedAt);
        return isNews;
    }
}
