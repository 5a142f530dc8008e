using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Government.Confirmations;

/// <summary>Applications for roles, and the decisions on them.</summary>
public partial class ApplicationsPage
{
    private MudTable<ApplicationRow>? table;
    private ApplicationStatus? status = ApplicationStatus.Waiting;
    private MemberRole? role;
    private string search = "";

    [Inject]
    private MemberReads Members { get; set; } = default!;

    [Inject]
    private RegionCatalogue Regions { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    private async Task<TableData<ApplicationRow>> ReadAsync(TableState state, CancellationToken stop)
    {
        var deciderId = (await SignedIn).User.RequireMemberId();
        var found = await Members.ApplicationsAsync(new ApplicationFilter(status, role, search), state.Page, state.PageSize, deciderId);
        return new TableData<ApplicationRow> { Items = found.Rows, TotalItems = found.Total };
    }

    private Task FilterAsync(Action change)
    {
        change();
        table!.NavigateTo(Page.First);
        return table.ReloadServerData();
    }

    private static IEnumerable<ApplicationAction> Actions(ApplicationRow row) =>
        row.MayDecide ? Enum.GetValues<ApplicationAction>().Where(action => RoleRules.Statuses.Allows(row.Application.Status, action)) : [];

    private string Place(RoleApplication application) => ApplicationCard.PlaceOf(application, Regions);

    private string Mobile(ApplicationRow row) =>
        row.Mobile is { } mobile ? Reader.Fill(T["Decide.Mobile"], mobile.Contact, mobile.Since) : T["Decide.NoMobile"];

    private async Task DecideAsync(ApplicationRow row, ApplicationAction action)
    {
        var parameters = new DialogParameters<DecisionDialog> { { dialog => dialog.Row, row }, { dialog => dialog.Action, action } };
        var dialog = await Dialogs.ShowAsync<DecisionDialog>(null, parameters);
        await dialog.Result;
        await table!.ReloadServerData();
    }
}
