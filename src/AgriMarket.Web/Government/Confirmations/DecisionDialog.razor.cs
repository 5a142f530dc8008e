using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Government.Confirmations;

/// <summary>One decision on one application.</summary>
public partial class DecisionDialog
{
    private string reason = "";
    private string? factorCode;

    [Inject]
    private FactorChecks Factors { get; set; } = default!;

    [Inject]
    private RoleService Roles { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Parameter, EditorRequired]
    public required ApplicationRow Row { get; set; }

    [Parameter, EditorRequired]
    public required ApplicationAction Action { get; set; }

    private async Task SendAsync()
    {
        var user = (await SignedIn).User;
        await RunAsync(() =>
            Factors.ThenAsync(
                user,
                factorCode,
                () => Roles.DecideAsync(Row.Application.Id, Action, reason, user.RequireMemberId(), user.SessionId())
            )
        );
    }
}
