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
    NotificationService notices,
    MatchDrafts board,
    MatchMap map,
    IOptions<MatchOptions> options
)
{
    /// <summary>
    /// Asks the farmers of some lots at once. The same id sent again answers the same; with another content it is refused with
    /// <c>inquiry.id-taken</c>. Refused with <c>demand.unknown</c> for somebody else's demand, and as <see cref="QuotationRound.Ask"/>
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
                    : new Rejection("inquiry.id-taken");
            }

            if (
                await db.Set<Demand>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == demandId && row.InstitutionId == institutionId)
                is not { } demand
            )
            {
                return new Rejection("demand.unknown");
            }

            Guid[] lotIds = [.. round.LotIds.Take(QuotationRequest.MaxLots)];
            var asked = round.Ask(
                new QuotationFacts(
                    demand,
                    await db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id),
                    await db.Set<BulkTerms>()
                        .AsNoTracking()
                        .Where(terms => lotIds.Contains(terms.LotId))
                        .ToDictionaryAsync(terms => terms.LotId, terms => terms.Grade),
                    map,
                    board.LeavesOn,
                    scope.Now.AddHours(options.Value.AnswerHours),
                    scope.Now
                )
            );
            if (!asked.IsOk)
            {
                return Result<Done>.Refused(asked.Rejections);
            }

            db.AddRange(asked.Value);
            await db.SaveChangesAsync();
            foreach (var inquiry in asked.Value)
            {
                await TellAsync(scope, inquiry, NotificationKind.InquiryMade, inquiry.FarmerId, demand.InstitutionName);
            }

            return Done.Instance;
        });

    /// <summary>
    /// The farmer names a price. Refused with <c>inquiry.unknown</c> for somebody else's, and as <see cref="QuotationRequest.Quote"/> says.
    /// </summary>
    public Task<Result<Done>> QuoteAsync(Guid id, Guid farmerId, Quotation quote) =>
        ChangeAsync(
            id,
            row => row.FarmerId == farmerId,
            async (scope, inquiry, demand) =>
            {
                var lot = await scope.Db.Set<Lot>().AsNoTracking().SingleAsync(row => row.Id == inquiry.LotId);
                var quoted = inquiry.Quote(quote, lot, demand.Terms.ShipTo.RegionCode, map.Tariff, scope.Now);
                if (quoted.IsOk)
                {
                    await scope.Db.SaveChangesAsync();
                    await TellAsync(scope, inquiry, NotificationKind.InquiryAnswered, inquiry.InstitutionId, lot.FarmerName);
                }

                return quoted;
            }
        );

    /// <summary>The farmer does not want to sell. Refused with <c>inquiry.unknown</c> and <c>inquiry.moved</c>.</summary>
    public Task<Result<Done>> DeclineAsync(Guid id, Guid farmerId) =>
        ChangeAsync(
            id,
            row => row.FarmerId == farmerId,
            (scope, inquiry, demand) => EndAsync(scope, inquiry, demand, QuotationRequestAction.Decline)
        );

    /// <summary>The institution takes none of a round, or no more of it.</summary>
    public Task<Result<Done>> PassAsync(Guid id, Guid institutionId) =>
        ChangeAsync(
            id,
            row => row.InstitutionId == institutionId,
            (scope, inquiry, demand) => EndAsync(scope, inquiry, demand, QuotationRequestAction.Pass)
        );

    /// <summary>
    /// The institution accepts a price: it is an order at once, of the inquiry's id, and the others of the round are told that they
    /// were not taken. Refused with <c>inquiry.unknown</c>, <c>inquiry.moved</c>, <c>demand.moved</c>, <c>inquiry.too-much</c> when the
    /// demand takes no more, <c>inquiry.short</c> when the lot has less by now, and <c>market.busy</c>.
    /// </summary>
    public Task<Result<Done>> AcceptAsync(Guid id, Guid institutionId) =>
        ChangeAsync(
            id,
            row => row.InstitutionId == institutionId,
            async (scope, inquiry, demand) =>
            {
                var left = demand.Terms.Grams - (await scope.Db.TakenAsync([demand.Id])).GetValueOrDefault(demand.Id).Grams;
                var accepted =
                    !demand.IsRunning(ChinaTime.Day(scope.Now)) ? new Rejection("demand.moved")
                    : inquiry.Grams > left ? new Rejection("inquiry.too-much", null, left)
                    : inquiry.Move(QuotationRequestAction.Accept, scope.Now);
                if (!accepted.IsOk)
                {
                    return accepted;
                }

                var proposal = inquiry.ToProposal(demand.Terms.ShipTo.RegionCode, scope.Now);
                scope.Db.Add(proposal);
                await scope.Db.SaveChangesAsync();
                var ordered = await proposals.FollowAsync(scope, proposal, demand);
                if (!ordered.IsOk || proposal.Status != ProposalStatus.Ordered)
                {
                    return ordered.IsOk ? new Rejection("inquiry.short") : ordered;
                }

                var others = await scope
                    .Db.Set<QuotationRequest>()
                    .Where(row => row.RoundId == inquiry.RoundId && row.Id != id && row.EndedAt == null && row.OpenUntil > scope.Now)
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
                    DueInquiries,
                    (id, _) =>
                        writer.RunWhenThereIsRoomAsync(scope =>
                            ChangeAsync(
                                scope,
                                id,
                                _ => true,
                                (inner, inquiry, demand) => EndAsync(inner, inquiry, demand, QuotationRequestAction.Lapse)
                            )
                        )
                ) with
                {
                    Past = ["inquiry.moved"],
                },
                stop
            )
        ).Done;

    private static IQueryable<DueItem> DueInquiries(MarketDb db, DateTime now) =>
        db.Set<QuotationRequest>()
            .Where(row => row.EndedAt == null && row.OpenUntil <= now)
            .Select(row => new DueItem { At = row.OpenUntil, Id = row.Id });

    private Task<Result<Done>> ChangeAsync(
        Guid id,
        Predicate<QuotationRequest> isTheirs,
        Func<WriteScope, QuotationRequest, Demand, Task<Result<Done>>> change
    ) => writer.RunAsync(scope => ChangeAsync(scope, id, isTheirs, change));

    /// <summary>Changes an inquiry that is theirs to change, with its demand kept from other processes until the command ends.</summary>
    private static async Task<Result<Done>> ChangeAsync(
        WriteScope scope,
        Guid id,
        Predicate<QuotationRequest> isTheirs,
        Func<WriteScope, QuotationRequest, Demand, Task<Result<Done>>> change
    )
    {
        await scope.Sql.ExecuteAsync($"UPDATE demands SET version = version WHERE id = (SELECT demand_id FROM inquiries WHERE id = {id})");
        return await scope.Db.Set<QuotationRequest>().FirstOrDefaultAsync(row => row.Id == id) is { } inquiry && isTheirs(inquiry)
            ? await change(scope, inquiry, await scope.Db.Set<Demand>().SingleAsync(row => row.Id == inquiry.DemandId))
            : new Rejection("inquiry.unknown");
    }

    private async Task<Result<Done>> EndAsync(WriteScope scope, QuotationRequest inquiry, Demand demand, QuotationRequestAction action)
    {
        var ended = inquiry.Move(action, scope.Now);
        if (ended.IsOk)
        {
            await scope.Db.SaveChangesAsync();
            await TellAsync(
                scope,
                inquiry,
                NotificationKind.InquiryEnded,
                action == QuotationRequestAction.Decline ? inquiry.InstitutionId : inquiry.FarmerId,
                demand.InstitutionName
            );
        }

        return ended;
    }

    private async Task TellAsync(WriteScope scope, QuotationRequest inquiry, NotificationKind kind, Guid memberId, string name)
    {
        await notices.TellAsync(
            scope,
            [memberId],
            new NotificationDraft(
                kind,
                inquiry.Id.ToString(),
                new NotificationSubject
                {
                    DemandId = inquiry.DemandId,
                    AtDesk = memberId == inquiry.InstitutionId,
                    ProduceCode = inquiry.ProduceCode,
                    OriginCode = inquiry.CountyCode,
                    Grams = inquiry.Grams ?? inquiry.AskedGrams,
                    Fen = inquiry.DeliveredFenPerKg,
                    Day = inquiry.ArrivesOn,
                    Name = name,
                    Outcome = kind == NotificationKind.InquiryEnded ? inquiry.Status.ToString() : null,
                }
            )
        );
        scope.Announce(new LiveSignal(MemberTopics.Institution(inquiry.InstitutionId), scope.Now));
        scope.Announce(new LiveSignal(MemberTopics.Farmer(inquiry.FarmerId), scope.Now));
    }
}
