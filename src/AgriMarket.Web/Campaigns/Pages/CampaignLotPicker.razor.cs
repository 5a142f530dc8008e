using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Platform.Shell;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Campaigns.Pages;

/// <summary>Chooses lots; what is chosen is the caller's list. Needs a circuit.</summary>
public sealed partial class CampaignLotPicker(CampaignLotReads reads)
{
    private IReadOnlyList<Lot> chosen = [];
    private IReadOnlyList<Lot> hits = [];
    private string text = "";
    private string? searchedIn;

    /// <summary>Changed in place.</summary>
    [Parameter, EditorRequired]
    public required List<Guid> LotIds { get; set; }

    /// <summary>Where lots are searched.</summary>
    [Parameter]
    public string? RegionCode { get; set; }

    [Parameter]
    public IReadOnlyList<Rejection> Rejections { get; set; } = [];

    /// <summary>The field name of the rejections that belong here.</summary>
    [Parameter]
    public string? Field { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (searchedIn != (RegionCode ?? "") || chosen.Count != LotIds.Count)
        {
            searchedIn = RegionCode ?? "";
            await LoadAsync();
        }
    }

    private Task SearchAsync(string typed)
    {
        text = typed ?? "";
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
        chosen = await reads.FindAsync(LotIds);
        hits = await reads.SearchAsync(RegionCode ?? "", text, LotIds);
    }

    private string Line(Lot lot)
    {
        var kind = Produce.Find(lot.ProduceCode)!;
        return Reader.Fill(T["Lots.Line"], kind.Name(Reader.IsChinese), lot.FarmerName, lot.AvailableGrams, lot.BestBeforeOn);
    }
}
