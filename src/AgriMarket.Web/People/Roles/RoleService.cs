using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Offices;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Roles;

/// <summary>Takes applications for roles and the decisions on them.</summary>
/// <remarks>
/// A decision needs no new security stamp, which would sign the member out: cookies take in the present roles at their next
/// check (<see cref="MemberOptions.RecheckSeconds"/>), and <see cref="MemberRevalidation"/> closes pages whose role is gone.
/// </remarks>
public sealed class RoleService(
    IDbContextFactory<MarketDb> contexts,
    MarketWriter writer,
    IEnumerable<IRoleRevocation> revocations,
    RegionCatalogue regions,
    RoleNotifier notifier,
    FactorGuard guard
)
{
    /// <summary>Rejects as <see cref="RoleApplication.Open"/> says. The same request sent again is the same application.</summary>
    public async Task<Result<Done>> ApplyAsync(RoleRequest request)
    {
        RoleApplication? sent = null;
        try
        {
            return await writer.RunAsync<Done>(async scope =>
            {
                var earlier = await scope
                    .Db.Set<RoleApplication>()
                    .AsNoTracking()
                    .Where(row => row.MemberId == request.MemberId)
                    .ToListAsync();
                if (earlier.Exists(row => row.Id == request.Id))
                {
                    return Done.Instance;
                }

                var hasMobile = await scope.Db.VerifiedMobileOfAsync(request.MemberId) is not null;
                var opened = RoleApplication.Open(request, earlier, regions, hasMobile, scope.Now);
                if (!opened.IsOk)
                {
                    return Result<Done>.Refused(opened.Rejections);
                }

                sent = opened.Value;
                scope.Db.Add(sent);
                await scope.Db.SaveChangesAsync();
                await notifier.AppliedAsync(scope, sent);
                return Done.Instance;
            });
        }
        catch (DbUpdateException) when (sent is not null && IsBesideAnother(sent))
        {
            // Sent twice at the same moment, to two processes: the index let one in.
            return new Rejection("member.application-waiting");
        }
    }

    private bool IsBesideAnother(RoleApplication sent)
    {
        using var db = contexts.CreateDbContext();
        return db.ApplicationsBeside(sent).Any();
    }

    /// <summary>
    /// Confirms, declines or revokes. Rejects as <see cref="RoleApplication.Decide"/> says, with <c>member.application-unknown</c>,
    /// and with <c>member.other-region</c> where an official decides on a place outside their office's region. What the decider may
    /// do is read here, not taken from their cookie. What follows from a revocation (<see cref="IRoleRevocation"/>) happens with it
    /// or not at all. The decider is confirmed in this session as <see cref="FactorGuard.WhyNotAsync"/> says.
    /// </summary>
    /// <param name="appointment">
    /// Of an official who is confirmed; rejects with <c>office.duties</c> without one, and as
    /// <see cref="OfficeAppointments.AppointAsync"/> says.
    /// </param>
    public Task<Result<Done>> DecideAsync(
        Guid applicationId,
        ApplicationAction action,
        string reason,
        Guid deciderId,
        Guid? sessionId = null,
        Appointment? appointment = null
    ) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await scope.Db.Set<RoleApplication>().FirstOrDefaultAsync(row => row.Id == applicationId) is not { } application)
            {
                return new Rejection("member.application-unknown");
            }

            var (roles, office) = (await scope.Db.RolesOfAsync(deciderId), await scope.Db.OfficeOfAsync(deciderId));
            if (await WhyNotAboutAsync(scope.Db, application, deciderId, roles, office) is { } mayNot)
            {
                return mayNot;
            }

            if (await guard.WhyNotAsync(scope, deciderId, sessionId) is { } unconfirmed)
            {
                return unconfirmed;
            }

            var before = application.Status;
            var decided = application.Decide(action, deciderId, roles, office, scope.Now, reason);
            decided = decided.IsOk ? await OfficeAppointments.AppointAsync(scope, application, appointment) : decided;
            if (!decided.IsOk)
            {
                return decided;
            }

            await scope.Db.SaveChangesAsync();
            await NoteAsync(scope, action, application, before);
            await notifier.DecidedAsync(scope, application);
            if (action == ApplicationAction.Revoke)
            {
                foreach (var revocation in revocations)
                {
                    await revocation.RevokedAsync(scope, application);
                }
            }

            return Done.Instance;
        });

    /// <summary>Why somebody who may decide about such roles may not about this application; null for who may, or may about none.</summary>
    private async Task<Rejection?> WhyNotAboutAsync(
        MarketDb db,
        RoleApplication application,
        Guid deciderId,
        IReadOnlyCollection<MemberRole> roles,
        OfficePost? office
    ) =>
        !RoleRules.MayDecide(roles, office, application.Role) ? null
        : !RoleRules.Reaches(roles, office, application.RegionCode, regions) ? new Rejection("member.other-region")
        : await db.WhyNotAboutAsync(deciderId, "member.own-application", application.MemberId);

    private static Task NoteAsync(WriteScope scope, ApplicationAction action, RoleApplication application, ApplicationStatus before) =>
        ActWriter.NoteAsync(
            scope,
            new(RoleActs.Of(action).Code, application.DecidedBy, "role", application.Id)
            {
                SubjectName = $"{application.Role}",
                Before = $"{before}",
                After = $"{application.Status}",
                Reason = application.Reason,
            }
        );
}
