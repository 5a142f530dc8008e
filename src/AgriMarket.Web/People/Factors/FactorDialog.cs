using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.Factors;

/// <summary>
/// What a dialog derives from whose commands want the second factor to have been shown lately. It shows a <see cref="FactorField"/>.
/// </summary>
public abstract class FactorDialog : CommandDialog
{
    [Inject]
    private FactorChecks Factors { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    /// <summary>As typed, once it was asked for.</summary>
    protected string? FactorCode { get; set; }

    /// <summary>
    /// Runs a command of whoever is signed in, with the code confirmed first where one was typed, and closes with what it made.
    /// </summary>
    /// <param name="command">Of a member and their session.</param>
    protected async Task RunAsync<T>(Func<Guid, Guid?, Task<Result<T>>> command)
    {
        var user = (await SignedIn).User;
        await RunAsync(() => Factors.ThenAsync(user, FactorCode, () => command(user.RequireMemberId(), user.SessionId())));
    }
}
