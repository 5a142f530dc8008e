using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Proposals;

/// <summary>What both sides see of proposals. Every read names the member, so that a stranger's id finds nothing.</summary>
public sealed class ProposalReads(IDbContextFactory<MarketDb> contexts, MatchMap map, RegionCatalogue regions, TimeProvider clock)
{
    public const int PageSize = 20;

    /// <summary>Proposals that a farmer's page asks about at once, those with the least time first.</summary>
    public const int MaxWaiting = 50;

    /// <summary>
    /// A proposal as this member may see it; null for whoever has nothing to do with it. Officials see those of goods from their office's
    /// region, and those that go there.
    /// </summary>
    public async Task<ProposalView?> FindAsync(Guid proposalId, Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return
            await db.Set<Proposal>().AsNoTracking().Include(row => row.Parts).FirstOrDefaultAsync(row => row.Id == proposalId)
                is { } proposal
            && await SideOfAsync(db, proposal, memberId) is { } side
            ? await ViewAsync(db, proposal, side, memberId)
            : null;
    }

    /// <summary>How many proposals wait for this farmer's answer.</summary>
    public async Task<int> CountWaitingAsync(Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.ProposalsWaitingFor(farmerId, clock.GetUtcNow().UtcDateTime).CountAsync();
    }

    /// <summary>Proposals that wait for this farmer's answer, those with the least time first.</summary>
    public async Task<IReadOnlyList<ListedProposal>> WaitingAsync(Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var waiting = await db.ProposalsWaitingFor(farmerId, clock.GetUtcNow().UtcDateTime)
            .AsNoTracking()
            .Include(row => row.Parts)
            .OrderBy(row => row.AnswerBefore)
            .ThenBy(row => row.Id)
            .Take(MaxWaiting)
            .ToListAsync();
        return await ListAsync(db, waiting, farmerId);
    }

    /// <summary>What became of the proposals that need nothing more of this farmer, the newest first.</summary>
    public async Task<PageOf<ListedProposal>> AnsweredAsync(Guid farmerId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var waiting = db.ProposalsWaitingFor(farmerId, clock.GetUtcNow().UtcDateTime).Select(row => row.Id);
        var answered = await db.Set<Proposal>()
            .AsNoTracking()
            .Include(row => row.Parts)
            .Where(row => row.Parts.Any(part => part.FarmerId == farmerId) && !waiting.Contains(row.Id))
            .OrderByDescending(row => row.MadeAt)
            .ThenByDescending(row => row.Id)
            .PageAsync(page, PageSize);
        return new(await ListAsync(db, answered.Items, farmerId), answered.Number, answered.Pages, answered.Count);
    }

