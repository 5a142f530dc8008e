using System.Globalization;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Subsidies;

/// <summary>A cap that is counted over orders, for one buyer or one day.</summary>
/// <param name="Key">Names what is counted: <c>day:2035-07-17</c>, <c>buyer:{id}</c>, <c>buyer-day:{id}:2035-07-17</c> or
/// <c>first:{id}</c>.</param>
/// <param name="LimitFen">What may be granted under the key; null for one grant of whatever amount.</param>
/// <param name="Code">The refusal of a grant that does not fit.</param>
public readonly record struct CountedCap(string Key, long? LimitFen, string Code)
{
    public bool Fits(long usedFen, long amountFen) => LimitFen is { } limit ? usedFen <= limit - amountFen : usedFen == 0;

    /// <summary>The refusal, with the limit and what is left of it.</summary>
    public Rejection Refuse(long usedFen) =>
        LimitFen is { } limit ? new Rejection(Code, null, limit, Math.Max(0, limit - usedFen)) : new Rejection(Code);

    /// <summary>Every key under which any scheme may count an order of a buyer, placed on a China day.</summary>
    public static IReadOnlyList<string> KeysOf(Guid buyerId, DateOnly day) =>
        [OfDay(day), OfFirst(buyerId), OfBuyer(buyerId), OfBuyerAndDay(buyerId, day)];

    /// <summary>Whether a scheme has counted caps at all.</summary>
    public static bool IsCounted(Scheme scheme) =>
        scheme is not { Caps: { PerDayFen: null, PerBuyerFen: null, PerBuyerDayFen: null }, Conditions.FirstOrderOnly: false };

    /// <summary>
    /// The counted caps of a scheme for an order. Everything in a key comes from the order itself, so that the same keys are
    /// found again when it is cancelled.
    /// </summary>
    /// <param name="buyerId">Null for nobody in particular: then only what is counted for all together.</param>
    /// <param name="day">The China day on which the order is placed.</param>
    public static IReadOnlyList<CountedCap> Of(Scheme scheme, Guid? buyerId, DateOnly day)
    {
        if (!IsCounted(scheme))
        {
            return [];
        }

        var counted = new List<CountedCap>();
        if (scheme.Caps.PerDayFen is { } perDay)
        {
            counted.Add(new(OfDay(day), perDay, "scheme.day-cap"));
        }

        if (buyerId is not { } buyer)
        {
            return counted;
        }

        if (scheme.Conditions.FirstOrderOnly)
        {
            counted.Add(new(OfFirst(buyer), null, "scheme.first-order"));
        }

        if (scheme.Caps.PerBuyerFen is { } perBuyer)
        {
            counted.Add(new(OfBuyer(buyer), perBuyer, "scheme.buyer-cap"));
        }

        if (scheme.Caps.PerBuyerDayFen is { } perBuyerDay)
        {
            counted.Add(new(OfBuyerAndDay(buyer, day), perBuyerDay, "scheme.buyer-day-cap"));
        }

        return counted;
    }

    private static string OfDay(DateOnly day) => $"day:{Written(day)}";

    private static string OfFirst(Guid buyerId) => $"first:{buyerId}";

    private static string OfBuyer(Guid buyerId) => $"buyer:{buyerId}";

    private static string OfBuyerAndDay(Guid buyerId, DateOnly day) => $"buyer-day:{buyerId}:{Written(day)}";

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What one grant adds to one counted cap.</summary>
/// <param name="AmountFen">Above zero.</param>
public readonly record struct SchemeUse(Guid SchemeId, CountedCap Cap, long AmountFen)
{
    /// <summary>What the key may hold at most once the amount is in it.</summary>
    public long LimitFen => Cap.LimitFen ?? AmountFen;

    /// <summary>What a grant of an order adds to the counts of its scheme; nothing where the scheme counts nothing.</summary>
    public static IEnumerable<SchemeUse> Of(Scheme scheme, long amountFen, Guid buyerId, DateTime placedAt) =>
        CountedCap.Of(scheme, buyerId, ChinaTime.Day(placedAt)).Select(cap => new SchemeUse(scheme.Id, cap, amountFen));
}
