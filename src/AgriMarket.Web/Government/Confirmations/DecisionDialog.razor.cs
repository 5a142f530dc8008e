using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
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

    [Inject]
    private RoleService Roles { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Parameter, EditorRequired]
    public required ApplicationRow Row { get; set; }

    [Parameter, EditorRequired]
    public required ApplicationAction Action { get; set; }

    private Task SendAsync() =>
        RunAsync(async () => await Roles.DecideAsync(Row.Application.Id, Action, reason, (await SignedIn).User.RequireMemberId()));
}
