using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Runs;

/// <summary>What became of a run's proposals that have come to one status.</summary>
/// <param name="Grams">Of ordered ones, only what is ordered.</param>
public sealed record RunOutcome(ProposalStatus Status, int Proposals, long Grams);

/// <summary>A published run, who published it, and what became of its proposals.</summary>
/// <param name="By">The official's name; null for a run that nobody started.</param>
/// <param name="Outcomes">In the order of the statuses; those that no proposal has are left out.</param>
public sealed record RunView(MatchRunRecord Run, string? By, IReadOnlyList<RunOutcome> Outcomes)
{
    public int Proposed => Outcomes.Sum(outcome => outcome.Proposals);

    /// <summary>Consignments of the plan that no longer fitted when their turn came.</summary>
    public int NotProposed => Run.Consignments - Proposed;
}

/// <summary>Reads published runs.</summary>
public sealed class MatchReads(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions)
{
    public const int PageSize = 20;

    /// <summary>
    /// The runs that nobody started and those of offices in an official's region, the latest first; none for who is no official.
    /// </summary>
    /// <param name="number">From 1; any number is answered with a page.</param>
    public async Task<PageOf<RunView>> RunsAsync(int? number, Guid officialId, int size = PageSize)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.ReadableRegionAsync(officialId, regions) is not { } region)
        {
            return PageOf<RunView>.Empty;
        }

        var officials = db.OfficialsWithin(region);
        var runs = await db.Set<MatchRunRecord>()
            .AsNoTracking()
            .Where(run => run.MemberId == null || officials.Contains(run.MemberId.Value))
            .OrderByDescending(run => run.At)
            .ThenByDescending(run => run.Id)
            .PageAsync(number, size);
        var views = await ViewsAsync(db, runs.Items);
        return runs.With(run => views[run.Id]);
    }

    /// <summary>A run with what became of it up to now.</summary>
    public async Task<RunView> ViewAsync(MatchRunRecord run)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return (await ViewsAsync(db, [run]))[run.Id];
    }

    /// <summary>A published run; null when there is none of this id.</summary>
    public async Task<MatchRunRecord?> FindAsync(Guid id)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<MatchRunRecord>().AsNoTracking().FirstOrDefaultAsync(run => run.Id == id);
    }

    /// <summary>Whose each of these demands is, by the name the institution was confirmed with.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> InstitutionsAsync(IReadOnlyCollection<Guid> demandIds)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<Demand>()
            .Where(demand => demandIds.Contains(demand.Id))
            .ToDictionaryAsync(demand => demand.Id, demand => demand.InstitutionName);
    }

    private static async Task<Dictionary<Guid, RunView>> ViewsAsync(MarketDb db, IReadOnlyList<MatchRunRecord> runs)
    {
        List<Guid> ids = [.. runs.Select(run => run.Id)];
        var sums = await (
            from proposal in db.Set<Proposal>()
            join part in db.Set<ProposalPart>() on proposal.Id equals part.ProposalId
            where proposal.RunId != null && ids.Contains(proposal.RunId.Value)
            group part by new { proposal.RunId, proposal.Status } into parts
            select new
            {
                parts.Key.RunId,
                parts.Key.Status,
                Proposals = parts.Select(part => part.ProposalId).Distinct().Count(),
                Grams = parts.Sum(part => part.Grams),
                Accepted = parts.Sum(part => part.Answer == ProposalAnswer.Accepted ? part.Grams : 0),
            }
        ).ToListAsync();
        var outcomes = sums.OrderBy(sum => sum.Status)
            .ToLookup(
                sum => sum.RunId,
                sum => new RunOutcome(sum.Status, sum.Proposals, sum.Status == ProposalStatus.Ordered ? sum.Accepted : sum.Grams)
            );
        var names = await db.NamesAsync([.. runs.Select(run => run.MemberId).OfType<Guid>().Distinct()]);
        return runs.ToDictionary(
            run => run.Id,
            run => new RunView(run, run.MemberId is { } memberId ? names.GetValueOrDefault(memberId) : null, [.. outcomes[run.Id]])
        );
    }
}
