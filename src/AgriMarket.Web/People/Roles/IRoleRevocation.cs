using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.People.Roles;

/// <summary>What a module does when a member loses a role, in the same transaction.</summary>
public interface IRoleRevocation
{
    /// <param name="application">What was revoked; the member may hold the role for another county still.</param>
    Task RevokedAsync(WriteScope scope, RoleApplication application);
}
