using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Matching.Graphs;

/// <summary>Refuses what no plan could make sense of, in sentences for whoever wrote it.</summary>
public static class MatchInput
{
    /// <summary>As heavy as the heaviest lot: a thousand tonnes.</summary>
    public const long MaxDemandGrams = ListingRules.MaxQuantityGrams;

    /// <summary>The highest price a lot may have, per kilogram.</summary>
    public const long MaxFenPerKg = ListingRules.MaxPricePerJinFen * 2;

    /// <summary>A delivery window is at most so long, and begins at most so many days from now.</summary>
    public const int MaxWindowDays = 366;

    /// <summary>A sentence for each field that is wrong; the field of each is the lot's id.</summary>
    public static IReadOnlyList<Rejection> Check(MatchLot lot, MatchMap map)
    {
        var wrong = new List<Rejection>();
        void Refuse(bool isWrong, string code, params object[] args)
        {
            if (isWrong)
            {
                wrong.Add(new Rejection(code, lot.Id.ToString(), args));
            }
        }

        Refuse(map.Produce.Find(lot.ProduceCode) is null, "match.lot-produce", lot.ProduceCode);
        Refuse(map.Regions.PointOf(lot.CountyCode) is null, "match.lot-region", lot.CountyCode);
        Refuse(lot.FreeGrams is <= 0 or > ListingRules.MaxQuantityGrams, "match.lot-grams", ListingRules.MaxQuantityGrams);
        Refuse(lot.UnitGrams is <= 0 or > ListingRules.MaxQuantityGrams, "match.lot-unit", ListingRules.MaxQuantityGrams);
        Refuse(lot.SmallestSaleGrams is < 0 or > ListingRules.MaxQuantityGrams, "match.lot-smallest", ListingRules.MaxQuantityGrams);
        Refuse(lot.FloorFenPerKg is < 0 or > MaxFenPerKg, "match.lot-price", MaxFenPerKg);
        Refuse(lot.BestBeforeOn < lot.ReadyOn, "match.lot-days", lot.ReadyOn, lot.BestBeforeOn);
        Refuse(lot.ExpectedUnsoldGrams < 0 || lot.ExpectedUnsoldGrams > lot.FreeGrams, "match.lot-risk", lot.FreeGrams);
        return wrong;
    }

    /// <summary>A sentence for each field that is wrong, with the name of the field.</summary>
    public static IReadOnlyList<Rejection> Check(MatchDemand demand, DateOnly today, MatchMap map)
    {
        var wrong = new List<Rejection>();
        void Refuse(bool isWrong, string code, string field, params object[] args)
        {
            if (isWrong)
            {
                wrong.Add(new Rejection(code, field, args));
            }
        }

        var placeUnknown = map.Regions.PointOf(demand.PlaceCode) is null;
        var priceWrong = demand.HighestFenPerKg is <= 0 or > MaxFenPerKg;
        Refuse(!demand.Spec.Kinds(map.Produce).Any(), "demand.produce", nameof(demand.Spec));
        Refuse(placeUnknown, "demand.region", nameof(demand.PlaceCode), demand.PlaceCode);
        var gramsWrong = demand.Grams is <= 0 or > MaxDemandGrams;
        Refuse(gramsWrong, "demand.grams", nameof(demand.Grams), MaxDemandGrams);
        Refuse(
            !gramsWrong && (demand.SmallestPartGrams < 0 || demand.SmallestPartGrams > demand.Grams),
            "demand.smallest-part",
            nameof(demand.SmallestPartGrams),
            demand.Grams
        );
        Refuse(demand.To < demand.From, "demand.window-backwards", nameof(demand.To), demand.From, demand.To);
        Refuse(demand.To < today, "demand.window-past", nameof(demand.To), today);
        Refuse(demand.From.DayNumber - today.DayNumber > MaxWindowDays, "demand.window-far", nameof(demand.From), MaxWindowDays);
        Refuse(demand.To.DayNumber - demand.From.DayNumber > MaxWindowDays, "demand.window-long", nameof(demand.To), MaxWindowDays);
        Refuse(priceWrong, "demand.price-range", nameof(demand.HighestFenPerKg), MaxFenPerKg);
        var nearest = placeUnknown || priceWrong ? null : map.Tariff.RateOf(FreightService.Bulk, demand.PlaceCode, demand.PlaceCode, 0);
        Refuse(
            nearest?.FurtherKilogramFen >= demand.HighestFenPerKg,
            "demand.price-below-freight",
            nameof(demand.HighestFenPerKg),
            nearest?.FurtherKilogramFen ?? 0
        );
        return wrong;
    }
}
