using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>Chooses lots; what is chosen is the caller's list. Needs a circuit.</summary>
public sealed partial class LotChooser(LotFinder choice)
{
    private List<Lot> chosen = [];
    private IReadOnlyList<FoundLot> hits = [];
    private string text = "";
    private string? searchedIn;
    private bool isLoaded;

    /// <summary>Changed in place, one lot at a time.</summary>
    [Parameter, EditorRequired]
    public required List<Guid> LotIds { get; set; }

    /// <summary>Told after each change of <see cref="LotIds"/>.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    /// <summary>Only lots from here that are in no other campaign; null for all.</summary>
    [Parameter]
    public string? RegionCode { get; set; }

    /// <summary>The campaign that they are chosen for; null for none.</summary>
    [Parameter]
    public Guid? CampaignId { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Hint { get; set; }

    [Parameter]
    public IReadOnlyList<Rejection> Rejections { get; set; } = [];

    /// <summary>The field name of the rejections that belong here.</summary>
    [Parameter]
    public string? Field { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (isLoaded && searchedIn == RegionCode)
        {
            return;
        }

        (isLoaded, searchedIn) = (true, RegionCode);
        chosen = [.. await choice.FindAsync(LotIds)];
        await SearchAsync(text);
    }

    private async Task SearchAsync(string? typed)
    {
        text = SingleLine.Folded(typed);
        var (asked, region) = (text, RegionCode);
        var found = await choice.SearchAsync(region, CampaignId, asked, LotIds);
        if (asked == text && region == RegionCode)
        {
            // Otherwise something else has been asked meanwhile, and its answer is the one to show.
            hits = found;
        }
    }

    private Task AddAsync(Lot lot)
    {
        if (LotIds.Contains(lot.Id))
        {
            return Task.CompletedTask;
        }

        LotIds.Add(lot.Id);
        chosen.Add(lot);
        return OnChange.InvokeAsync();
    }

    private Task RemoveAsync(Lot lot)
    {
        LotIds.Remove(lot.Id);
        chosen.Remove(lot);
        return OnChange.InvokeAsync();
    }

    private string Line(Lot lot) =>
        Reader.Fill(
            T["Choose.Line"],
            Produce.NameOf(lot.ProduceCode, Reader.IsChinese),
            lot.FarmerName,
            lot.AvailableGrams,
            lot.BestBeforeOn
        );
}
