using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Findings;

/// <summary>A finding with the name of its seller.</summary>
public sealed record FindingView(Finding Finding, string SellerName);

/// <summary>What officials see of patterns.</summary>
public sealed class FindingReads(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions)
{
    /// <summary>Of the list: those with the most public money.</summary>
    public const int Most = 100;

    /// <summary>The findings of this official's region that nobody has looked at, those with the most public money first.</summary>
    public async Task<IReadOnlyList<FindingView>> ForOfficialAsync(Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var (roles, office) = (await db.RolesOfAsync(officialId), await db.OfficeOfAsync(officialId));
        var findings = db.Set<Finding>().AsNoTracking().Where(row => row.LookedUpTo == null || row.NewestAt > row.LookedUpTo);
        if (!roles.Contains(MemberRole.Administrator))
        {
            if (!roles.Contains(MemberRole.Official) || office is null)
            {
                return [];
            }

            var prefix = regions.Find(office.RegionCode)!.CodePrefix;
            findings = findings.Where(row => row.OriginCode.StartsWith(prefix));
        }

        var shown = await findings.OrderByDescending(row => row.GrantFen).ThenBy(row => row.Key).Take(Most).ToListAsync();
        var names = await db.NamesAsync([.. shown.Select(row => row.SellerId).Distinct()]);
        return shown.ConvertAll(row => new FindingView(row, names.GetValueOrDefault(row.SellerId, "")));
    }
}
