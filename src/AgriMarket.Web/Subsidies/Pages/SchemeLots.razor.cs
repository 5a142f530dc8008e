using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Platform.Shell;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Subsidies.Pages;

/// <summary>Chooses lots; what is chosen is the caller's list. Needs a circuit.</summary>
public sealed partial class SchemeLots(SchemeLotReads reads)
{
    private IReadOnlyList<Lot> chosen = [];
    private IReadOnlyList<Lot> hits = [];
    private string text = "";

    /// <summary>Changed in place.</summary>
    [Parameter, EditorRequired]
    public required List<Guid> LotIds { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Rejection> Rejections { get; set; }

    /// <summary>The field name of the rejections that belong here.</summary>
    [Parameter, EditorRequired]
    public required string Field { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    private Task SearchAsync(string? typed)
    {
        text = typed?.Trim() ?? "";
        return LoadAsync();
    }

    private Task AddAsync(Lot lot)
    {
        if (!LotIds.Contains(lot.Id))
        {
            LotIds.Add(lot.Id);
        }

        return LoadAsync();
    }

    private Task RemoveAsync(Lot lot)
    {
        LotIds.Remove(lot.Id);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        // Both at once: while the page is drawn in between, a lot would stand in two places.
        var ticked = await reads.FindAsync(LotIds);
        var found = await reads.SearchAsync(text, LotIds);
        (chosen, hits) = (ticked, found);
    }

    private string Line(Lot lot) => Reader.Fill(
        T["More.LotsLine"], Produce.NameOf(lot.ProduceCode, Reader.IsChinese), lot.FarmerName, lot.AvailableGrams, lot.BestBeforeOn);
}
