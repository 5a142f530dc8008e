using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Offices;

/// <summary>Changes what officials may do for their office, and what an office is called.</summary>
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
            if (await WhyNotAsync(scope, administratorId, sessionId) is { } whyNot)
            {
                return whyNot;
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

    /// <summary>
    /// Calls an office by another name, as reforms of government do: its officials, funds and campaigns stay its own, and every page
    /// has the new name at once. Rejects as <see cref="ChangeDutiesAsync"/> does for anybody but an administrator, with
    /// <c>office.name</c> for a name that is none or longer than <see cref="Office.NameMaxLength"/>, with <c>office.name-taken</c>
    /// where another office of the region has it, and with <c>edit.changed</c> where it is no longer called what was seen.
    /// </summary>
    public Task<Result<Done>> RenameAsync(Guid officeId, string seenName, string typed, Guid administratorId, Guid? sessionId = null) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await WhyNotAsync(scope, administratorId, sessionId) is { } whyNot)
            {
                return whyNot;
            }

            var name = SingleLine.Name(typed);
            if (name.IsEmptyOrLongerThan(Office.NameMaxLength))
            {
                return new Rejection("office.name", nameof(Office.Name), Office.NameMaxLength);
            }

            var office = await scope.Db.Set<Office>().FirstOrDefaultAsync(row => row.Id == officeId);
            if (office is null || (office.Name != seenName && office.Name != name))
            {
                return new Rejection("edit.changed");
            }

            if (await scope.Db.Set<Office>().AnyAsync(row => row.RegionCode == office.RegionCode && row.Name == name && row.Id != officeId))
            {
                return new Rejection("office.name-taken", nameof(Office.Name));
            }

            if (office.Name != name)
            {
                office.Name = name;
                await scope.Db.SaveChangesAsync();
                await ActWriter.NoteAsync(
                    scope,
                    new(OfficeActs.Rename.Code, administratorId, "office", officeId) { Before = seenName, After = name }
                );
            }

            return Done.Instance;
        });

    private async Task<Rejection?> WhyNotAsync(WriteScope scope, Guid administratorId, Guid? sessionId) =>
        (await scope.Db.RolesOfAsync(administratorId)).Contains(MemberRole.Administrator)
            ? await guard.WhyNotAsync(scope, administratorId, sessionId)
            : new Rejection("office.not-administrator");

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
