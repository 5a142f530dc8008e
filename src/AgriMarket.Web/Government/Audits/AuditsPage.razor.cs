using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Audits;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Government.Audits;

/// <summary>Parcels of the region that were drawn for an audit, with the evidence and the decision.</summary>
public sealed partial class AuditsPage
{
    private AuditBoard? board;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Inject]
    private AuditReads Reads { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    private IEnumerable<(string Title, string None, IReadOnlyList<AuditCase> Cases)> Lists =>
        [
            ("Board.ToReview", "Board.ToReview.None", board!.ToReview),
            ("Board.Asked", "Board.Asked.None", board.Asked),
            ("Board.Decided", "Board.Decided.None", board.Decided),
        ];

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => board = await Reads.ForOfficialAsync((await SignedIn).User.RequireMemberId());

    private async Task DecideAsync(AuditCase shown, bool isProven)
    {
        var parameters = new DialogParameters<AuditDialog>
        {
            { dialog => dialog.ParcelId, shown.Audit.ParcelId },
            { dialog => dialog.IsProven, isProven },
        };
        var dialog = await Dialogs.ShowAsync<AuditDialog>(null, parameters);
        await dialog.Result;
        await ReadAsync();
    }
}
