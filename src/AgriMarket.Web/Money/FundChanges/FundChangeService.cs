using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundChanges;

/// <summary>
/// The later life of a fund: each change is proposed by one official and carried out when a second approves. Either is confirmed as
/// <see cref="FactorGuard.WhyNotAsync"/> says.
/// </summary>
public sealed class FundChangeService(
    MarketWriter writer,
    FundService funds,
    RunningSchemes schemes,
    RegionCatalogue regions,
    FundProposalNotifier notifier,
    FactorGuard guard
)
{
    /// <summary>How many changes of one fund may wait at once.</summary>
    public const int MostWaiting = 10;

    /// <summary>
    /// Records a proposal. Refused when it does not fit the fund as it is (<c>fund.moved</c>), for a sum that cannot be
    /// deposited or a scheme that is not this fund's (<c>scheme.unknown</c>), for an entry that gave no scheme of this fund money
    /// (<c>fund.entry-unknown</c>) or is taken back already, if only by a proposal (<c>fund.entry-corrected</c>), and while too many
    /// wait (<c>fund.changes-waiting</c>). Idempotent: a replay returns the same result; with another content it is refused.
    /// </summary>
    /// <returns>The change's id.</returns>
    public Task<Result<Guid>> ProposeAsync(FundChangeIntent intent) =>
        writer.RunAsync<Guid>(async scope =>
        {
            // A further scheme has its own way in, since it comes with the scheme.
            if (intent.Action == FundAction.AddScheme)
            {
                return new Rejection("scheme.unknown", nameof(intent.SchemeId));
            }

            var given = intent.Action == FundAction.Correct ? await scope.Db.GivenAsync(intent.FundId, intent.EntryId) : null;
            if (intent.Action == FundAction.Correct && given is null)
            {
                return new Rejection("fund.entry-unknown");
            }

            var pays = FundChange.Pays(intent.Action);
            return await RecordAsync(
                scope,
                new FundChange
                {
                    Id = intent.Id,
                    FundId = intent.FundId,
                    Action = intent.Action,
                    AmountFen = given?.Budget.AmountFen ?? (pays ? intent.AmountFen : 0),
                    SchemeId = given?.SchemeId ?? (pays ? intent.SchemeId : null),
                    EntryId = given?.Budget.Id,
                    Note = given is null ? "" : SingleLine.Of(intent.Note),
                    ProposedBy = intent.OfficialId,
                    ProposedAt = scope.Now,
                },
                intent.SessionId
            );
        });

    /// <summary>Records the proposal of a further scheme for an open fund. Refused as a fund's is, and as any other change.</summary>
    /// <returns>The change's id.</returns>
    public Task<Result<Guid>> ProposeSchemeAsync(Guid changeId, FundProposal proposal, Guid? sessionId = null) =>
        writer.RunAsync<Guid>(async scope =>
        {
            var change = new FundChange
            {
                Id = changeId,
                FundId = proposal.FundId,
                Action = FundAction.AddScheme,
                AmountFen = proposal.DepositFen,
                SchemeId = proposal.SchemeId,
                ProposedBy = proposal.OfficialId,
                ProposedAt = scope.Now,
            };
            var isKnown = await scope.Db.Set<FundChange>().AnyAsync(row => row.Id == changeId);
            var scheme = await scope.Db.Set<Scheme>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == proposal.SchemeId);
            if (isKnown || scheme is not null)
            {
                return isKnown && scheme is not null && proposal.IsSame(scheme)
                    ? await RecordAsync(scope, change, sessionId)
                    : new Rejection("fund.id-taken");
            }

            if (await scope.Db.OwnerOfFundAsync(proposal.FundId) is not { } owner)
            {
                return new Rejection("fund.unknown");
            }

            var planned = await funds.PlanAsync(scope, proposal with { Post = owner });
            if (!planned.IsOk)
            {
                return Result<Guid>.Refused(planned.Rejections);
            }

            scope.Db.Add(planned.Value.Scheme);
            await scope.Db.SaveChangesAsync();
            return await RecordAsync(scope, change, sessionId);
        });

    /// <summary>
    /// Carries a proposed change out. Refused to the official who proposed it (<c>fund.same-official</c>), also from another account
    /// (<c>fund.same-mobile</c>, <see cref="SecondPerson"/>), as <see cref="FundRights.WhyNotForFundAsync"/> says, when it has been decided
    /// (<c>fund.change-decided</c>), when it no longer fits the fund (<c>fund.moved</c>), to closing while grants wait for their
    /// orders to be paid (<c>fund.pending</c>), and to taking back what is used (<c>fund.spent</c>).
    /// </summary>
    public Task<Result<Done>> ApproveAsync(Guid changeId, Guid officialId, Guid? sessionId = null) =>
        DecideAsync(
            changeId,
            FundDecision.Approve,
            officialId,
            sessionId,
            async (scope, change) =>
            {
                var fund = await scope.Db.Set<Fund>().SingleAsync(row => row.Id == change.FundId);
                IReadOnlyList<Transfer> wrong = await scope.Db.GivenAsync(fund.Id, change.EntryId) is { } given
                    ? [given.Deposit, given.Budget]
                    : [];
                var approved = change.Approve(fund, await scope.Db.FundAccountsAsync(fund.Id), officialId, scope.Now, wrong);
                if (!approved.IsOk)
                {
                    return Result<Done>.Refused(approved.Rejections);
                }

                if (await scope.Db.WhyNotSecondAsync(change.ProposedBy, officialId) is { } why)
                {
                    return why;
                }

                scope.Cached<SchemeCache>().Forget(scope);
                scope.OnDurable(schemes.Forget);
                scope.Announce(new LiveSignal(FundTopics.Grants, scope.Now));
                var written = await LedgerWriter.WriteAsync(scope, approved.Value);
                if (!written.IsOk || change.Action != FundAction.Close)
                {
                    return written;
                }

                // Another process may have granted, or let go, since the accounts were read. Now that they are written, they stand still.
                var after = await scope.Db.FundAccountsAsync(fund.Id);
                return after.All(account => account is { AvailableFen: 0, DebitsPendingFen: 0 })
                    ? written
                    : new Rejection("fund.pending", null, after.Sum(account => account.AvailableFen + account.DebitsPendingFen));
            }
        );

    /// <summary>
    /// Turns a proposed change down, sends it back or withdraws it. Rejects as <see cref="FundChange.Refuse"/> and
    /// <see cref="FundRights.WhyNotForFundAsync"/> say; withdrawing is for whoever may propose.
    /// </summary>
    public Task<Result<Done>> RefuseAsync(Guid changeId, FundDecision decision, string reason, Guid officialId, Guid? sessionId = null) =>
        DecideAsync(
            changeId,
            decision,
            officialId,
            sessionId,
            (scope, change) => Task.FromResult(change.Refuse(decision, officialId, reason, scope.Now))
        );

    private async Task<Result<Guid>> RecordAsync(WriteScope scope, FundChange change, Guid? sessionId)
    {
        if (await guard.WhyNotAsync(scope, change.ProposedBy, sessionId) is { } unconfirmed)
        {
            return unconfirmed;
        }

        if (await scope.Db.Set<FundChange>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == change.Id) is { } known)
        {
            return IsSame(known, change) ? known.Id : new Rejection("fund.id-taken");
        }

        if (await scope.Db.Set<Fund>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == change.FundId) is not { } fund)
        {
            return new Rejection("fund.unknown");
        }

        if (await scope.Db.WhyNotForFundAsync(change.ProposedBy, Duties.ProposeMoney, fund, regions) is { } mayNot)
        {
            return mayNot;
        }

        if (await WhyNotAsync(scope.Db, change) is { } why)
        {
            return why;
        }

        var check = change.Check(fund);
        if (!check.IsOk)
        {
            return Result<Guid>.Refused(check.Rejections);
        }

        scope.Db.Add(change);
        await scope.Db.SaveChangesAsync();
        await NoteAsync(scope, FundActs.ProposeChange, change, change.ProposedBy);
        await notifier.WaitsAsync(scope, fund, change.ProposedBy, $"{change.Id:N}", change.AmountFen);
        scope.Announce(new LiveSignal(FundTopics.Funds, scope.Now));
        return change.Id;
    }

    private static async Task<Rejection?> WhyNotAsync(MarketDb db, FundChange change)
    {
        if (
            await db.Set<FundChange>().CountAsync(row => row.FundId == change.FundId && row.Status == FundChangeStatus.Proposed)
            >= MostWaiting
        )
        {
            return new Rejection("fund.changes-waiting", null, MostWaiting);
        }

        if (change.EntryId is { } entryId && await db.IsTakenBackAsync(entryId))
        {
            return new Rejection("fund.entry-corrected");
        }

        // A scheme that waits for its own approval has no budget to add to.
        return
            change.Action == FundAction.TopUp
            && !(
                change.SchemeId is { } schemeId
                && await db.Set<Scheme>().AnyAsync(scheme => scheme.Id == schemeId && scheme.FundId == change.FundId)
                && (await db.AccountsAsync([AccountIds.Budget(schemeId)])).Count == 1
            )
            ? new Rejection("scheme.unknown", nameof(change.SchemeId))
            : null;
    }

    private Task<Result<Done>> DecideAsync(
        Guid changeId,
        FundDecision decision,
        Guid officialId,
        Guid? sessionId,
        Func<WriteScope, FundChange, Task<Result<Done>>> decide
    ) =>
        writer.RunAsync(async scope =>
        {
            if (await guard.WhyNotAsync(scope, officialId, sessionId) is { } unconfirmed)
            {
                return unconfirmed;
            }

            if (await scope.Db.Set<FundChange>().FirstOrDefaultAsync(row => row.Id == changeId) is not { } change)
            {
                return new Rejection("fund.unknown");
            }

            var fund = await scope.Db.Set<Fund>().AsNoTracking().SingleAsync(row => row.Id == change.FundId);
            if (await scope.Db.WhyNotForFundAsync(officialId, FundRights.DutyOf(decision), fund, regions) is { } mayNot)
            {
                return mayNot;
            }

            var decided = await decide(scope, change);
            if (decided.IsOk)
            {
                await scope.Db.SaveChangesAsync();
                var kind = decision == FundDecision.Approve ? FundActs.ApproveChange : FundActs.OfRefusal(decision);
                await NoteAsync(scope, kind, change, officialId);
                await notifier.DecidedAsync(scope, fund, change.ProposedBy, $"{change.Id:N}", $"{change.Status}");
                scope.Announce(new LiveSignal(FundTopics.Funds, scope.Now));
            }

            return decided;
        });

    private static async Task NoteAsync(WriteScope scope, ActKind kind, FundChange change, Guid officialId) =>
        await ActWriter.NoteAsync(
            scope,
            new(kind.Code, officialId, "fund-change", change.Id)
            {
                SubjectName = $"{change.Action}",
                After = await SchemeFingerprint.SignedAsync(scope.Db, change),
                Reason = change.Reason.Length > 0 ? change.Reason : change.Note,
            }
        );

    private static bool IsSame(FundChange known, FundChange sent) =>
        (known.FundId, known.Action, known.AmountFen, known.SchemeId, known.EntryId, known.Note, known.ProposedBy)
        == (sent.FundId, sent.Action, sent.AmountFen, sent.SchemeId, sent.EntryId, sent.Note, sent.ProposedBy);
}
