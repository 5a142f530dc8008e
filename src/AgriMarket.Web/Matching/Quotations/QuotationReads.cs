using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Matching.Quotations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Market;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Quotations;

/// <summary>A lot that an institution can ask about.</summary>
public sealed record QuotableLot(Lot Lot, int DistanceKm, DateOnly ArrivesOn);

/// <summary>An request with the names of both sides.</summary>
public sealed record QuotationRequestView(
    QuotationRequest Request,
    string FarmerName,
    string InstitutionName,
    string PlaceCode,
    long AvailableGrams
);

/// <summary>What one request has brought, the cheapest delivered first.</summary>
public sealed record QuotationRoundView(
    Guid Id,
    DateTime AskedAt,
    long AskedGrams,
    string Note,
    IReadOnlyList<QuotationRequestView> Requests
);

/// <summary>What an institution sees of the prices it asks for.</summary>
/// <param name="Askable">Lots that fit the demand, the nearest first.</param>
public sealed record DemandQuotations(
    Demand Demand,
    long LeftGrams,
    IReadOnlyList<QuotableLot> Askable,
    IReadOnlyList<QuotationRoundView> Rounds
);

/// <summary>What both sides see of requests. Every read names the reader, so a stranger's id finds nothing.</summary>
public sealed class QuotationReads(IDbContextFactory<MarketDb> contexts, MatchDrafts board, MatchMap map, TimeProvider clock)
{
    public const int PageSize = 20;

    /// <summary>Lots that an institution can choose from.</summary>
    public const int MaxAskable = 50;

    /// <summary>Lots that are looked at for it, and requests of a demand that are shown.</summary>
    private const int MostRows = 1_000;

    /// <summary>The requests of a demand and whom else to ask; null when it is not this institution's.</summary>
    public async Task<DemandQuotations?> OfDemandAsync(Guid demandId, Guid institutionId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (
            await db.Set<Demand>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == demandId && row.InstitutionId == institutionId)
            is not { } demand
        )
        {
            return null;
        }

        var requests = await db.Set<QuotationRequest>()
            .AsNoTracking()
            .Where(row => row.DemandId == demandId)
            .OrderByDescending(row => row.AskedAt)
            .ThenBy(row => row.Id)
            .Take(MostRows)
            .ToListAsync();
        var views = await ViewsAsync(db, requests);
        var left = demand.Terms.Grams - (await db.TakenAsync([demandId])).GetValueOrDefault(demandId).Grams;
        QuotationRoundView[] rounds =
        [
            .. views
                .GroupBy(view => view.Request.RoundId)
                .Select(round => new QuotationRoundView(
                    round.Key,
                    round.First().Request.AskedAt,
                    round.First().Request.AskedGrams,
                    round.First().Request.Note,
                    [
                        .. round
                            .OrderBy(view => view.Request.EndedAt is null ? 0 : 1)
                            .ThenBy(view => view.Request.DeliveredFenPerKg ?? long.MaxValue)
                            .ThenBy(view => view.Request.Id),
                    ]
                )),
        ];
        return new(demand, Math.Max(0, left), await AskableAsync(db, demand), rounds);
    }

    /// <summary>What a farmer is asked, what waits for an answer first.</summary>
    public async Task<PageOf<QuotationRequestView>> OfFarmerAsync(Guid farmerId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var requests = await db.Set<QuotationRequest>()
            .AsNoTracking()
            .Where(row => row.FarmerId == farmerId)
            .OrderBy(row =>
                row.Status == QuotationRequestStatus.Asked ? 0
                : row.EndedAt == null ? 1
                : 2
            )
            .ThenByDescending(row => row.AskedAt)
            .ThenBy(row => row.Id)
            .PageAsync(page, PageSize);
        var views = (await ViewsAsync(db, requests.Items)).ToDictionary(view => view.Request.Id);
        return requests.With(request => views[request.Id]);
    }

    /// <summary>An request, for either of its sides; null for anybody else.</summary>
    public async Task<QuotationRequestView?> FindAsync(Guid id, Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var found = await db.Set<QuotationRequest>()
            .AsNoTracking()
            .Where(row => row.Id == id && (row.FarmerId == memberId || row.InstitutionId == memberId))
            .ToListAsync();
        return found.Count == 0 ? null : (await ViewsAsync(db, found))[0];
    }

    private static async Task<IReadOnlyList<QuotationRequestView>> ViewsAsync(MarketDb db, IReadOnlyList<QuotationRequest> requests)
    {
        List<Guid> lotIds = [.. requests.Select(request => request.LotId).Distinct()];
        List<Guid> demandIds = [.. requests.Select(request => request.DemandId).Distinct()];
        var lots = await db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id);
        var demands = await db.Set<Demand>()
            .AsNoTracking()
            .Where(demand => demandIds.Contains(demand.Id))
            .ToDictionaryAsync(demand => demand.Id);
        return
        [
            .. requests.Select(request => new QuotationRequestView(
                request,
                lots[request.LotId].FarmerName,
                demands[request.DemandId].InstitutionName,
                demands[request.DemandId].Terms.ShipTo.RegionCode,
                lots[request.LotId].AvailableGrams
            )),
        ];
    }

    /// <summary>The lots that a round about each of them alone would be allowed for.</summary>
    private async Task<IReadOnlyList<QuotableLot>> AskableAsync(MarketDb db, Demand demand)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!demand.IsRunning(ChinaTime.Day(now)))
        {
            return [];
        }

        List<string> kinds = [.. demand.Terms.Spec!.Kinds(map.Produce).Select(kind => kind.Code)];
        var lots = await db.MatchableLots(ChinaTime.Day(now))
            .Where(lot => kinds.Contains(lot.ProduceCode) && lot.FarmerId != demand.InstitutionId)
            .Take(MostRows)
            .ToDictionaryAsync(lot => lot.Id);
        List<Guid> lotIds = [.. lots.Keys];
        var grades = await db.Set<BulkTerms>()
            .AsNoTracking()
            .Where(terms => lotIds.Contains(terms.LotId))
            .ToDictionaryAsync(terms => terms.LotId, terms => terms.Grade);
        var facts = new QuotationFacts(demand, lots, grades, map, board.LeavesOn, now, now);
        return
        [
            .. lots
                .Keys.Select(lotId => new QuotationRound(Guid.Empty, [lotId], demand.Terms.Grams, "").Ask(facts))
                .Where(asked => asked.IsOk)
                .Select(asked => asked.Value[0])
                .OrderBy(one => one.DistanceKm)
                .ThenBy(one => one.LotId)
                .Take(MaxAskable)
                .Select(one => new QuotableLot(lots[one.LotId], one.DistanceKm, one.ArrivesOn)),
        ];
    }
}
