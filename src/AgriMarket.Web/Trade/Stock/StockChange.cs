using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Live;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>A lot as of a version: what pages and outside programs are told. Nothing in it says who bought.</summary>
/// <param name="AvailableGrams">What can be ordered now; nothing of a lot off sale.</param>
/// <param name="PriceFen">Of one sale unit, before subsidies.</param>
/// <param name="BestBeforeOn">The last China day on which it is sold, as <c>2026-11-30</c>.</param>
/// <param name="CountyCode">Where it comes from.</param>
/// <param name="BoughtGrams">What has been paid for since the last change; 0 when that was of another kind.</param>
[DataContract]
public sealed record StockChange(
    [property: DataMember(Name = "lotId")] Guid LotId,
    long Version,
    [property: DataMember(Name = "availableGrams")] long AvailableGrams,
    [property: DataMember(Name = "priceFen")] long PriceFen,
    [property: DataMember(Name = "bestBeforeOn")] string BestBeforeOn,
    [property: DataMember(Name = "countyCode")] string CountyCode,
    [property: DataMember(Name = "boughtGrams")] long BoughtGrams = 0
) : PublicChange(StockTopics.Lot(LotId), Version, "StockChanged")
{
    [JsonIgnore]
    public override IReadOnlyList<string> Wider => [StockTopics.County(CountyCode), StockTopics.Lots];

    public static StockChange Of(Lot lot) =>
        new(
            lot.Id,
            lot.Version,
            lot.Status == LotStatus.Open ? lot.AvailableGrams : 0,
            lot.UnitPriceFen,
            Written(lot.BestBeforeOn),
            lot.OriginCode
        );

    public static string Written(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    public override LiveChange After(LiveChange untold) =>
        untold is StockChange { BoughtGrams: > 0 } before ? this with { BoughtGrams = BoughtGrams + before.BoughtGrams } : this;
}
