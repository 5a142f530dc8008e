using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Demands;

public enum DemandPhase
{
    Open,
    Paused,

    /// <summary>All of it is ordered.</summary>
    Full,

    /// <summary>Its last day has passed.</summary>
    Over,
    Withdrawn,
}

/// <summary>A demand and how far it has come.</summary>
/// <param name="OrderedGrams">In orders that were not given up, less what was refunded.</param>
/// <param name="ProposedGrams">In proposals that wait for an answer.</param>
/// <param name="Waiting">Proposals that wait for the institution's own answer.</param>
public sealed record DemandView(Demand Demand, long OrderedGrams, long ProposedGrams, int Waiting)
{
    /// <summary>What nothing is ordered or proposed for; never below zero.</summary>
    public long WantedGrams => Math.Max(0, Demand.Terms.Grams - OrderedGrams - ProposedGrams);

    /// <summary>How it stands, as people say it.</summary>
    public DemandPhase PhaseOn(DateOnly today) =>
        Demand.Status switch
        {
            DemandStatus.Withdrawn => DemandPhase.Withdrawn,
            _ when OrderedGrams >= Demand.Terms.Grams => DemandPhase.Full,
            _ when Demand.Terms.To < today => DemandPhase.Over,
            DemandStatus.Paused => DemandPhase.Paused,
            _ => DemandPhase.Open,
        };
}

/// <summary>A proposal of a demand, with the order that it became.</summary>
/// <param name="Order">Null while it is none.</param>
public sealed record DemandProposal(Proposal Proposal, Order? Order);

/// <summary>Everything about one demand but what was considered for it.</summary>
/// <param name="Campaign">The title of the campaign it asks for goods of; null for any.</param>
/// <param name="NextId">The demand that repeats it; null for none so far.</param>
/// <param name="Proposals">The latest first, as many as <see cref="DemandReads.MostProposals"/>.</param>
public sealed record DemandDetail(DemandView View, string? Campaign, Guid? NextId, IReadOnlyList<DemandProposal> Proposals);

/// <summary>A campaign that a demand can be for.</summary>
/// <param name="Kinds">What is on sale in it, by code.</param>
public sealed record DemandCampaign(Guid Id, string Title, IReadOnlyList<string> Kinds);

/// <summary>What a new demand of an institution begins with.</summary>
/// <param name="Repeated">The institution's own demand whose terms are taken over; null for none.</param>
/// <param name="Campaign">The campaign whose page it comes from, or that of the demand taken over.</param>
public sealed record DemandStart(Address ShipTo, Demand? Repeated, DemandCampaign? Campaign);

/// <summary>What institutions see of their demands. Every read names the institution, so that a stranger's id finds nothing.</summary>
public sealed class DemandReads(IDbContextFactory<MarketDb> contexts, OrderReads orders, TimeProvider clock)
{
    public const int PageSize = 20;
    public const int MaxPageSize = 100;
    public const int MostProposals = 50;

    private const int MostKinds = 12;

    private DateOnly Today => ChinaTime.Day(clock.GetUtcNow().UtcDateTime);

    /// <summary>An institution's demands: those that are not over first, the newest first.</summary>
    public async Task<PageOf<DemandView>> ListAsync(Guid institutionId, int? page, int size = PageSize)
    {
        var today = Today;
        await using var db = await contexts.CreateDbContextAsync();
        var shown = await db.Set<Demand>()
            .AsNoTracking()
            .Where(demand => demand.InstitutionId == institutionId)
            .OrderBy(demand => demand.Status == DemandStatus.Withdrawn || demand.Terms.To < today ? 1 : 0)
            .ThenByDescending(demand => demand.PostedAt)
            .ThenBy(demand => demand.Id)
            .PageAsync(page, size);
        var views = (await ViewAsync(db, shown.Items)).ToDictionary(view => view.Demand.Id);
        return shown.With(demand => views[demand.Id]);
    }

    /// <summary>One of an institution's own demands; null for somebody else's.</summary>
    public async Task<DemandView?> FindAsync(Guid id, Guid institutionId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await OwnAsync(db, id, institutionId) is { } demand ? (await ViewAsync(db, [demand]))[0] : null;
    }

    /// <summary>One of an institution's own demands with its proposals and orders; null for somebody else's.</summary>
    public async Task<DemandDetail?> DetailAsync(Guid id, Guid institutionId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await OwnAsync(db, id, institutionId) is not { } demand)
        {
            return null;
        }

