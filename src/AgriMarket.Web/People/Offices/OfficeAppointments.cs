using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Offices;

/// <summary>Gives officials their office.</summary>
internal static class OfficeAppointments
{
    /// <summary>
    /// Appoints an official who was just confirmed, to the office of this name in the place they applied for; an office nobody belongs to
    /// yet is added. Does nothing with any other application. Rejects with <c>office.duties</c> where nothing is said of the duties, with
    /// <c>office.name</c> for a name that is none or longer than <see cref="Office.NameMaxLength"/>, and as
    /// <see cref="RoleApplication.Appoint"/> says.
    /// </summary>
    public static async Task<Result<Done>> AppointAsync(WriteScope scope, RoleApplication application, Appointment? appointment)
    {
        if (application is not { Role: MemberRole.Official, Status: ApplicationStatus.Confirmed, DecidedBy: { } administratorId })
        {
            return Done.Instance;
        }

        if (appointment is null)
        {
            return new Rejection("office.duties", nameof(Appointment.Duties));
        }

        var name = SingleLine.Name(appointment.OfficeName);
        if (name.IsEmptyOrLongerThan(Office.NameMaxLength))
        {
            return new Rejection("office.name", nameof(Appointment.OfficeName), Office.NameMaxLength);
        }

        var regionCode = appointment.IsNationwide ? RegionCatalogue.Country : application.RegionCode;
        var known = await scope
            .Db.Set<Office>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.RegionCode == regionCode && row.Name == name);
        var office = known ?? NewOffice(name, appointment.Kind, regionCode, scope.Now);
        var appointed = application.Appoint(office, appointment.Duties, administratorId);
        if (appointed.IsOk && known is null)
        {
            scope.Db.Add(office);
        }

        return appointed;
    }

    private static Office NewOffice(string name, OfficeKind kind, string regionCode, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)),
            Name = name,
            Kind = kind,
            RegionCode = regionCode,
            AddedAt = now,
        };
}
