using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Proposals;

/// <summary>
/// Takes the answers to proposals. Once the last of both sides is in, what was accepted becomes an order of the proposal's id in
/// the same command: its stock is reserved and it waits for the institution's payment.
/// </summary>
public sealed class ProposalService(MarketWriter writer, DueWork due, ProposalLifecycle ending)
{
    /// <summary>
    /// The institution accepts the whole consignment or refuses it. Idempotent: a replay returns the same result. Rejects with
    /// <c>proposal.unknown</c> for somebody else's, <c>proposal.moved</c>, <c>proposal.answered</c> and <c>market.busy</c>.
    /// </summary>
    public Task<Result<Done>> AnswerByInstitutionAsync(Guid proposalId, Guid institutionId, bool accept) =>
        AnswerAsync(
            proposalId,
            (proposal, now) =>
                proposal.InstitutionId == institutionId ? proposal.AnswerByInstitution(accept, now) : new Rejection("proposal.unknown")
        );

    /// <summary>
    /// A farmer accepts or refuses for some of their lots; the others may still go without them. Rejects as
    /// <see cref="Proposal.AnswerByFarmer"/> says, and with <c>market.busy</c>.
    /// </summary>
    public Task<Result<Done>> AnswerByFarmerAsync(Guid proposalId, Guid farmerId, IReadOnlyCollection<Guid> lotIds, bool accept) =>
        AnswerAsync(proposalId, (proposal, now) => proposal.AnswerByFarmer(farmerId, lotIds, accept, now));

    /// <summary>Ends the proposals whose time is over: who has said nothing has said no.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndDueAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                DueKind.ByTime(
                    ProposalExpiryJob.Name,
                    DueProposals,
                    (id, _) => writer.RunWhenThereIsRoomAsync(scope => EndAsync(scope, id))
                ) with
                {
                    Past = ["proposal.moved"],
                },
                stop
            )
        ).Done;

    private static IQueryable<DueItem> DueProposals(MarketDb db, DateTime now) =>
        db.Set<Proposal>()
            .Where(row => row.Status == ProposalStatus.Open && row.AnswerBefore <= now)
            .Select(row => new DueItem { At = row.AnswerBefore, Id = row.Id });

    private Task<Result<Done>> AnswerAsync(Guid proposalId, Func<Proposal, DateTime, Result<Done>> answer) =>
        writer.RunAsync(async scope =>
        {
            if (await FindAsync(scope, proposalId) is not { } found)
            {
                return new Rejection("proposal.unknown");
            }

            // After the end of the time an answer comes too late, whether or not the sweep has been there.
            if (found.Proposal is { Status: ProposalStatus.Open } open && open.AnswerBefore <= scope.Now)
            {
                return new Rejection("proposal.moved");
            }

            var answered = answer(found.Proposal, scope.Now);
            return answered.IsOk && scope.Db.ChangeTracker.HasChanges()
                ? await ending.FollowAsync(scope, found.Proposal, found.Demand)
                : answered;
        });

    private async Task<Result<Done>> EndAsync(WriteScope scope, Guid proposalId)
    {
        var (proposal, demand) = (await FindAsync(scope, proposalId))!.Value;
        if (proposal.Status != ProposalStatus.Open)
        {
            return new Rejection("proposal.moved");
        }

        proposal.EndTime(scope.Now);
        return await ending.FollowAsync(scope, proposal, demand);
    }

    /// <summary>The proposal and its demand, kept from other processes until the command ends.</summary>
    private static async Task<(Proposal Proposal, Demand Demand)?> FindAsync(WriteScope scope, Guid proposalId)
    {
        await scope.Sql.ExecuteAsync($"UPDATE proposals SET status = status WHERE id = {proposalId}");
        return await scope.Db.Set<Proposal>().Include(row => row.Parts).FirstOrDefaultAsync(row => row.Id == proposalId) is { } proposal
            ? (proposal, await scope.Db.Set<Demand>().SingleAsync(row => row.Id == proposal.DemandId))
            : null;
    }
}
