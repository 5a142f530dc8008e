using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;

namespace AgriMarket.Domain.Subsidies;

public enum FundChangeStatus
{
    /// <summary>Waits for a second official.</summary>
    Proposed,
    Approved,

    /// <summary>Will not happen: a second official said no.</summary>
    TurnedDown,

    /// <summary>Will not happen as it is: a second official asked for changes.</summary>
    SentBack,

    /// <summary>Will not happen: its proposer took it back.</summary>
    Withdrawn,
}

/// <summary>
/// A change to a fund that one official proposes and another approves: more money, a further scheme, a deposit taken back,
/// freezing, unfreezing or closing. Nothing happens to the fund before it is approved.
/// </summary>
public sealed class FundChange
{
    public const int NoteMaxLength = 200;

    public static readonly StatusTable<FundChangeStatus, FundDecision> Statuses = new(
        "fund.change-decided",
        new Dictionary<(FundChangeStatus, FundDecision), FundChangeStatus>
        {
            [(FundChangeStatus.Proposed, FundDecision.Approve)] = FundChangeStatus.Approved,
            [(FundChangeStatus.Proposed, FundDecision.TurnDown)] = FundChangeStatus.TurnedDown,
            [(FundChangeStatus.Proposed, FundDecision.SendBack)] = FundChangeStatus.SentBack,
            [(FundChangeStatus.Proposed, FundDecision.Withdraw)] = FundChangeStatus.Withdrawn,
        }
    );

    public required Guid Id { get; init; }

    public required Guid FundId { get; init; }

    public required FundAction Action { get; init; }

    /// <summary>
    /// Fen deposited for a scheme, with a top-up or a further scheme, or taken back from it with a correction; 0 otherwise.
    /// </summary>
    public long AmountFen { get; init; }

    /// <summary>The scheme that gets the money or gives it back; null where there is none.</summary>
    public Guid? SchemeId { get; init; }

    /// <summary>The entry that gave the scheme its money, of a correction; null otherwise.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>Why; a correction needs it.</summary>
    public string Note { get; init; } = "";

    public required Guid ProposedBy { get; init; }

    public required DateTime ProposedAt { get; init; }

    public FundChangeStatus Status { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was turned down or sent back; empty otherwise.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>True for the changes that deposit money.</summary>
    public static bool Pays(FundAction action) => action is FundAction.TopUp or FundAction.AddScheme;

    /// <summary>
    /// What is wrong with proposing this change to a fund: <c>fund.moved</c> when it does not fit the fund as it is, and
    /// <c>fund.deposit</c> for a sum that cannot be deposited and <c>fund.note</c> for a correction without a reason.
    /// </summary>
    public Result<FundChange> Check(Fund fund)
    {
        if (!Fund.Statuses.Allows(fund.Status, Action))
        {
            return new Rejection("fund.moved", null, fund.Status, Action);
        }

        if (Note.IsLongerThan(NoteMaxLength) || (Action == FundAction.Correct && Note.Length == 0))
        {
            return new Rejection("fund.note", nameof(Note), NoteMaxLength);
        }

        return Pays(Action) && AmountFen is <= 0 or > Fund.MaxDepositFen
            ? new Rejection("fund.deposit", nameof(AmountFen), Fund.MaxDepositFen)
            : this;
    }

    /// <summary>
    /// Carries the change out. Refused to its proposer (<c>fund.same-official</c>), when it has been decided
    /// (<c>fund.change-decided</c>), when it no longer fits the fund (<c>fund.moved</c>), for closing while grants wait for
    /// their orders to be paid (<c>fund.pending</c>), and for taking back money of which a part is used (<c>fund.spent</c>).
    /// </summary>
    /// <param name="accounts">The fund's and its schemes' accounts.</param>
    /// <param name="wrong">The entries that a correction takes back: the deposit and the budget it was for.</param>
    /// <returns>The money that moves.</returns>
    public Result<IReadOnlyList<Transfer>> Approve(
        Fund fund,
        IReadOnlyCollection<Account> accounts,
        Guid officialId,
        DateTime now,
        params IReadOnlyList<Transfer> wrong
    )
    {
        if (WhyNot(FundDecision.Approve, officialId, "") is { } why)
        {
            return why;
        }

        var pendingFen = accounts.Sum(account => account.DebitsPendingFen);
        if (Action == FundAction.Close && pendingFen > 0)
        {
            return new Rejection("fund.pending", null, pendingFen);
        }

        var freeFen = accounts
            .Where(account => SchemeId is { } schemeId && account.Id == AccountIds.Budget(schemeId))
            .Sum(account => account.AvailableFen);
        if (Action == FundAction.Correct && freeFen < AmountFen)
        {
            return new Rejection("fund.spent", null, freeFen);
        }

        var moved = fund.Move(Action);
        if (!moved.IsOk)
        {
            return Result<IReadOnlyList<Transfer>>.Refused(moved.Rejections);
        }

        Decided(FundDecision.Approve, officialId, "", now);
        return Result<IReadOnlyList<Transfer>>.Of(Money(accounts, wrong, now));
    }

    /// <summary>
    /// Turns the change down, sends it back or withdraws it. Rejects with <c>fund.change-decided</c> when it has been decided, and as
    /// <see cref="FundDecisions.WhyNot"/> says.
    /// </summary>
    public Result<Done> Refuse(FundDecision decision, Guid officialId, string reason, DateTime now)
    {
        reason = SingleLine.Of(reason);
        if (WhyNot(decision, officialId, reason) is { } why)
        {
            return why;
        }

        Decided(decision, officialId, reason, now);
        return Done.Instance;
    }

    private Rejection? WhyNot(FundDecision decision, Guid officialId, string reason)
    {
        var next = Statuses.After(Status, decision);
        return next.IsOk ? FundDecisions.WhyNot(decision, ProposedBy, officialId, reason) : next.Rejections[0];
    }

    private void Decided(FundDecision decision, Guid officialId, string reason, DateTime now) =>
        (Status, DecidedBy, DecidedAt, Reason) = (Statuses.After(Status, decision).Value, officialId, now, reason);

    private IReadOnlyList<Transfer> Money(IReadOnlyCollection<Account> accounts, IReadOnlyList<Transfer> wrong, DateTime now) =>
        this switch
        {
            { Action: FundAction.Correct } =>
            [
                .. wrong.Select(entry => entry.Corrected(Guid.CreateVersion7(new DateTimeOffset(now)), now)),
            ],
            { SchemeId: { } schemeId } =>
            [
                Transfer.Direct(AccountIds.Treasury, AccountIds.Fund(FundId), AmountFen, LedgerReasons.Deposit, null, now),
                Transfer.Direct(AccountIds.Fund(FundId), AccountIds.Budget(schemeId), AmountFen, LedgerReasons.Budget, null, now),
            ],
            { Action: FundAction.Close } =>
            [
                .. accounts
                    .Where(account => account.AvailableFen > 0)
                    .OrderBy(account => account.Id, StringComparer.Ordinal)
                    .Select(account =>
                        Transfer.Direct(account.Id, AccountIds.Treasury, account.AvailableFen, LedgerReasons.Return, null, now)
                    ),
            ],
            _ => [],
        };
}
