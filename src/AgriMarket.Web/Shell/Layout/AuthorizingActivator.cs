using System.Collections.Concurrent;
using System.Reflection;
using AgriMarket.Web.People.Register;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Shell.Layout;

/// <summary>
/// Makes a page for whom its own policy lets in, and <see cref="ClosedPage"/> for others. Routing asks the policy before it renders a
/// page; a circuit is begun with whatever pages its browser names, so it is asked again here, before the page runs any code. A
/// page's marker that was made for an official is worth nothing in a resident's circuit.
/// </summary>
internal sealed class AuthorizingActivator(
    IServiceProvider services,
    AuthenticationStateProvider authentication,
    IAuthorizationService authorization,
    RefusalNotes notes
) : IComponentActivator
{
    /// <summary>How each type of component is made, and who may have it; bounded by the program's own types.</summary>
    private static readonly ConcurrentDictionary<Type, (ObjectFactory Make, IReadOnlyList<AuthorizeAttribute> Asks)> Known = new();

    public IComponent CreateInstance(Type componentType)
    {
        var (make, asks) = Known.GetOrAdd(componentType, Read);
        return asks.All(MayEnter) ? (IComponent)make(services, null) : new ClosedPage(notes, authentication, componentType.Name);
    }

    /// <summary>No policy of this market waits for anything; one that did would let nobody in.</summary>
    private bool MayEnter(AuthorizeAttribute asked)
    {
        var signedIn = authentication.GetAuthenticationStateAsync();
        if (!signedIn.IsCompletedSuccessfully || asked.Roles is not null)
        {
            // Pages name policies; roles on a page are not read here, and so let nobody in.
            return false;
        }

        var user = signedIn.Result.User;
        if (asked.Policy is null)
        {
            return user.Identity?.IsAuthenticated == true;
        }

        var decided = authorization.AuthorizeAsync(user, asked.Policy);
        return decided.IsCompletedSuccessfully && decided.Result.Succeeded;
    }

    private static (ObjectFactory, IReadOnlyList<AuthorizeAttribute>) Read(Type type) =>
        (
            ActivatorUtilities.CreateFactory(type, Type.EmptyTypes),
            type.IsDefined(typeof(AllowAnonymousAttribute)) ? [] : [.. type.GetCustomAttributes<AuthorizeAttribute>()]
        );
}
