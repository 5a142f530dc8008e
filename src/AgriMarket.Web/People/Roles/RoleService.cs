using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Roles;

/// <summary>Takes applications for roles and the decisions on them.</summary>
/// <remarks>
/// A decision needs no new security stamp, which would sign the member out: cookies take in the present roles at their next
/// check (<see cref="MemberOptions.RecheckSeconds"/>), and <see cref="MemberRevalidation"/> closes pages whose role is gone.
/// </remarks>
public sealed class RoleService(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions, TimeProvider clock)
{
    /// <summary>Rejects as <see cref="RoleApplication.Open"/> says. The same request sent again is the same application.</summary>
    public async Task<Result<Done>> ApplyAsync(RoleRequest request)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var earlier = await db.Set<RoleApplication>().AsNoTracking().Where(row => row.MemberId == request.MemberId).ToListAsync();
        if (earlier.Exists(row => row.Id == request.Id))
        {
            return Done.Instance;
        }

        var opened = RoleApplication.Open(request, earlier, regions, clock.GetUtcNow().UtcDateTime);
        if (!opened.IsOk)
        {
            return Result<Done>.Refused(opened.Rejections);
        }

        db.Add(opened.Value);
        try
        {
            await db.SaveChangesAsync();
            return Done.Instance;
        }
        catch (DbUpdateException) when (db.OpenApplications(request.MemberId, opened.Value.Role).Any())
        {
            // Sent twice at the same moment: the index let one in.
            return new Rejection("member.application-waiting");
        }
    }

    /// <summary>
    /// Confirms, declines or revokes. Rejects as <see cref="RoleApplication.Decide"/> says, and with
    /// <c>member.application-unknown</c>. What the decider may do is read here, not taken from their cookie.
    /// </summary>
    public async Task<Result<Done>> DecideAsync(Guid applicationId, ApplicationAction action, string reason, Guid deciderId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.Set<RoleApplication>().FirstOrDefaultAsync(row => row.Id == applicationId) is not { } application)
        {
            return new Rejection("member.application-unknown");
        }

        var decided = application.Decide(action, deciderId, await db.RolesOfAsync(deciderId), clock.GetUtcNow().UtcDateTime, reason);
        if (!decided.IsOk)
        {
            return decided;
        }

        try
        {
            await db.SaveChangesAsync();
            return Done.Instance;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Rejection("member.application-moved");
        }
    }
}
