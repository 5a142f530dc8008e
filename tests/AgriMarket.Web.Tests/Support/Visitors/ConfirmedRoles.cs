using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>Roles that members hold without having applied for them on a page.</summary>
internal static class ConfirmedRoles
{
    /// <summary>Adds a confirmed role; the caller saves.</summary>
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
            RegionCode = regionCode,
            Villages = villages,
            AppliedAt = now,
        };
        Assert.True(application.Decide(ApplicationAction.Confirm, Guid.CreateVersion7(), [MemberRole.Administrator], now).IsOk);
        db.Add(application);
    }
}
