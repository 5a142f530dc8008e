using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Subsidies;

public enum FundStatus
{
    /// <summary>Waits for a second official.</summary>
    Proposed,
    Open,
}

/// <summary>Public money set aside for produce. One official proposes it, another approves; only then is it deposited.</summary>
public sealed class Fund
{
    public const int NameMaxLength = 60;

    /// <summary>Ten thousand million yuan.</summary>
    public const long MaxDepositFen = 1_000_000_000_000;

    public required Guid Id { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    public required long DepositFen { get; init; }

    public required Guid ProposedBy { get; init; }

    public required DateTime ProposedAt { get; init; }

    public FundStatus Status { get; private set; }

    public Guid? ApprovedBy { get; private set; }

    public DateTime? ApprovedAt { get; private set; }

    public string Name(bool chinese) => chinese || NameEn.Length == 0 ? NameZh : NameEn;

    /// <summary>Opens the fund. Refused to its proposer and when it is open already.</summary>
    public Result<Done> Approve(Guid officialId, DateTime now)
    {
        if (Status != FundStatus.Proposed)
        {
            return new Rejection("fund.not-proposed");
        }

        if (officialId == ProposedBy)
        {
            return new Rejection("fund.same-official");
        }

        (Status, ApprovedBy, ApprovedAt) = (FundStatus.Open, officialId, now);
        return Done.Instance;
    }
}
