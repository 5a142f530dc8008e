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
    private IReadOnlyList<Rejection> rejections = [];
    private string reason = "";
    private bool isSending;

    [Inject]
    private RoleService Roles { get; set; } = default!;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Parameter, EditorRequired]
    public required ApplicationRow Row { get; set; }

    [Parameter, EditorRequired]
    public required ApplicationAction Action { get; set; }

    private async Task SendAsync()
    {
        if (isSending)
        {
            return;
        }

        isSending = true;
        var decided = await Roles.DecideAsync(Row.Application.Id, Action, reason, (await SignedIn).User.RequireMemberId());
        (rejections, isSending) = (decided.Rejections, false);
        if (decided.IsOk)
        {
            Dialog.Close();
        }
    }
}
