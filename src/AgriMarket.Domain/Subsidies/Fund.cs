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

    /// <summary>Never opened: a second official said no.</summary>
    TurnedDown,

    /// <summary>Never opened: a second official asked for changes, with which it is proposed anew.</summary>
    SentBack,

    /// <summary>Never opened: its proposer took it back.</summary>
    Withdrawn,
}

/// <summary>What two officials do to an open fund together.</summary>
public enum FundAction
{
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

/// <summary>What becomes of a proposal about public money.</summary>
public enum FundDecision
{
    Approve,

    /// <summary>No, and why.</summary>
    TurnDown,

    /// <summary>Not like this: its proposer is told what to change and proposes it again.</summary>
    SendBack,

    /// <summary>Its proposer takes it back.</summary>
    Withdraw,
}

/// <summary>Who decides what on a proposal about public money: another person than proposed it, or its proposer that it ends.</summary>
public static class FundDecisions
{
    public const int ReasonMaxLength = 200;

    /// <summary>
    /// Why this decision may not be; null when it may. <c>fund.same-official</c> for the proposer's own yes or no, <c>fund.not-own</c>
    /// for withdrawing somebody else's, and beside the field <c>fund.reason</c> where a no has no reason, or one that is too long.
    /// </summary>
    public static Rejection? WhyNot(FundDecision decision, Guid proposedBy, Guid officialId, string reason) =>
        decision == FundDecision.Withdraw
            ? officialId == proposedBy
                ? null
                : new Rejection("fund.not-own")
            : officialId == proposedBy
                ? new Rejection("fund.same-official")
                : decision != FundDecision.Approve && reason.IsEmptyOrLongerThan(ReasonMaxLength)
                    ? new Rejection("fund.reason", "Reason", ReasonMaxLength)
                    : null;
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

    public static readonly StatusTable<FundStatus, FundDecision> Decisions = new(
        "fund.not-proposed",
        new Dictionary<(FundStatus, FundDecision), FundStatus>
        {
            [(FundStatus.Proposed, FundDecision.Approve)] = FundStatus.Open,
            [(FundStatus.Proposed, FundDecision.TurnDown)] = FundStatus.TurnedDown,
            [(FundStatus.Proposed, FundDecision.SendBack)] = FundStatus.SentBack,
            [(FundStatus.Proposed, FundDecision.Withdraw)] = FundStatus.Withdrawn,
        }
    );

    /// <summary>The statuses of a fund that was approved, and has or had money.</summary>
    public static readonly IReadOnlyList<FundStatus> Approved = [FundStatus.Open, FundStatus.Frozen, FundStatus.Closed];

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

    /// <summary>Who decided on the proposal; null while it waits.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was turned down or sent back; empty otherwise.</summary>
    public string Reason { get; private set; } = "";

    public string Name(bool chinese) => chinese || NameEn.Length == 0 ? NameZh : NameEn;

    /// <summary>
    /// Decides on the proposal. Rejects with <c>fund.not-proposed</c> when somebody has, and as <see cref="FundDecisions.WhyNot"/> says.
    /// </summary>
    public Result<Done> Decide(FundDecision decision, Guid officialId, string reason, DateTime now)
    {
        var next = Decisions.After(Status, decision);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        reason = SingleLine.Of(reason);
        if (FundDecisions.WhyNot(decision, ProposedBy, officialId, reason) is { } why)
        {
            return why;
        }

        (Status, DecidedBy, DecidedAt, Reason) = (next.Value, officialId, now, reason);
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
