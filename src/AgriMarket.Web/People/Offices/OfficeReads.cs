using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Offices;

/// <summary>An official of an office.</summary>
/// <param name="ApplicationId">By which their duties are changed.</param>
public sealed record OfficeMember(Guid ApplicationId, string Name, Duties Duties, DateTime Since);

/// <summary>An office with its officials, those that came first first.</summary>
public sealed record OfficeOverview(Office Office, IReadOnlyList<OfficeMember> Members);

/// <summary>What administrators see of offices.</summary>
public sealed class OfficeReads(IDbContextFactory<MarketDb> contexts)
{
    /// <summary>Of a list; a country has about 3,000 counties, and a page is not for all of them.</summary>
    public const int Most = 200;

    /// <summary>The duties of an official as they are now; null for who is no administrator, and where nobody has them.</summary>
    public async Task<Duties?> DutiesAsync(Guid applicationId, Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return (await db.RolesOfAsync(memberId)).Contains(MemberRole.Administrator)
            ? await db.Set<RoleApplication>()
                .Where(row => row.Id == applicationId)
                .Select(row => (Duties?)row.Duties)
                .SingleOrDefaultAsync()
            : null;
    }

    /// <summary>Offices whose name holds the text, by name; nothing for who is no administrator.</summary>
    public async Task<IReadOnlyList<OfficeOverview>> ListAsync(string search, Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (!(await db.RolesOfAsync(memberId)).Contains(MemberRole.Administrator))
        {
            return [];
        }

        var named = SearchText
            .Words(search)
            .Aggregate(db.Set<Office>().AsNoTracking(), (rows, word) => rows.Where(row => SearchText.Fold(row.Name).Contains(word)));
        var offices = await named.OrderBy(row => row.RegionCode).ThenBy(row => row.Name).Take(Most).ToListAsync();
        var ids = offices.ConvertAll(row => (Guid?)row.Id);
        var members = (
            await (
                from application in db.Set<RoleApplication>().AsNoTracking()
                join member in db.Set<Member>() on application.MemberId equals member.Id
                where ids.Contains(application.OfficeId) && application.Status == ApplicationStatus.Confirmed
                orderby application.DecidedAt
                select new { application, member.DisplayName }
            ).ToListAsync()
        ).ToLookup(
            row => row.application.OfficeId,
            row => new OfficeMember(row.application.Id, row.DisplayName, row.application.Duties, row.application.DecidedAt!.Value)
        );
        return offices.ConvertAll(office => new OfficeOverview(office, [.. members[office.Id]]));
    }
}
