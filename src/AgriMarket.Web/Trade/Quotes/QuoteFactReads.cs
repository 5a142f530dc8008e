using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Quotes;

/// <summary>What every quote is computed from besides its lots, schemes and buyer: the same for an order, a card and a cart.</summary>
public sealed class QuoteFactReads(
    RegionCatalogue regions,
    ProduceCatalogue produce,
    FreightTariff tariff,
    ReferencePriceCache references,
    IOptions<SellingOptions> options
)
{
    /// <param name="buyer">Null for nobody in particular.</param>
    public async ValueTask<QuoteFacts> ReadAsync(
        MarketDb db,
        IReadOnlyDictionary<Guid, Lot> lots,
        IReadOnlyList<FundedScheme> schemes,
        DateTime now,
        BuyerFacts? buyer = null
    ) => new(lots, schemes, produce, await references.GetAsync(db, now), regions, tariff, now, options.Value.TransitDays, buyer);
}
