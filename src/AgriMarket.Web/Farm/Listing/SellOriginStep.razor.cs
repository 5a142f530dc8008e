using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Farm.Listing;

/// <summary>Where it comes from.</summary>
public sealed partial class SellOriginStep
{
    [Parameter, EditorRequired]
    public required SellForm Form { get; set; }

    [Parameter, EditorRequired]
    public required ListingStart Start { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Rejection> Rejections { get; set; }

    /// <summary>Each confirmed village, and the county itself where none was named.</summary>
    private IEnumerable<(string Code, string Village)> Places =>
        Start
            .Seller.Origins.SelectMany(origin => origin.Villages.DefaultIfEmpty("").Select(village => (origin.RegionCode, village)))
            .Distinct();

    private bool IsChosen(string code, string village) => (Form.OriginCode, Form.Village) == (code, village);

    private void Choose(string code, string village) => (Form.OriginCode, Form.Village) = (code, village);

    private string NameOf(string code) => Reader.IsChinese ? Regions.Find(code)?.FullName ?? "" : RegionNames.EnglishPath(Regions, code);
}
