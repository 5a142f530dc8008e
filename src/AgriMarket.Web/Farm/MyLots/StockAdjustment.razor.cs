using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Lots;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Farm.MyLots;

/// <summary>What farmers have typed about their stock, as typed.</summary>
public sealed class AdjustForm
{
    /// <summary>Made once with the form, so that a second click is the same correction.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public AdjustmentKind? Kind { get; set; }

    public string Weight { get; set; } = "";

    public string Note { get; set; } = "";

    /// <summary>Makes room for the next correction. The form itself stays: it is the one that outlives the circuit.</summary>
    public void Clear() => (Id, Kind, Weight, Note) = (Guid.CreateVersion7(), null, "", "");
}

/// <summary>Where farmers correct the stock of one of their own lots.</summary>
public sealed partial class StockAdjustment(LotService lots)
{
    private IReadOnlyList<Rejection> rejections = [];
    private bool isSaving;

    [Parameter, EditorRequired]
    public required Lot Lot { get; set; }

    /// <summary>It begins open, with more of the lot chosen.</summary>
    [Parameter]
    public bool IsMore { get; set; }

    /// <summary>Called once the stock is corrected.</summary>
    [Parameter]
    public EventCallback OnSaved { get; set; }

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public AdjustForm? Form { get; set; }

    protected override void OnInitialized() => Form ??= new() { Kind = IsMore ? AdjustmentKind.Found : null };

    private async Task SaveAsync()
    {
        if (isSaving)
        {
            return;
        }

        isSaving = true;
        var saved = await lots.AdjustAsync(
            new AdjustmentIntent(Form!.Id, Lot.Id, Lot.FarmerId, Form.Kind, Amounts.Grams(Form.Weight, Reader.UnitGrams), Form.Note)
        );
        (isSaving, rejections) = (false, Amounts.Asking(saved.Rejections, (nameof(AdjustmentIntent.Grams), Form.Weight)));
        if (saved.IsOk)
        {
            Form.Clear();
            await OnSaved.InvokeAsync();
        }
    }
}
