using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Reference;

namespace AgriMarket.Web.Reference.ProduceKinds;

/// <summary>
/// Daily wholesale prices of a shop's items, gathered by the kind of produce each item is linked to. The database has what a kind
/// usually costs in a month, which is all that the market asks for.
/// </summary>
internal sealed class WholesalePriceSet : IReferenceSet
{
    private const string Items = "AgriMarket.Web.Reference.ProduceKinds.Data.price_items.csv";
    private const string Prices = "AgriMarket.Web.Reference.ProduceKinds.Data.prices_daily.csv";
    private const int FenPerYuan = 100;

    public string Name => "wholesale-prices";

    public IReadOnlyList<string> Files => [Items, Prices];

    public Task<int> ApplyAsync(MarketDb db, CancellationToken stop) => db.UpsertAsync(TypicalPrice.FromDays(ReadDays()), stop);

    /// <summary>One price for each kind and day that has one.</summary>
    internal static IReadOnlyList<WholesalePrice> ReadDays() => WholesalePrice.FromQuotes(ReadQuotes());

    /// <summary>Items that are linked to no kind are left out.</summary>
    private static IEnumerable<WholesaleQuote> ReadQuotes()
    {
        var kindOf = ReferenceRow.ReadAll(Items).ToDictionary(row => row.Text("item_code"), row => row.Optional("produce_code"));
        foreach (var row in ReferenceRow.ReadAll(Prices))
        {
            if (row.OneOf("item_code", kindOf) is { } produceCode)
            {
                yield return new WholesaleQuote(produceCode, row.Day("date"), row.Scaled("wholesale_yuan_per_kg", FenPerYuan));
            }
        }
    }
}
