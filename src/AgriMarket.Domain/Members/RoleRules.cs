using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Members;

/// <summary>Who may hold, ask for and confirm which role.</summary>
public static class RoleRules
{
    /// <summary>The roles that list and ship lots.</summary>
    public static readonly IReadOnlyList<MemberRole> Sellers = [MemberRole.Farmer, MemberRole.Cooperative, MemberRole.Agent];

    /// <summary>The roles a member can ask for; an administrator is made by a command, never by a form.</summary>
    public static readonly IReadOnlyList<MemberRole> Applicable =
    [
        MemberRole.Farmer,
        MemberRole.Cooperative,
        MemberRole.Agent,
        MemberRole.Institution,
        MemberRole.Official,
    ];

    /// <summary>Whether somebody with these roles needs a second factor: they move public money, roles and payees.</summary>
    public static bool NeedFactor(IReadOnlyCollection<MemberRole> roles) =>
        roles.Contains(MemberRole.Official) || roles.Contains(MemberRole.Administrator);

    public static readonly StatusTable<ApplicationStatus, ApplicationAction> Statuses = new(
        "member.application-moved",
        new Dictionary<(ApplicationStatus, ApplicationAction), ApplicationStatus>
        {
            [(ApplicationStatus.Waiting, ApplicationAction.Confirm)] = ApplicationStatus.Confirmed,
            [(ApplicationStatus.Waiting, ApplicationAction.Decline)] = ApplicationStatus.Declined,
            [(ApplicationStatus.Confirmed, ApplicationAction.Revoke)] = ApplicationStatus.Revoked,
        }
    );

    /// <summary>Officials confirm sellers and institutions; only administrators confirm officials.</summary>
    public static bool MayDecide(IReadOnlyCollection<MemberRole> deciderRoles, MemberRole wanted) =>
        deciderRoles.Contains(MemberRole.Administrator)
        || (wanted != MemberRole.Official && wanted != MemberRole.Administrator && deciderRoles.Contains(MemberRole.Official));

    /// <summary>Administrators decide everywhere, officials for their office's region and what lies inside it.</summary>
    /// <param name="officeRegion">Null for whoever has no office.</param>
    public static bool Reaches(
        IReadOnlyCollection<MemberRole> deciderRoles,
        string? officeRegion,
        string regionCode,
        RegionCatalogue regions
    ) => deciderRoles.Contains(MemberRole.Administrator) || (officeRegion is not null && regions.IsWithin(regionCode, officeRegion));
}
