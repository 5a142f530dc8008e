using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Government.UnsoldReports;

/// <summary>Opens the dialog in which an official records the end of a report.</summary>
public sealed partial class DecideButton(IDialogService dialogs, ISnackbar snackbar)
{
    [Parameter, EditorRequired]
    public required UnsoldReport Report { get; set; }

    [Parameter, EditorRequired]
    public required Guid OfficialId { get; set; }

    /// <summary>Called once it is recorded.</summary>
    [Parameter]
    public EventCallback OnDecided { get; set; }

    /// <summary>Outlives the dialog and the circuit.</summary>
    [PersistentState]
    public DecideForm? Form { get; set; }

    private async Task OpenAsync()
    {
        Form ??= new() { Weight = Amounts.WeightInput(Report.Grams, Reader.UnitGrams) };
        var parameters = new DialogParameters<UnsoldDecisionDialog>
        {
            { dialog => dialog.Report, Report },
            { dialog => dialog.OfficialId, OfficialId },
            { dialog => dialog.Form, Form },
        };
        var dialog = await dialogs.ShowAsync<UnsoldDecisionDialog>(null, parameters);
        if (await dialog.Result is { Canceled: false })
        {
            snackbar.Add(T["Decide.Saved"], Severity.Success);
            await OnDecided.InvokeAsync();
        }
    }
}
