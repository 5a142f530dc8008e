using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Offices;

/// <summary>Changes what officials may do for their office.</summary>
public sealed class OfficeService(MarketWriter writer, FactorGuard guard)
{
    /// <summary>
    /// Gives an official other duties: their cookie has them at its next check, a page open in a duty that is gone closes then, and
    /// commands ask at once. Rejects with <c>office.not-administrator</c> for anybody but an administrator, as
    /// <see cref="FactorGuard.WhyNotAsync"/> says, with <c>member.application-unknown</c>, with <c>edit.changed</c> where they are no
    /// longer what was seen, and as <see cref="RoleApplication.Appoint"/> says.
    /// </summary>
    public Task<Result<Done>> ChangeDutiesAsync(
        Guid applicationId,
        Duties seen,
        Duties duties,
        Guid administratorId,
        Guid? sessionId = null
    ) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (!(await scope.Db.RolesOfAsync(administratorId)).Contains(MemberRole.Administrator))
            {
                return new Rejection("office.not-administrator");
            }

            if (await guard.WhyNotAsync(scope, administratorId, sessionId) is { } unconfirmed)
            {
                return unconfirmed;
            }

            if (await scope.Db.Set<RoleApplication>().FirstOrDefaultAsync(row => row.Id == applicationId) is not { } application)
            {
                return new Rejection("member.application-unknown");
            }

            if (await scope.Db.Set<Office>().FirstOrDefaultAsync(row => row.Id == application.OfficeId) is not { } office)
            {
                return new Rejection("office.not-official");
            }

            if (await scope.Db.WhyNotAboutAsync(administratorId, "member.own-application", application.MemberId) is { } own)
            {
                return own;
            }

            var before = application.Duties;
            if (before != seen && before != duties)
            {
                return new Rejection("edit.changed");
            }

            var changed = application.Appoint(office, duties, administratorId);
            if (changed.IsOk && before != duties)
            {
                await scope.Db.SaveChangesAsync();
                await NoteAsync(scope, administratorId, application, office, before);
            }

            return changed;
        });

    private static Task NoteAsync(WriteScope scope, Guid administratorId, RoleApplication application, Office office, Duties before) =>
        ActWriter.NoteAsync(
            scope,
            new(OfficeActs.ChangeDuties.Code, administratorId, "role", application.Id)
            {
                SubjectName = office.Name,
                Before = string.Join(' ', before.Each()),
                After = string.Join(' ', application.Duties.Each()),
            }
        );
}
