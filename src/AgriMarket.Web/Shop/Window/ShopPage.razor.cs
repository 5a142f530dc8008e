using AgriMarket.Domain.Logistics;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Shop.Destinations;
using AgriMarket.Web.Trade.LotLists;
using AgriMarket.Web.Trade.Lots;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shop.Window;

/// <summary>集市: every lot on sale, to search and to put into the cart.</summary>
public partial class ShopPage(LotReads lots, RegionCatalogue regions, VisitorDestination destination)
{
    private LotFilter filter = new();
    private ShopWindow window = new([], 0, 1, 1, null);

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery]
    private string? Category { get; set; }

    [SupplyParameterFromQuery]
    private string? Province { get; set; }

    [SupplyParameterFromQuery(Name = "county")]
    private string? CountyCode { get; set; }

    [SupplyParameterFromQuery]
    private string? Mark { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private string? Late { get; set; }

    [SupplyParameterFromQuery]
    private string? Page { get; set; }

    [SupplyParameterFromQuery]
    private string? After { get; set; }

    private RegionCatalogue Regions => regions;

    /// <summary>On a phone what is not chosen does not take a row of the screen.</summary>
    private bool HasChoices => filter.Province is not null || filter.Mark != default || filter.Sort != default;

    private string? County => regions.Find(filter.County)?.NameIn(Reader.IsChinese);

    protected override async Task OnInitializedAsync()
    {
        filter = LotFilter.Parse(Text, Category, Province, CountyCode, Mark, Sort, Page, After) with
        {
            Destination = await destination.FindAsync(),
            WithLate = Late == "true",
        };
        window = await lots.ShopAsync(filter);
    }

    /// <summary>The value of aria-current; null leaves the attribute out.</summary>
    private static string? Current(bool isCurrent) => isCurrent ? "true" : null;
}
