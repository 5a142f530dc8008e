using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>
/// How cases end: one person proposes, a second approves or sends back, and what they decide is carried out with it. Refusals:
/// <c>case.unknown</c>, as <see cref="CaseRights.WhyNotAsync"/> and <see cref="FactorGuard.WhyNotAsync"/> say, and as the
/// methods of <see cref="GrantCase"/> do.
/// </summary>
public sealed class CaseDecisions(
    MarketWriter writer,
    CaseRights rights,
    CaseNotifier notifier,
    ClaimRecorder claims,
    PayoutHolds holds,
    FactorGuard guard
)
{
    /// <summary>Proposes that nothing was found, or that the public money of the parcels is taken back.</summary>
    public Task<Result<Done>> ProposeAsync(Guid caseId, bool takeBack, string reason, Guid officialId, Guid? sessionId = null) =>
        RunAsync(
            caseId,
            takeBack ? CaseAction.ProposeTakeBack : CaseAction.ProposeNothing,
            officialId,
            sessionId,
            async (scope, open) =>
            {
                var action = takeBack ? CaseAction.ProposeTakeBack : CaseAction.ProposeNothing;
                var proposed = open.Propose(action, officialId, reason, scope.Now);
                if (proposed.IsOk)
                {
                    await SaveAsync(scope, CaseActs.Propose, open, officialId, CaseStatus.Open, open.Proposal);
                    await notifier.ProposedAsync(scope, open);
                }

                return proposed;
            }
        );

    /// <summary>Does not agree, with a reason that becomes a note: the case is open again.</summary>
    public Task<Result<Done>> SendBackAsync(Guid caseId, string reason, Guid officialId, Guid? sessionId = null) =>
        RunAsync(
            caseId,
            CaseAction.SendBack,
            officialId,
            sessionId,
            async (scope, proposed) =>
            {
                var before = proposed.Status;
                var sent = proposed.SendBack(officialId, reason);
                if (!sent.IsOk)
                {
                    return Result<Done>.Refused(sent.Rejections);
                }

                // Beyond the bound of notes too: whoever does not agree says why.
                scope.Db.Add(
                    new CaseNote
                    {
                        Id = Guid.CreateVersion7(new DateTimeOffset(scope.Now)),
                        CaseId = caseId,
                        AuthorId = officialId,
                        At = scope.Now,
                        Text = sent.Value,
                    }
                );
                await SaveAsync(scope, CaseActs.SendBack, proposed, officialId, before, sent.Value);
                return Done.Instance;
            }
        );

    /// <summary>
    /// Carries out what was proposed. Also rejects as <see cref="SecondPerson"/> does. Taken back, what is still in the parcels is a claim
    /// on the seller: their payouts that were not sent pay it at once, what they can't later ones do. Either way the payouts are held no
    /// longer, the finding is looked at, and the seller is told.
    /// </summary>
    public Task<Result<Done>> ApproveAsync(Guid caseId, Guid officialId, Guid? sessionId = null) =>
        RunAsync(
            caseId,
            CaseAction.Approve,
            officialId,
            sessionId,
            async (scope, decided) =>
            {
                var (before, proposedBy) = (decided.Status, decided.ProposedBy);
                var approved = decided.Approve(officialId, scope.Now);
                var why = approved.IsOk ? await scope.Db.WhyNotSecondAsync(proposedBy!.Value, officialId) : approved.Rejections[0];
                if (why is not null)
                {
                    return why;
                }

                if (decided.Status == CaseStatus.TakenBack)
                {
                    await TakeBackAsync(scope, decided);
                }

                await holds.EndAsync(scope, decided.Id);
                await LookedAtAsync(scope, decided);
                await SaveAsync(scope, CaseActs.Decide, decided, officialId, before, decided.Proposal);
                await notifier.DecidedAsync(scope, decided);
                return approved;
            }
        );

    private async Task TakeBackAsync(WriteScope scope, GrantCase taken)
    {
        await claims.ClaimAsync(scope, await scope.Db.ClaimsOfAsync(taken, scope.Now));
        var parcelIds = taken.Parcels.ConvertAll(parcel => parcel.ParcelId);
        var unsent = await scope
            .Db.Set<Payout>()
            .Where(row => parcelIds.Contains(row.Id) && (row.Status == PayoutStatus.Waiting || row.Status == PayoutStatus.Failed))
            .OrderBy(row => row.Id)
            .ToListAsync();
        foreach (var payout in unsent)
        {
            await claims.PayAsync(scope, payout);
        }

        scope.Announce(new LiveSignal(FundTopics.Funds, scope.Now));
    }

    private static async Task LookedAtAsync(WriteScope scope, GrantCase decided)
    {
        if (
            decided is { FindingKind: { } kind, FindingKey: { } key, FindingUpTo: { } upTo }
            && await scope.Db.Set<Finding>().FirstOrDefaultAsync(row => row.Kind == kind && row.Key == key) is { } finding
        )
        {
            finding.LookedAt(upTo);
        }
    }

    private Task<Result<Done>> RunAsync(
        Guid caseId,
        CaseAction step,
        Guid officialId,
        Guid? sessionId,
        Func<WriteScope, GrantCase, Task<Result<Done>>> decide
    ) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await scope.Db.Set<GrantCase>().Include(row => row.Parcels).FirstOrDefaultAsync(row => row.Id == caseId) is not { } about)
            {
                return new Rejection("case.unknown");
            }

            var why =
                await rights.WhyNotAsync(scope.Db, officialId, CaseRights.DutyOf(step), about.OriginCode)
                ?? await CaseRights.WhyNotOwnAsync(scope.Db, about, officialId)
                ?? await guard.WhyNotAsync(scope, officialId, sessionId);
            return why is null ? await decide(scope, about) : why;
        });

    private static async Task SaveAsync(WriteScope scope, ActKind kind, GrantCase about, Guid officialId, CaseStatus before, string reason)
    {
        await scope.Db.SaveChangesAsync();
        await CaseService.NoteActAsync(scope, kind, about, officialId, $"{before}", reason);
    }
}
