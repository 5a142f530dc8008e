using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Government.Cases;

/// <summary>One case: its parcels, what was written down, and how it ends.</summary>
public sealed partial class CasePage(CaseReads reads, CaseService cases, IDialogService dialogs, NavigationManager navigation)
{
    private CaseDetails? details;
    private Guid memberId;
    private Guid noteId = Guid.CreateVersion7();
    private string text = "";
    private bool isBusy;
    private IReadOnlyList<Rejection> rejections = [];

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private RegionCatalogue Regions { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    protected override async Task OnInitializedAsync()
    {
        memberId = (await SignedIn).User.RequireMemberId();
        await ReadAsync();
        if (details is null)
        {
            navigation.NotFound();
        }
    }

    private async Task ReadAsync() => details = await reads.FindAsync(Id, memberId);

    private static string ColourOf(CaseAction action) =>
        action switch
        {
            CaseAction.Approve => "primary",
            CaseAction.ProposeTakeBack => "danger",
            _ => "",
        };

    private async Task AskAsync(CaseAction action)
    {
        var parameters = new DialogParameters<CaseDialog> { { dialog => dialog.CaseId, Id }, { dialog => dialog.Action, action } };
        var dialog = await dialogs.ShowAsync<CaseDialog>(null, parameters);
        await dialog.Result;
        await ReadAsync();
    }

    private async Task SaveNoteAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            var saved = await cases.NoteAsync(Id, noteId, text, memberId);
            rejections = saved.Rejections;
            if (saved.IsOk)
            {
                (text, noteId) = ("", Guid.CreateVersion7());
                await ReadAsync();
            }
        }
        finally
        {
            isBusy = false;
        }
    }
}
