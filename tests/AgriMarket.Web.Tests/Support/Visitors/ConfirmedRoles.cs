using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>Roles that members hold without having applied for them on a page.</summary>
internal static class ConfirmedRoles
{
    /// <summary>Adds a confirmed role; the caller saves. An official is of the office of this name and place, in every duty.</summary>
    /// <param name="regionCode"><see cref="RegionCatalogue.Country"/> for an office of the whole country.</param>
    public static void AddConfirmed(
        this MarketDb db,
        Guid memberId,
        MemberRole role,
        string name,
        string regionCode,
        DateTime now,
        params IReadOnlyList<string> villages
    )
    {
        var application = new RoleApplication
        {
            Id = Guid.CreateVersion7(),
            MemberId = memberId,
            Role = role,
            DisplayName = name,
            RegionCode = regionCode == RegionCatalogue.Country ? "110000" : regionCode,
            Villages = villages,
            AppliedAt = now,
        };
        Assert.True(application.Decide(ApplicationAction.Confirm, Guid.CreateVersion7(), [MemberRole.Administrator], null, now).IsOk);
        db.Add(application);
        if (role == MemberRole.Official)
        {
            Assert.True(application.Appoint(Office(db, name, regionCode, now), Appointment.AllDuties, Guid.CreateVersion7()).IsOk);
        }
    }

    /// <summary>A member whose office is that of the whole country; saved.</summary>
    public static async Task<Guid> EnrolNationalOfficialAsync(this MarketDb db, DateTime now)
    {
        var id = Guid.CreateVersion7();
        var member = new Member
        {
            Id = id,
            UserName = $"{id}",
            NormalizedUserName = $"{id}",
            DisplayName = "某人",
            JoinedAt = now,
        };
        member.Verify(ContactKind.Mobile, VerifiedMobiles.Next(), now);
        db.Add(member);
        db.AddConfirmed(id, MemberRole.Official, "全国办公室", RegionCatalogue.Country, now);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return id;
    }

    /// <summary>Gives an official other duties; saved.</summary>
    public static async Task SetDutiesAsync(this MarketDb db, Guid officialId, Duties duties)
    {
        var application = await db.Set<RoleApplication>()
            .SingleAsync(
                row => row.MemberId == officialId && row.Role == MemberRole.Official && row.Status == ApplicationStatus.Confirmed,
                TestContext.Current.CancellationToken
            );
        var office = await db.Set<Office>().SingleAsync(row => row.Id == application.OfficeId, TestContext.Current.CancellationToken);
        Assert.True(application.Appoint(office, duties, Guid.CreateVersion7()).IsOk);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static Office Office(MarketDb db, string name, string regionCode, DateTime now)
    {
        var known =
            db.Set<Office>().Local.FirstOrDefault(office => office.Name == name && office.RegionCode == regionCode)
            ?? db.Set<Office>().FirstOrDefault(office => office.Name == name && office.RegionCode == regionCode);
        if (known is not null)
        {
            return known;
        }

        var office = new Office
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            Kind = OfficeKind.Other,
            RegionCode = regionCode,
            AddedAt = now,
        };
        db.Add(office);
        return office;
    }
}
