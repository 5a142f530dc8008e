using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Matching.Quotations;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching.Quotations;

/// <summary>Lets institutions ask chosen farmers for their price, farmers name it, and the institution accept one.</summary>
public sealed class QuotationService(
    MarketWriter writer,
    DueWork due,
    ProposalLifecycle proposals,
    NotificationService notifications,
    MatchDrafts board,
    MatchMap map,
    IOptions<MatchOptions> options
)
{
    /// <summary>
    /// Asks the farmers of some lots at once. Idempotent: a replay returns the same result; with another content it rejects with
    /// <c>quotation.id-taken</c>. Rejects with <c>demand.unknown</c> for somebody else's demand, and as <see cref="QuotationRound.Ask"/>
    /// says.
    /// </summary>
    public Task<Result<Done>> AskAsync(QuotationRound round, Guid demandId, Guid institutionId) =>
        writer.RunAsync(async scope =>
        {
            var db = scope.Db;
            var known = await db.Set<QuotationRequest>().AsNoTracking().Where(row => row.RoundId == round.Id).ToListAsync();
            if (known.Count > 0)
            {
                return
                    known[0].DemandId == demandId
                    && known[0].InstitutionId == institutionId
                    && known.TrueForAll(one => one.AskedGrams == round.Grams && one.Note == SingleLine.Of(round.Note))
                    && known.Select(one => one.LotId).ToHashSet().SetEquals(round.LotIds)
                    ? Done.Instance
                    : new Rejection("quotation.id-taken");
            }

            if (
                await db.Set<Demand>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == demandId && row.InstitutionId == institutionId)
                is not { } demand
            )
            {
                return new Rejection("demand.unknown");
            }

            var asked = round.Ask(await FactsAsync(scope, round, demand));
            if (!asked.IsOk)
            {
                return Result<Done>.Refused(asked.Rejections);
            }

            db.AddRange(asked.Value);
            await db.SaveChangesAsync();
            foreach (var request in asked.Value)
            {
                await NotifyAsync(scope, request, QuotationNotifications.QuotationRequested, request.FarmerId, demand.InstitutionName);
            }

            return Done.Instance;
        });

    private async Task<QuotationFacts> FactsAsync(WriteScope scope, QuotationRound round, Demand demand)
    {
        Guid[] lotIds = [.. round.LotIds.Take(QuotationRequest.MaxLots)];
        return new(
            demand,
            await scope.Db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id),
            await scope
                .Db.Set<BulkTerms>()
                .AsNoTracking()
                .Where(terms => lotIds.Contains(terms.LotId))
                .ToDictionaryAsync(terms => terms.LotId, terms => terms.Grade),
            map,
            board.LeavesOn,
            scope.Now.AddHours(options.Value.AnswerHours),
            scope.Now
        );
    }

    /// <summary>
    /// The farmer names a price. Rejects with <c>quotation.unknown</c> for somebody else's, and as <see cref="QuotationRequest.Quote"/>
    /// says.
    /// </summary>
    public Task<Result<Done>> QuoteAsync(Guid id, Guid farmerId, Quotation quote) =>
        ChangeAsync(
            id,
            row => row.FarmerId == farmerId,
            async (scope, request, demand) =>
            {
                var lot = await scope.Db.Set<Lot>().AsNoTracking().SingleAsync(row => row.Id == request.LotId);
                var quoted = request.Quote(quote, lot, demand.Terms.ShipTo.RegionCode, map.Tariff, scope.Now);
                if (quoted.IsOk)
                {
                    await scope.Db.SaveChangesAsync();
                    await NotifyAsync(scope, request, QuotationNotifications.QuotationAnswered, request.InstitutionId, lot.FarmerName);
                }

                return quoted;
            }
        );

    /// <summary>The farmer does not want to sell. Rejects with <c>quotation.unknown</c> and <c>quotation.moved</c>.</summary>
    public Task<Result<Done>> DeclineAsync(Guid id, Guid farmerId) =>
        ChangeAsync(
            id,
            row => row.FarmerId == farmerId,
            (scope, request, demand) => EndAsync(scope, request, demand, QuotationRequestAction.Decline)
        );

    /// <summary>The institution takes none of a round, or no more of it.</summary>
    public Task<Result<Done>> PassAsync(Guid id, Guid institutionId) =>
        ChangeAsync(
            id,
            row => row.InstitutionId == institutionId,
            (scope, request, demand) => EndAsync(scope, request, demand, QuotationRequestAction.Pass)
        );

    /// <summary>
    /// The institution accepts a price: it is an order at once, of the request's id, and the others of the round are told that they
    /// were not taken. Rejects with <c>quotation.unknown</c>, <c>quotation.moved</c>, <c>demand.moved</c>, <c>quotation.too-much</c> when
    /// the
    /// demand takes no more, <c>quotation.short</c> when the lot has less by now, and <c>market.busy</c>.
    /// </summary>
    public Task<Result<Done>> AcceptAsync(Guid id, Guid institutionId) =>
        ChangeAsync(
            id,
            row => row.InstitutionId == institutionId,
            async (scope, request, demand) =>
            {
                var left = demand.Terms.Grams - (await scope.Db.TakenAsync([demand.Id])).GetValueOrDefault(demand.Id).Grams;
                var accepted =
                    !demand.IsRunning(ChinaTime.Day(scope.Now)) ? new Rejection("demand.moved")
                    : request.Grams > left ? new Rejection("quotation.too-much", null, left)
                    : request.Move(QuotationRequestAction.Accept, scope.Now);
                if (!accepted.IsOk)
                {
                    return accepted;
                }

                var proposal = request.ToProposal(demand.Terms.ShipTo.RegionCode, scope.Now);
                scope.Db.Add(proposal);
                await scope.Db.SaveChangesAsync();
                var ordered = await proposals.FollowAsync(scope, proposal, demand);
                if (!ordered.IsOk || proposal.Status != ProposalStatus.Ordered)
                {
                    return ordered.IsOk ? new Rejection("quotation.short") : ordered;
                }

                var others = await scope
                    .Db.Set<QuotationRequest>()
                    .Where(row => row.RoundId == request.RoundId && row.Id != id && row.EndedAt == null && row.OpenUntil > scope.Now)
                    .OrderBy(row => row.Id)
                    .ToListAsync();
                foreach (var other in others)
                {
                    await EndAsync(scope, other, demand, QuotationRequestAction.Pass);
                }

                return ordered;
            }
        );

    /// <summary>Ends what was not answered, or not taken, in time.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndDueAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                DueKind.ByTime(
                    QuotationExpiryJob.Name,
                    DueRequests,
                    (id, _) =>
                        writer.RunWhenThereIsRoomAsync(scope =>
                            ChangeAsync(
                                scope,
                                id,
                                _ => true,
                                (inner, request, demand) => EndAsync(inner, request, demand, QuotationRequestAction.Lapse)
                            )
                        )
                ) with
                {
                    Past = ["quotation.moved"],
                },
                stop
            )
        ).Done;

    private static IQueryable<DueItem> DueRequests(MarketDb db, DateTime now) =>
        db.Set<QuotationRequest>()
            .Where(row => row.EndedAt == null && row.OpenUntil <= now)
            .Select(row => new DueItem { At = row.OpenUntil, Id = row.Id });

    private Task<Result<Done>> ChangeAsync(
        Guid id,
        Predicate<QuotationRequest> isTheirs,
        Func<WriteScope, QuotationRequest, Demand, Task<Result<Done>>> change
    ) => writer.RunAsync(scope => ChangeAsync(scope, id, isTheirs, change));

    /// <summary>
    /// Changes a request for quotation that is theirs to change, with its demand kept from other processes until the command ends.
    /// </summary>
    private static async Task<Result<Done>> ChangeAsync(
        WriteScope scope,
        Guid id,
        Predicate<QuotationRequest> isTheirs,
        Func<WriteScope, QuotationRequest, Demand, Task<Result<Done>>> change
    )
    {
        await scope.Sql.ExecuteAsync(
            $"UPDATE demands SET version = version WHERE id = (SELECT demand_id FROM quotation_requests WHERE id = {id})"
        );
        return await scope.Db.Set<QuotationRequest>().FirstOrDefaultAsync(row => row.Id == id) is { } request && isTheirs(request)
            ? await change(scope, request, await scope.Db.Set<Demand>().SingleAsync(row => row.Id == request.DemandId))
            : new Rejection("quotation.unknown");
    }

    private async Task<Result<Done>> EndAsync(WriteScope scope, QuotationRequest request, Demand demand, QuotationRequestAction action)
    {
        var ended = request.Move(action, scope.Now);
        if (ended.IsOk)
        {
            await scope.Db.SaveChangesAsync();
            await NotifyAsync(
                scope,
                request,
                QuotationNotifications.QuotationEnded,
                action == QuotationRequestAction.Decline ? request.InstitutionId : request.FarmerId,
                demand.InstitutionName
            );
        }

        return ended;
    }

    private async Task NotifyAsync(WriteScope scope, QuotationRequest request, NotificationKind kind, Guid memberId, string name)
    {
        await notifications.NotifyAsync(
            scope,
            [memberId],
            new NotificationDraft(
                kind,
                request.Id.ToString(),
                new NotificationSubject
                {
                    DemandId = request.DemandId,
                    ForOfficial = memberId == request.InstitutionId,
                    ProduceCode = request.ProduceCode,
                    OriginCode = request.CountyCode,
                    Grams = request.Grams ?? request.AskedGrams,
                    Fen = request.DeliveredFenPerKg,
                    Day = request.ArrivesOn,
                    Name = name,
                    Outcome = kind == QuotationNotifications.QuotationEnded ? request.Status.ToString() : null,
                }
            )
        );
        scope.Announce(new LiveSignal(MemberTopics.Institution(request.InstitutionId), scope.Now));
        scope.Announce(new LiveSignal(MemberTopics.Farmer(request.FarmerId), scope.Now));
    }
}
