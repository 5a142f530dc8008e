using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Shop.Destinations;

/// <summary>
/// The place that a member chose to have things sent to, on whatever device. It moves no stock and no money, so it is written directly,
/// not by the market's writer.
/// </summary>
public sealed class MemberDestinations(IDbContextFactory<MarketDb> contexts)
{
    /// <summary>Region code; null while they chose none.</summary>
    public async Task<string?> FindAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await Member(db, memberId).Select(member => member.DestinationCode).FirstOrDefaultAsync();
    }

    public async Task KeepAsync(Guid memberId, string regionCode)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await Member(db, memberId).ExecuteUpdateAsync(row => row.SetProperty(it => it.DestinationCode, regionCode));
    }

    /// <summary>What a browser chose before its member signed in; a member's own choice stays.</summary>
    public async Task AdoptAsync(Guid memberId, string regionCode)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await Member(db, memberId)
            .Where(member => member.DestinationCode == null)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.DestinationCode, regionCode));
    }

    /// <summary>Of a closed account nothing is kept any more.</summary>
    private static IQueryable<Member> Member(MarketDb db, Guid memberId) =>
        db.Set<Member>().Where(member => member.Id == memberId && member.ClosedAt == null);
}
