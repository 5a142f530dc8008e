using System.Buffers.Text;
using System.Globalization;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>
/// Where a list of lots goes on: behind the lot with this key and id. Keys are of what selling never changes, so that
/// whatever is listed or sold meanwhile, nothing that was there at the beginning is left out or comes twice. Only a lot whose
/// price is lowered between two pages may be missed by a list in the order of prices.
/// </summary>
/// <param name="Key">By <paramref name="Sort"/>: ticks of the listing, fen for a kilogram, or number of the last day of sale.</param>
/// <param name="IsSoldOut">In the shop window, where what is sold out comes last, it goes on among these.</param>
public sealed record LotCursor(ShopSort Sort, long Key, Guid Id, bool IsSoldOut = false)
{
    private const string SoldOut = "x";

    /// <summary>For programs to send back; what is in it is nobody's business.</summary>
    public string Text =>
        Base64Url.EncodeToString(
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Sort}.{Key}.{Id:N}{(IsSoldOut ? "." + SoldOut : "")}"))
        );

    public static LotCursor Of(Lot lot, ShopSort sort, bool isSoldOut = false) =>
        new(
            sort,
            sort switch
            {
                ShopSort.Price => lot.UnitPriceFen * Weights.KilogramGrams / lot.UnitGrams,
                ShopSort.DaysLeft => lot.BestBeforeOn.DayNumber,
                _ => lot.ListedAt.Ticks,
            },
            lot.Id,
            isSoldOut
        );

    /// <summary>Null for what is no cursor of this sort.</summary>
    public static LotCursor? Read(string text, ShopSort sort)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        return
            Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') is [var word, var number, var id, .. var rest]
            && rest is [] or [SoldOut]
            && word == sort.ToString()
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            && key <= MostOf(sort)
            && Guid.TryParseExact(id, "N", out var lotId)
            ? new(sort, key, lotId, rest.Length > 0)
            : null;
    }

    private static long MostOf(ShopSort sort) =>
        sort switch
        {
            ShopSort.Price => long.MaxValue,
            ShopSort.DaysLeft => DateOnly.MaxValue.DayNumber,
            _ => DateTime.MaxValue.Ticks,
        };
}

/// <summary>Lists of lots that programs read page by page.</summary>
internal static class LotPaging
{
    /// <summary>The order of a cursor's keys. Unlike in the shop window, what is sold out stays in its place.</summary>
    public static IQueryable<Lot> InOrderOfKeys(this IQueryable<Lot> lots, ShopSort sort) =>
        sort switch
        {
            ShopSort.Price => lots.OrderBy(lot => lot.UnitPriceFen * Weights.KilogramGrams / lot.UnitGrams).ThenBy(lot => lot.Id),
            ShopSort.DaysLeft => lots.OrderBy(lot => lot.BestBeforeOn).ThenBy(lot => lot.Id),
            _ => lots.OrderByDescending(lot => lot.ListedAt).ThenBy(lot => lot.Id),
        };

    /// <summary>
    /// Those that come after a cursor in that order; all of them where there is none. The first half of each condition says nothing
    /// new, but is what a database finds the place in its index by.
    /// </summary>
    public static IQueryable<Lot> Behind(this IQueryable<Lot> lots, LotCursor? cursor)
    {
        if (cursor is not { Id: var id, Key: var key })
        {
            return lots;
        }

        switch (cursor.Sort)
        {
            case ShopSort.Price:
                return lots.Where(lot =>
                    lot.UnitPriceFen * Weights.KilogramGrams / lot.UnitGrams >= key
                    && (lot.UnitPriceFen * Weights.KilogramGrams / lot.UnitGrams > key || lot.Id > id)
                );
            case ShopSort.DaysLeft:
                var day = DateOnly.FromDayNumber((int)key);
                return lots.Where(lot => lot.BestBeforeOn >= day && (lot.BestBeforeOn > day || lot.Id > id));
            default:
                var listedAt = new DateTime(key, DateTimeKind.Utc);
                return lots.Where(lot => lot.ListedAt <= listedAt && (lot.ListedAt < listedAt || lot.Id > id));
        }
    }
}
