using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.People.Roles;

/// <summary>What is said about applications for roles.</summary>
internal static class RoleNotifications
{
    private static readonly IReadOnlyList<string> Roles = [.. RoleRules.Applicable.Select(role => $"Role.{role}")];
    private static readonly NotificationGroup Waiting = new("Applications", 35, typeof(MemberText), "Notify.Group.Applications")
    {
        Roles = [MemberRole.Official, MemberRole.Administrator],
    };
    private static readonly NotificationGroup Own = new("Roles", 70, typeof(MemberText), "Notify.Group.Roles");

    /// <summary>To whoever may decide: somebody waits for a role.</summary>
    public static readonly NotificationKind Waits = new("ApplicationWaits", Waiting, typeof(MemberText), "Notify.ApplicationWaits")
    {
        Outcomes = Roles,
        Links = _ => [new("Notify.SeeApplications", GovernmentAddresses.Applications)],
    };

    /// <summary>To the applicant: what was decided, and why.</summary>
    public static readonly NotificationKind Confirmed = OfOwn("ApplicationConfirmed", "Notify.ApplicationDecided.Confirmed");
    public static readonly NotificationKind Declined = OfOwn("ApplicationDeclined", "Notify.ApplicationDecided.Declined");
    public static readonly NotificationKind Revoked = OfOwn("ApplicationRevoked", "Notify.ApplicationDecided.Revoked");

    private static NotificationKind OfOwn(string code, string sentence) =>
        new(code, Own, typeof(MemberText), sentence) { Outcomes = Roles, Links = _ => [new("Notify.SeeMe", PeopleAddresses.Me)] };
}

/// <summary>Tells those who decide about roles, and applicants, inside the commands that move applications.</summary>
public sealed class RoleNotifier(NotificationService notifications, RegionCatalogue regions)
{
    /// <summary>
    /// An official is confirmed by administrators; everybody else by the officials of their place, and by administrators where there is
    /// none.
    /// </summary>
    internal async Task AppliedAsync(WriteScope scope, RoleApplication application)
    {
        List<Guid> deciders =
            application.Role == MemberRole.Official
                ? []
                : await scope.Db.OfficialsOfAsync(regions, Duties.ConfirmMembers, application.RegionCode);
        deciders.Remove(application.MemberId);
        if (deciders.Count == 0)
        {
            deciders = await scope.Db.AdministratorsAsync();
        }

        await notifications.NotifyAsync(scope, deciders, Draft(RoleNotifications.Waits, application, application.DisplayName));
    }

    /// <summary>The applicant reads what was decided.</summary>
    internal Task DecidedAsync(WriteScope scope, RoleApplication application) =>
        notifications.NotifyAsync(
            scope,
            [application.MemberId],
            Draft(
                application.Status switch
                {
                    ApplicationStatus.Confirmed => RoleNotifications.Confirmed,
                    ApplicationStatus.Declined => RoleNotifications.Declined,
                    _ => RoleNotifications.Revoked,
                },
                application,
                application.Reason
            )
        );

    private static NotificationDraft Draft(NotificationKind kind, RoleApplication application, string name) =>
        new(
            kind,
            application.Id.ToString(),
            new NotificationSubject
            {
                OriginCode = application.RegionCode.Length > 0 ? application.RegionCode : null,
                Name = name,
                Outcome = application.Role.ToString(),
            }
        );
}
