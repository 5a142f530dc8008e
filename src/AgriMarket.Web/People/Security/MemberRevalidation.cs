using System.Security.Claims;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Security;

/// <summary>
/// Looks again, while a page is open, whether its member is still who they were when it opened. A session that ended, a new password, a
/// lock, a role or a duty taken away makes them a visitor, and InteractiveLayout then closes the page.
/// </summary>
internal sealed class MemberRevalidation(
    ILoggerFactory logs,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime program,
    IOptions<MemberOptions> options
) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(options.Value.RecheckSeconds);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await StillStandsAsync(authenticationState.User);
        }
        catch (ObjectDisposedException) when (program.ApplicationStopping.IsCancellationRequested)
        {
            // The market closes while pages are open: there is nothing left to ask, and nobody left to be signed in.
            return false;
        }
    }

    internal async Task<bool> StillStandsAsync(ClaimsPrincipal principal)
    {
        await using var scope = scopes.CreateAsyncScope();
        // Read, not remembered: another process may have ended it.
        var sessions = scope.ServiceProvider.GetRequiredService<OpenSessions>();
        if (principal.SessionId() is not { } session || !await sessions.ReadAsync(session))
        {
            return false;
        }

        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<Member>>();
        if (await signIn.ValidateSecurityStampAsync(principal) is not { } member)
        {
            return false;
        }

        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
        var held = await db.RolesOfAsync(member.Id);
        return principal.Roles().All(held.Contains)
            && (principal.Duties().Count == 0 || await db.OfficeOfAsync(member.Id) is { } post && principal.Duties().All(post.Has));
    }
}
