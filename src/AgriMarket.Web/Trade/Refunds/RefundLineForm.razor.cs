using AgriMarket.Domain.Orders;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Trade.Refunds;

/// <summary>
/// The way to refund a part of a line, for the buyer who cancels it and for those who cannot send it or refund it. What was
/// typed stays until it is done, also when the dialog was closed in between.
/// </summary>
public sealed partial class RefundLineForm(IDialogService dialogs)
{
    private RefundForm form = new();

    /// <summary>What the dialog proposed by itself; as long as it stands, the proposal follows the order.</summary>
    private string proposed = "";

    [Parameter, EditorRequired]
    public required Guid OrderId { get; set; }

    [Parameter, EditorRequired]
    public required Guid LotId { get; set; }

    /// <summary>What is left of the line.</summary>
    [Parameter, EditorRequired]
    public required long KeptGrams { get; set; }

    [Parameter, EditorRequired]
    public required RefundKind Kind { get; set; }

    /// <summary>Called with what went back.</summary>
    [Parameter]
    public EventCallback<Refund> OnDone { get; set; }

    private async Task OpenAsync()
    {
        if (form.Weight == proposed)
        {
            // All that is left of the line: what most who ask want.
            proposed = form.Weight = Amounts.WeightInput(KeptGrams, Reader.UnitGrams);
        }

        var parameters = new DialogParameters<RefundDialog>
        {
            { dialog => dialog.OrderId, OrderId },
            { dialog => dialog.LotId, LotId },
            { dialog => dialog.Kind, Kind },
            { dialog => dialog.Form, form },
        };
        var dialog = await dialogs.ShowAsync<RefundDialog>(null, parameters);
        if (await dialog.Result is { Canceled: false, Data: Refund refund })
        {
            (form, proposed) = (new(), "");
            await OnDone.InvokeAsync(refund);
        }
    }
}
