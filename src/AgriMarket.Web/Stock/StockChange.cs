using AgriMarket.Web.Platform.Live;

namespace AgriMarket.Web.Stock;

/// <summary>The stock of a lot as of a version: what pages and outside programs are told.</summary>
/// <param name="AvailableGrams">What can be ordered now.</param>
public sealed record StockChange(Guid LotId, long Version, long AvailableGrams)
    : PublicChange(LiveTopics.Lot(LotId), Version, "StockChanged");
