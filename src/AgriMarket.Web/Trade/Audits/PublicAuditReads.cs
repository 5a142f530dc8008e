using AgriMarket.Domain.Audits;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Audits;

/// <summary>What everybody may know of one day's draw.</summary>
/// <param name="PerDay">How many are drawn, published with the commitment.</param>
/// <param name="Seed">Null until the day was drawn.</param>
/// <param name="Draw">Null until the day was drawn.</param>
/// <param name="LookedAtFen">Grants of parcels that were decided on.</param>
public sealed record PublicAuditDay(
    DateOnly Day,
    int PerDay,
    string Commitment,
    DateTime CommittedAt,
    string? Seed,
    AuditDraw? Draw,
    int Proven,
    int NotProven,
    long LookedAtFen,
    long NotProvenFen
)
{
    /// <summary>Drawn, and neither proven nor not proven so far.</summary>
    public int Waiting => (Draw?.Drawn ?? 0) - Proven - NotProven;
}

/// <summary>A candidate of a day that was drawn, as it is published.</summary>
/// <param name="Digest">What the candidates are ordered by.</param>
public sealed record PublishedCandidate(Guid ParcelId, string Digest, bool IsDrawn);

/// <summary>What everybody may read of audits: nothing that names a person, and no seed before its day was drawn.</summary>
public sealed class PublicAuditReads(IDbContextFactory<MarketDb> contexts)
{
    public const int PageSize = 14;

    /// <summary>The days, the newest first.</summary>
    public async Task<PageOf<PublicAuditDay>> DaysAsync(int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var seeds = await (
            from seed in db.Set<AuditSeed>().AsNoTracking()
            join one in db.Set<AuditDraw>().AsNoTracking() on seed.Day equals one.Day into draws
            from draw in draws.DefaultIfEmpty()
            orderby seed.Day descending
            select new
            {
                seed.Day,
                seed.PerDay,
                seed.Commitment,
                seed.CommittedAt,
                Seed = draw == null ? null : seed.Seed,
                Draw = draw,
            }
        ).PageAsync(page, PageSize);
        var days = seeds.Items.Select(row => row.Day).ToList();
        var results = (
            await db.Set<GrantAudit>()
                .Where(row => days.Contains(row.Day))
                .GroupBy(row => new { row.Day, row.Status })
                .Select(rows => new
                {
                    rows.Key.Day,
                    rows.Key.Status,
                    Count = rows.Count(),
                    Fen = rows.Sum(row => row.GrantFen),
                })
                .ToListAsync()
        ).ToDictionary(row => (row.Day, row.Status), row => (row.Count, row.Fen));
        return seeds.With(row =>
        {
            var proven = results.GetValueOrDefault((row.Day, GrantAuditStatus.Proven));
            var not = results.GetValueOrDefault((row.Day, GrantAuditStatus.NotProven));
            return new PublicAuditDay(
                row.Day,
                row.PerDay,
                row.Commitment,
                row.CommittedAt,
                row.Seed,
                row.Draw,
                proven.Count,
                not.Count,
                proven.Fen + not.Fen,
                not.Fen
            );
        });
    }

    /// <summary>Whether a day was drawn, so that its seed and its candidates are published.</summary>
    public async Task<bool> IsDrawnAsync(DateOnly day)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<AuditDraw>().AnyAsync(row => row.Day == day);
    }

    /// <summary>The candidates of a day that was drawn, by id, one after another: there may be many. None of any other day.</summary>
    public async IAsyncEnumerable<PublishedCandidate> CandidatesAsync(DateOnly day)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var seed = await (
            from one in db.Set<AuditSeed>()
            join draw in db.Set<AuditDraw>() on one.Day equals draw.Day
            where one.Day == day
            select one.Seed
        ).FirstOrDefaultAsync();
        if (seed is null)
        {
            yield break;
        }

        var drawn = (await db.Set<GrantAudit>().Where(row => row.Day == day).Select(row => row.ParcelId).ToListAsync()).ToHashSet();
        var candidates = db.AuditCandidates(day).OrderBy(proof => proof.ParcelId).Select(proof => proof.ParcelId);
        await foreach (var id in candidates.AsAsyncEnumerable())
        {
            yield return new PublishedCandidate(id, AuditDrawing.DigestOf(seed, id), drawn.Contains(id));
        }
    }
}
