using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Subsidies;

public enum FundStatus
{
    /// <summary>Waits for a second official.</summary>
    Proposed,
    Open,

    /// <summary>Its schemes pay nothing for the time being; what is reserved for orders stays so.</summary>
    Frozen,

    /// <summary>Over for good; its rest has gone back to the treasury.</summary>
    Closed,
}

/// <summary>What two officials do to a fund together.</summary>
public enum FundAction
{
    Approve,

    /// <summary>More money for one of its schemes.</summary>
    TopUp,

    /// <summary>A further scheme, with money of its own.</summary>
    AddScheme,

    /// <summary>Takes back a deposit that was wrong, with the budget it was for. The right one is a top-up of its own.</summary>
    Correct,
    Freeze,
    Unfreeze,
    Close,
}

/// <summary>Public money reserved for produce. One official proposes it, another approves; only then is it deposited.</summary>
public sealed class Fund
{
    public const int NameMaxLength = 60;

    /// <summary>Ten thousand million yuan.</summary>
    public const long MaxDepositFen = 1_000_000_000_000;

    public static readonly StatusTable<FundStatus, FundAction> Statuses = new(
        "fund.moved",
        new Dictionary<(FundStatus, FundAction), FundStatus>
        {
            [(FundStatus.Proposed, FundAction.Approve)] = FundStatus.Open,
            [(FundStatus.Open, FundAction.TopUp)] = FundStatus.Open,
            [(FundStatus.Open, FundAction.AddScheme)] = FundStatus.Open,
            [(FundStatus.Open, FundAction.Correct)] = FundStatus.Open,
            [(FundStatus.Open, FundAction.Freeze)] = FundStatus.Frozen,
            [(FundStatus.Open, FundAction.Close)] = FundStatus.Closed,
            [(FundStatus.Frozen, FundAction.Correct)] = FundStatus.Frozen,
            [(FundStatus.Frozen, FundAction.Unfreeze)] = FundStatus.Open,
            [(FundStatus.Frozen, FundAction.Close)] = FundStatus.Closed,
        }
    );

    public required Guid Id { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>What it opens with; a top-up adds to it in the ledger only.</summary>
    public required long DepositFen { get; init; }

    /// <summary>The office that owns it and answers for it.</summary>
    public required Guid OfficeId { get; init; }

    public required Guid ProposedBy { get; init; }

    public required DateTime ProposedAt { get; init; }

    public FundStatus Status { get; private set; }

    public Guid? ApprovedBy { get; private set; }

    public DateTime? ApprovedAt { get; private set; }

    public string Name(bool chinese) => chinese || NameEn.Length == 0 ? NameZh : NameEn;

    /// <summary>Opens the fund. Refused to its proposer and when it is open already.</summary>
    public Result<Done> Approve(Guid officialId, DateTime now)
    {
        if (!Statuses.Allows(Status, FundAction.Approve))
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

    /// <summary>Carries out what a second official has approved. Rejects with <c>fund.moved</c> when it no longer fits the fund.</summary>
    internal Result<Done> Move(FundAction action)
    {
        var next = Statuses.After(Status, action);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        Status = next.Value;
        return Done.Instance;
    }
}
