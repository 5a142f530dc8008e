using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>Reads of lots for everybody.</summary>
internal static class LotQueries
{
    /// <summary>Kinds a search may stand for; more than the whole catalogue holds for any sensible word.</summary>
    private const int MaxKinds = 100;

    /// <summary>Lots open and within their days, sold out or not.</summary>
    public static IQueryable<Lot> LotsOnSale(this MarketDb db, DateOnly today) =>
        db.Set<Lot>().AsNoTracking().Where(lot => lot.Status == LotStatus.Open && lot.BestBeforeOn >= today);

    /// <summary>The lots a filter asks for, in no order yet.</summary>
    public static IQueryable<Lot> Matching(this IQueryable<Lot> lots, LotFilter filter, ProduceCatalogue produce, RegionCatalogue regions)
    {
        if (filter.Category is { } category)
        {
            string[] kinds = [.. produce.All.Where(kind => kind.Category == category).Select(kind => kind.Code)];
            lots = lots.Where(lot => kinds.Contains(lot.ProduceCode));
        }

        if (filter.Province is { } province)
        {
            lots = lots.From(Within(regions, [province]));
        }

        if (filter.County is { } county)
        {
            lots = lots.From(Within(regions, [county]));
        }

        if (filter.Mark != ShopMark.Any)
        {
            lots = lots.From([
                .. regions
                    .All.Where(region => filter.Mark == ShopMark.Listed ? region.IsListed : region.UnderSupervision)
                    .Select(region => region.Code),
            ]);
        }

        return filter.Text.Length == 0 ? lots : lots.Naming(filter.Text, produce, regions);
    }

    /// <summary>Those of which a sale unit is left, or those of which none is.</summary>
    public static IQueryable<Lot> SoldOut(this IQueryable<Lot> lots, bool isSoldOut) =>
        isSoldOut ? lots.Where(lot => lot.AvailableGrams < lot.UnitGrams) : lots.Where(lot => lot.AvailableGrams >= lot.UnitGrams);

    private static IQueryable<Lot> From(this IQueryable<Lot> lots, string[] regionCodes) =>
        lots.Where(lot => regionCodes.Contains(lot.OriginCode));

    /// <summary>
    /// Lots for which each word that somebody typed is a name of the produce, the place, the farmer or the household, or in the remark:
    /// 土豆, tudou, td, 雷山, leishan; or all words together the produce or the place.
    /// </summary>
    public static IQueryable<Lot> Naming(this IQueryable<Lot> lots, string text, ProduceCatalogue produce, RegionCatalogue regions)
    {
        var (all, called) = (Called(text, produce), regions.Named(text));
        foreach (var word in SearchText.Words(text))
        {
            string[] kinds = [.. Called(word, produce).Union(all)];
            var origins = Within(regions, [.. regions.Named(word).Union(called).Select(region => region.Code)]);
            lots = lots.Where(lot =>
                kinds.Contains(lot.ProduceCode)
                || origins.Contains(lot.OriginCode)
                || SearchText.Fold(lot.Village + " " + lot.FarmerName + " " + lot.Household + " " + lot.Remark).Contains(word)
            );
        }

        return lots;
    }

    private static IEnumerable<string> Called(string text, ProduceCatalogue produce) =>
        produce.Search(text, MaxKinds).Select(kind => kind.Code);

    /// <summary>The codes of these regions and of all that lies inside them.</summary>
    private static string[] Within(RegionCatalogue regions, IReadOnlyCollection<string> codes) =>
        [.. codes.SelectMany(regions.CodesWithin).Distinct()];
}