    /// <summary>A stretch of one member's proposals, the newest first, and where the next begins; null at the end.</summary>
    /// <param name="asFarmer">Those with lots of the member's; otherwise those made to them as an institution.</param>
    public async Task<(IReadOnlyList<ListedProposal> Proposals, OrderCursor? Next)> StretchAsync(
        Guid memberId,
        bool asFarmer,
        ProposalStatus? status,
        OrderCursor? after,
        int size
    )
    {
        await using var db = await contexts.CreateDbContextAsync();
        var own = db.Set<Proposal>().AsNoTracking().Include(row => row.Parts).Where(row => status == null || row.Status == status);
        own = asFarmer
            ? own.Where(row => row.Parts.Any(part => part.FarmerId == memberId))
            : own.Where(row => row.InstitutionId == memberId);
        if (after is { At: var at, Id: var id })
        {
            own = own.Where(row => row.MadeAt <= at && (row.MadeAt < at || row.Id < id));
        }

        // One more than asked for, to know whether anything comes behind.
        var read = await own.OrderByDescending(row => row.MadeAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync();
        var shown = read.Take(size).ToList();
        return (
            await ListAsync(db, shown, asFarmer ? memberId : null),
            read.Count > size ? new OrderCursor(shown[^1].MadeAt, shown[^1].Id) : null
        );
    }

    private async Task<ProposalSide?> SideOfAsync(MarketDb db, Proposal proposal, Guid memberId)
    {
        if (proposal.InstitutionId == memberId)
        {
            return ProposalSide.Institution;
        }

        if (proposal.Parts.Exists(part => part.FarmerId == memberId))
        {
            return ProposalSide.Farmer;
        }

        return
            await db.ReadableRegionAsync(memberId, regions) is { } region
            && (
                proposal.CountyCode.StartsWith(region, StringComparison.Ordinal)
                || await db.Set<Demand>().AnyAsync(row => row.Id == proposal.DemandId && row.Terms.ShipTo.RegionCode!.StartsWith(region))
            )
            ? ProposalSide.Official
            : null;
    }

    private async Task<ProposalView> ViewAsync(MarketDb db, Proposal proposal, ProposalSide side, Guid memberId)
    {
        bool IsSeen(Guid farmerId) => side != ProposalSide.Farmer || farmerId == memberId;
        var demand = await db.Set<Demand>().AsNoTracking().SingleAsync(row => row.Id == proposal.DemandId);
        var ordered = await OrderAsync(db, proposal.Id);
        ProposalPart[] seen =
        [
            .. proposal.Parts.Where(part => IsSeen(part.FarmerId)).OrderByDescending(part => part.Grams).ThenBy(part => part.LotId),
        ];
        var lotIds = seen.Select(part => part.LotId).ToHashSet();
        var freight = proposal.StandingGrams == 0 ? null : Freight(proposal);
        var shares =
            ordered is not null ? BulkOrder.Shares(ordered.Order)
            : freight is null ? []
            : Pooling.Shares(Standing(proposal), freight.ChargeFen);
        return new(
            side,
            proposal,
            demand,
            seen,
            [.. shares.Where(share => lotIds.Contains(share.LotId))],
            ordered?.Order.ShippingFen ?? freight?.ChargeFen ?? 0,
            freight?.TransitDaysTo ?? 0,
            ordered is null ? null : ordered with { Parcels = [.. ordered.Parcels.Where(parcel => IsSeen(parcel.Parcel.FarmerId))] }
        );
    }

    private FreightQuote? Freight(Proposal proposal) =>
        map.Tariff.Quote(FreightService.Bulk, proposal.CountyCode, proposal.PlaceCode, proposal.DistanceKm, proposal.StandingGrams);

    private static IEnumerable<PooledPart> Standing(Proposal proposal) =>
        proposal
            .Parts.Where(part => part.Answer != ProposalAnswer.Refused)
            .Select(part => new PooledPart(part.LotId, part.Household, part.Grams, part.UnitGrams, part.UnitPriceFen));

    private static async Task<ProposalOrder?> OrderAsync(MarketDb db, Guid id)
    {
        if (
            await db.Set<Order>()
                .AsNoTracking()
                .Include(row => row.Lines)
                .Include(row => row.Parcels)
                .AsSplitQuery()
                .FirstOrDefaultAsync(row => row.Id == id)
            is not { } order
        )
        {
            return null;
        }

        var names = await db.NamesAsync([.. order.Parcels.Select(parcel => parcel.FarmerId).Distinct()]);
        var payouts = await db.PayoutsOfAsync(id);
        return new(
            order,
            [
                .. order
                    .Parcels.OrderBy(parcel => parcel.Id)
                    .Select(parcel => new ProposalParcel(
                        parcel,
                        names.GetValueOrDefault(parcel.FarmerId, ""),
                        payouts.TryGetValue(parcel.Id, out var status) ? status : null
                    )),
            ]
        );
    }

    /// <param name="farmerId">Whose parts are shown; null shows all.</param>
    private static async Task<IReadOnlyList<ListedProposal>> ListAsync(MarketDb db, IReadOnlyList<Proposal> proposals, Guid? farmerId)
    {
        Guid[] ids = [.. proposals.Select(row => row.Id)];
        Guid[] demandIds = [.. proposals.Select(row => row.DemandId).Distinct()];
        var names = await db.Set<Demand>()
            .Where(row => demandIds.Contains(row.Id))
            .Select(row => new { row.Id, row.InstitutionName })
            .ToDictionaryAsync(row => row.Id, row => row.InstitutionName);
        var orders = await db.Set<Order>()
            .Where(row => ids.Contains(row.Id) && row.Lines.Any(line => farmerId == null || line.FarmerId == farmerId))
            .Select(row => new { row.Id, row.Status })
            .ToDictionaryAsync(row => row.Id, row => row.Status);
        return
        [
            .. proposals.Select(row => new ListedProposal(
                row,
                names[row.DemandId],
                [
                    .. row
                        .Parts.Where(part => farmerId is null || part.FarmerId == farmerId)
                        .OrderByDescending(part => part.Grams)
                        .ThenBy(part => part.LotId),
                ],
                orders.TryGetValue(row.Id, out var status) ? status : null
            )),
        ];
    }
}