        var proposals = await db.Set<Proposal>()
            .AsNoTracking()
            .Include(row => row.Parts)
            .AsSplitQuery()
            .Where(row => row.DemandId == id)
            .OrderByDescending(row => row.MadeAt)
            .ThenBy(row => row.Id)
            .Take(MostProposals)
            .ToListAsync();
        var orderIds = proposals.FindAll(proposal => proposal.Status == ProposalStatus.Ordered).ConvertAll(proposal => proposal.Id);
        var ordered = await db.Set<Order>().AsNoTracking().Where(order => orderIds.Contains(order.Id)).ToDictionaryAsync(order => order.Id);
        var campaign = await db.Set<Campaign>()
            .Where(row => row.Id == demand.Terms.CampaignId)
            .Select(row => row.Title)
            .FirstOrDefaultAsync();
        var nextId = await db.Set<Demand>().Where(row => row.PreviousId == id).Select(row => (Guid?)row.Id).FirstOrDefaultAsync();
        return new(
            (await ViewAsync(db, [demand]))[0],
            campaign,
            nextId,
            [.. proposals.Select(proposal => new DemandProposal(proposal, ordered.GetValueOrDefault(proposal.Id)))]
        );
    }

    /// <summary>
    /// What a new demand begins with; null for a member who is no confirmed institution. A campaign that does not run, and a
    /// demand of somebody else, are left out.
    /// </summary>
    public async Task<DemandStart?> StartAsync(Guid memberId, Guid? campaignId, Guid? repeatedId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.InstitutionOfAsync(memberId) is not { } institution)
        {
            return null;
        }

        var repeated = repeatedId is { } id ? await OwnAsync(db, id, memberId) : null;
        var last =
            repeated
            ?? await db.Set<Demand>()
                .AsNoTracking()
                .Where(row => row.InstitutionId == memberId)
                .OrderByDescending(row => row.PostedAt)
                .FirstOrDefaultAsync();
        return new(
            last?.Terms.ShipTo ?? await orders.LastAddressAsync(memberId) ?? await FirstAddressAsync(db, memberId, institution),
            repeated,
            (repeated?.Terms.CampaignId ?? campaignId) is { } asked ? await CampaignAsync(db, asked) : null
        );
    }

    /// <summary>A campaign that goods can be asked of now; null for one that does not run.</summary>
    public async Task<DemandCampaign?> CampaignAsync(Guid campaignId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await CampaignAsync(db, campaignId);
    }

    private async Task<DemandCampaign?> CampaignAsync(MarketDb db, Guid campaignId)
    {
        var today = Today;
        if (
            await db.AskableCampaigns(today)
                .Where(campaign => campaign.Id == campaignId)
                .Select(campaign => campaign.Title)
                .FirstOrDefaultAsync()
            is not { } title
        )
        {
            return null;
        }

        var kinds = await db.MatchableLots(today)
            .Where(lot => lot.CampaignId == campaignId)
            .GroupBy(lot => lot.ProduceCode)
            .Select(lots => new { Code = lots.Key, Grams = lots.Sum(lot => lot.AvailableGrams) })
            .OrderByDescending(kind => kind.Grams)
            .ThenBy(kind => kind.Code)
            .Take(MostKinds)
            .ToListAsync();
        return new(campaignId, title, kinds.ConvertAll(kind => kind.Code));
    }

    /// <summary>What is known of where a new institution wants goods: its name, its own number and its region.</summary>
    private static async Task<Address> FirstAddressAsync(MarketDb db, Guid memberId, Institution institution)
    {
        var member = await db.Set<Member>().AsNoTracking().SingleAsync(row => row.Id == memberId);
        var mobile = new[] { member.PhoneNumber, member.UserName }.FirstOrDefault(number => MobileNumber.Read(number) is not null);
        return new(institution.Name.IsLongerThan(Address.NameMaxLength) ? "" : institution.Name, mobile ?? "", institution.RegionCode, "");
    }

    private static Task<Demand?> OwnAsync(MarketDb db, Guid id, Guid institutionId) =>
        db.Set<Demand>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.InstitutionId == institutionId);

    private static async Task<IReadOnlyList<DemandView>> ViewAsync(MarketDb db, IReadOnlyList<Demand> demands)
    {
        List<Guid> ids = [.. demands.Select(demand => demand.Id)];
        var taken = await db.TakenAsync(ids);
        var waiting = await db.Set<Proposal>()
            .Where(row => ids.Contains(row.DemandId) && row.Status == ProposalStatus.Open && row.Answer == ProposalAnswer.Waiting)
            .GroupBy(row => row.DemandId)
            .Select(rows => new { DemandId = rows.Key, Count = rows.Count() })
            .ToDictionaryAsync(row => row.DemandId, row => row.Count);
        return
        [
            .. demands.Select(demand =>
            {
                var of = taken.GetValueOrDefault(demand.Id);
                return new DemandView(demand, of.Ordered, of.Proposed, waiting.GetValueOrDefault(demand.Id));
            }),
        ];
    }
}
