using System.Security.Cryptography;
using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Findings;

/// <summary>A finding with the name of its seller.</summary>
/// <param name="CaseId">The open case that came from it; null without one.</param>
/// <param name="Handle">Names it in an address. Its key may be the hash of a mobile, which is counted back within seconds.</param>
public sealed record FindingView(Finding Finding, string SellerName, Guid? CaseId, string Handle);

/// <summary>What officials see of patterns.</summary>
public sealed class FindingReads(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions, IDataProtectionProvider protection)
{
    /// <summary>Of the list: those with the most public money.</summary>
    public const int Most = 100;

    private readonly IDataProtector protector = protection.CreateProtector("AgriMarket.Findings");

    /// <summary>The findings of this official's region that nobody has looked at, those with the most public money first.</summary>
    public async Task<IReadOnlyList<FindingView>> ForOfficialAsync(Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var open = (await OfAsync(db, officialId)).Where(row => row.LookedUpTo == null || row.NewestAt > row.LookedUpTo);
        var shown = await open.OrderByDescending(row => row.GrantFen).ThenBy(row => row.Key).Take(Most).ToListAsync();
        var keys = shown.ConvertAll(row => row.Key);
        var cases = (
            await db.Set<GrantCase>()
                .Where(row => row.DecidedAt == null && row.FindingKey != null && keys.Contains(row.FindingKey))
                .Select(row => new
                {
                    row.Id,
                    row.FindingKind,
                    row.FindingKey,
                })
                .ToListAsync()
        ).ToLookup(row => (row.FindingKind, row.FindingKey), row => (Guid?)row.Id);
        var names = await db.NamesAsync([.. shown.Select(row => row.SellerId).Distinct()]);
        return shown.ConvertAll(row => new FindingView(
            row,
            names.GetValueOrDefault(row.SellerId, ""),
            cases[(row.Kind, row.Key)].FirstOrDefault(),
            protector.Protect($"{row.Kind} {row.Key}")
        ));
    }

    /// <summary>A finding of this official's region; null when there is none.</summary>
    public async Task<Finding?> FindAsync(FindingKind kind, string key, Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await (await OfAsync(db, officialId)).FirstOrDefaultAsync(row => row.Kind == kind && row.Key == key);
    }

    /// <summary>What a handle names, whoever may see it; null when it is none of this market's.</summary>
    public (FindingKind Kind, string Key)? Open(string? handle)
    {
        try
        {
            var parts = protector.Unprotect(handle ?? "").Split(' ', 2);
            return (Enum.Parse<FindingKind>(parts[0]), parts[1]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<IQueryable<Finding>> OfAsync(MarketDb db, Guid officialId)
    {
        var region = await db.ReadableRegionAsync(officialId, regions);
        return db.Set<Finding>().AsNoTracking().Where(row => region != null && row.OriginCode.StartsWith(region));
    }
}
