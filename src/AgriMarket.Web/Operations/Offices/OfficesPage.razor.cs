using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Organisations;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Offices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Operations.Offices;

/// <summary>Offices with their officials, whose duties an administrator changes.</summary>
public sealed partial class OfficesPage
{
    private IReadOnlyList<OfficeOverview>? offices;
    private string search = "";

    [Inject]
    private OfficeReads Reads { get; set; } = null!;

    [Inject]
    private RegionCatalogue Regions { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    protected override Task OnInitializedAsync() => FindAsync(search);

    private async Task FindAsync(string? text)
    {
        search = text ?? "";
        offices = await Reads.ListAsync(search, (await SignedIn).User.RequireMemberId());
    }

    private string Place(Office office) =>
        office.RegionCode == RegionCatalogue.Country
            ? T["Nationwide"]
            : string.Join(
                " ",
                Regions.Path(office.RegionCode).Select(region => region.NameIn(AgriMarket.Web.Shell.Reading.Reader.IsChinese))
            );

    private Task ChangeAsync(OfficeMember official) =>
        ShowAsync(new DialogParameters<DutiesDialog> { { dialog => dialog.Official, official } });

    private Task RenameAsync(Office office) => ShowAsync(new DialogParameters<RenameDialog> { { dialog => dialog.Office, office } });

    private async Task ShowAsync<T>(DialogParameters<T> parameters)
        where T : FactorDialog
    {
        var dialog = await Dialogs.ShowAsync<T>(null, parameters);
        await dialog.Result;
        await FindAsync(search);
    }
}
