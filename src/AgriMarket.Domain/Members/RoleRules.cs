using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Organisations;

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

    /// <summary>
    /// Officials whose duty it is confirm sellers and institutions of their office's region; only administrators confirm officials, and
    /// anything anywhere.
    /// </summary>
    /// <param name="post">Null for whoever is no official.</param>
    public static bool MayDecide(IReadOnlyCollection<MemberRole> deciderRoles, OfficePost? post, MemberRole wanted) =>
        deciderRoles.Contains(MemberRole.Administrator)
        || (wanted != MemberRole.Official && wanted != MemberRole.Administrator && post?.Has(Duties.ConfirmMembers) == true);

    /// <summary>Administrators decide everywhere, officials for their office's region and what lies inside it.</summary>
    /// <param name="post">Null for whoever is no official.</param>
    public static bool Reaches(
        IReadOnlyCollection<MemberRole> deciderRoles,
        OfficePost? post,
        string regionCode,
        RegionCatalogue regions
    ) => deciderRoles.Contains(MemberRole.Administrator) || post?.Reaches(regionCode, regions) == true;
}
