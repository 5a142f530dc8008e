using System.Security.Claims;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Register;

/// <summary>The framework's authorization; what it refuses over a connection to the hub is noted too.</summary>
internal sealed class HubRefusals(
    IAuthorizationPolicyProvider policies,
    IAuthorizationHandlerProvider handlers,
    ILogger<DefaultAuthorizationService> log,
    IAuthorizationHandlerContextFactory contexts,
    IAuthorizationEvaluator evaluator,
    IOptions<AuthorizationOptions> options,
    RefusalNotes notes
) : DefaultAuthorizationService(policies, handlers, log, contexts, evaluator, options)
{
    public override async Task<AuthorizationResult> AuthorizeAsync(
        ClaimsPrincipal user,
        object? resource,
        IEnumerable<IAuthorizationRequirement> requirements
    )
    {
        var decided = await base.AuthorizeAsync(user, resource, requirements);
        if (!decided.Succeeded && resource is HubInvocationContext call && user.MemberId() is { } memberId)
        {
            await notes.NoteAsync(memberId, $"{call.Hub.GetType().Name}.{call.HubMethodName}");
        }

        return decided;
    }
}
