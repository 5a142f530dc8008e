using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Shop.Addresses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;

namespace AgriMarket.Web.Shop.Destinations;

/// <summary>
/// Chooses where things go: by name, or from the province down. It is links and forms alone, for whoever has no circuit to open yet.
/// </summary>
public sealed partial class DestinationPage
{
    private const string ReturnToName = "returnTo";
    private const string SearchName = "q";
    private const string InsideName = "in";
    private const int MostLetters = 40;

    /// <summary>Places that a search may find; who types on has fewer.</summary>
    private const int MostFound = 30;

    private IReadOnlyList<Region> places = [];
    private IReadOnlyList<Region> path = [];

    [SupplyParameterFromQuery(Name = SearchName)]
    private string? Typed { get; set; }

    /// <summary>Region code; without it the provinces.</summary>
    [SupplyParameterFromQuery(Name = InsideName)]
    private string? InsideCode { get; set; }

    [SupplyParameterFromQuery(Name = ReturnToName)]
    private string? ReturnTo { get; set; }

    private string Back => LocalAddress.Of(ReturnTo);

    private bool IsSearch => !string.IsNullOrWhiteSpace(Typed);

    protected override void OnInitialized()
    {
        Typed = SingleLine.Folded(Typed).Cut(MostLetters);
        path = IsSearch ? [] : Regions.Path(InsideCode ?? RegionCatalogue.Country);
        places = IsSearch
            ? Regions.Search(Typed, RegionCatalogue.Country, MostFound)
            : [.. Regions.Children(path is [.., var last] ? last.Code : RegionCatalogue.Country)];
    }

    private string Inside(string? code)
    {
        var query = new QueryBuilder { { ReturnToName, Back } };
        if (code is not null)
        {
            query.Add(InsideName, code);
        }

        return $"{ShopAddresses.Destination}{query}";
    }

    /// <summary>The name; of what was searched for the whole way to it, since many counties are called alike.</summary>
    private string Described(Region place) => IsSearch ? Regions.FullName(place.Code) : Regions.Name(place.Code);
}
