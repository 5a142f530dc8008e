using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.People.Roles;

/// <summary>What is noted of decisions on roles.</summary>
internal static class RoleActs
{
    public static readonly ActKind Confirm = new("act.role-confirm", typeof(MemberText), "Act.RoleConfirm");
    public static readonly ActKind Decline = new("act.role-decline", typeof(MemberText), "Act.RoleDecline");
    public static readonly ActKind Revoke = new("act.role-revoke", typeof(MemberText), "Act.RoleRevoke");

    /// <summary>The kind of a decision.</summary>
    public static ActKind Of(ApplicationAction action) =>
        action switch
        {
            ApplicationAction.Confirm => Confirm,
            ApplicationAction.Decline => Decline,
            _ => Revoke,
        };
}
