using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Register;

/// <summary>Which entries a reader wants.</summary>
/// <param name="Kind">The code of a kind; empty for all.</param>
/// <param name="Day">A day in China; null for all.</param>
/// <param name="BeforeId">Entries older than this one; null for the newest.</param>
public sealed record ActFilter(string Kind, DateOnly? Day, Guid? BeforeId);

/// <summary>An entry as it is read.</summary>
/// <param name="Actor">The name its actor is known by; empty for nobody.</param>
public sealed record ActRow(Act Act, string Actor);

/// <summary>Some entries, the newest first.</summary>
/// <param name="NextId">To ask for those before; null when there are none.</param>
/// <param name="Kinds">Those the reader may choose among.</param>
public sealed record ActList(IReadOnlyList<ActRow> Rows, Guid? NextId, IReadOnlyList<ActKind> Kinds);

/// <summary>Reads the register.</summary>
public sealed class RegisterReads(IDbContextFactory<MarketDb> contexts, ActKinds kinds, RegionCatalogue regions)
{
    public const int PageSize = 50;

    /// <summary>Events of their own account that a member is shown.</summary>
    public const int OwnEvents = 20;

    /// <summary>
    /// A page of the register. Administrators read all of it; officials whose duty it is read what was done for offices of their
    /// region, and nothing about the safety of accounts; anybody else reads nothing.
    /// </summary>
    public async Task<ActList> ListAsync(Guid readerId, ActFilter filter)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var isAdministrator = (await db.RolesOfAsync(readerId)).Contains(MemberRole.Administrator);
        var acts = db.Set<Act>().AsNoTracking();
        if (!isAdministrator)
        {
            var region = await db.ReadableRegionAsync(readerId, regions, Duties.Audit);
            acts = acts.Where(row => region != null && row.RegionCode != null && row.RegionCode.StartsWith(region));
        }

        if (filter.Kind.Length > 0)
        {
            acts = acts.Where(row => row.Kind == filter.Kind);
        }

        if (filter.Day is { } day)
        {
            var (from, to) = (ChinaTime.StartOfDay(day), ChinaTime.EndOfDay(day));
            acts = acts.Where(row => row.At >= from && row.At < to);
        }

        if (filter.BeforeId is { } before)
        {
            acts = acts.Where(row => row.Id.CompareTo(before) < 0);
        }

        var found = await acts.OrderByDescending(row => row.Id).Take(PageSize + 1).ToListAsync();
        var shown = found.Take(PageSize).ToList();
        var names = await db.NamesAsync([.. shown.Select(row => row.ActorId).OfType<Guid>().Distinct()]);
        return new(
            shown.ConvertAll(row => new ActRow(row, row.ActorId is { } id ? names.GetValueOrDefault(id, "") : "")),
            found.Count > PageSize ? shown[^1].Id : null,
            [.. kinds.All.Where(kind => isAdministrator || !kind.IsSecurity)]
        );
    }

    /// <summary>What last concerned the safety of a member's own account, the newest first.</summary>
    public async Task<IReadOnlyList<Act>> OwnAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var codes = kinds.SecurityCodes;
        return await db.Set<Act>()
            .AsNoTracking()
            .Where(row => row.SubjectId == memberId && codes.Contains(row.Kind))
            .OrderByDescending(row => row.Id)
            .Take(OwnEvents)
            .ToListAsync();
    }
}
