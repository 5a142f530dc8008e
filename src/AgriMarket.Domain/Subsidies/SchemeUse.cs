using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;

namespace AgriMarket.Domain.Subsidies;

/// <summary>
/// A cap that is counted over orders, for one day, or for one buyer: their account, the mobile they have proved and the door they order to
/// each count, so that many accounts of one person have one allowance.
/// </summary>
/// <param name="Key">Names what is counted: <c>day:2035-07-17</c>, <c>buyer:{id}</c>, <c>mobile-day:{key}:2035-07-17</c>,
/// <c>address-first:{key}</c> and so on.</param>
/// <param name="Limit">What may be granted under the key, in fen or in grants.</param>
/// <param name="Code">The refusal of a grant that does not fit.</param>
/// <param name="CountsGrants">Each grant counts one, whatever its amount.</param>
public readonly record struct CountedCap(string Key, long Limit, string Code, bool CountsGrants = false)
{
    /// <summary>Buyers who may live behind one door, each with an allowance of their own: a family of four.</summary>
    public const int BuyersOfAddress = 4;

    /// <summary>What a grant adds to the count.</summary>
    public long Of(long amountFen) => CountsGrants ? 1 : amountFen;

    public bool Fits(long used, long amountFen) => used <= Limit - Of(amountFen);

    /// <summary>The refusal, with the limit and what is left of it where fen are counted.</summary>
    public Rejection Refuse(long used) => CountsGrants ? new Rejection(Code) : new Rejection(Code, null, Limit, Math.Max(0, Limit - used));

    /// <summary>Whether a scheme has counted caps at all.</summary>
    public static bool IsCounted(Scheme scheme) =>
        scheme is not { Caps: { PerDayFen: null, PerBuyerFen: null, PerBuyerDayFen: null }, Conditions.FirstOrderOnly: false };

    /// <summary>
    /// The counted caps of a scheme for an order. Everything in a key is kept with the order, so that the same keys are
    /// found again when it is cancelled.
    /// </summary>
    /// <param name="buyer">Null for nobody in particular: then only what is counted for all together.</param>
    /// <param name="day">The China day on which the order is placed.</param>
    public static IReadOnlyList<CountedCap> Of(Scheme scheme, BuyerIdentity? buyer, DateOnly day)
    {
        if (!IsCounted(scheme))
        {
            return [];
        }

        var counted = new List<CountedCap>();
        if (scheme.Caps.PerDayFen is { } perDay)
        {
            counted.Add(new($"day:{Written(day)}", perDay, "scheme.day-cap"));
        }

        if (buyer is not null)
        {
            foreach (var whose in AllOf(buyer))
            {
                Add(counted, scheme, whose, day);
            }
        }

        return counted;
    }

    private static IEnumerable<Whose> AllOf(BuyerIdentity buyer)
    {
        yield return new("buyer", $"{buyer.MemberId}", 1, "scheme.first-order", "scheme.buyer-cap", "scheme.buyer-day-cap");
        if (buyer.MobileKey is { } mobile)
        {
            yield return new("mobile", mobile, 1, "scheme.mobile-first", "scheme.mobile-cap", "scheme.mobile-day-cap");
        }

        if (buyer.AddressKey is { } door)
        {
            yield return new("address", door, BuyersOfAddress, "scheme.address-first", "scheme.address-cap", "scheme.address-day-cap");
        }
    }

    private static void Add(List<CountedCap> counted, Scheme scheme, Whose whose, DateOnly day)
    {
        if (scheme.Conditions.FirstOrderOnly)
        {
            counted.Add(new($"{whose.Word}-first:{whose.Key}", whose.Buyers, whose.First, CountsGrants: true));
        }

        if (scheme.Caps.PerBuyerFen is { } perBuyer)
        {
            counted.Add(new($"{whose.Word}:{whose.Key}", perBuyer * whose.Buyers, whose.Cap));
        }

        if (scheme.Caps.PerBuyerDayFen is { } perBuyerDay)
        {
            counted.Add(new($"{whose.Word}-day:{whose.Key}:{Written(day)}", perBuyerDay * whose.Buyers, whose.DayCap));
        }
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Something by which a buyer is known, and the refusals of what is counted for it.</summary>
    /// <param name="Buyers">How many may share the key.</param>
    private readonly record struct Whose(string Word, string Key, int Buyers, string First, string Cap, string DayCap);
}

/// <summary>What one grant adds to one counted cap.</summary>
/// <param name="Amount">Fen or one grant, above zero (<see cref="CountedCap.Of(long)"/>).</param>
public readonly record struct SchemeUse(Guid SchemeId, CountedCap Cap, long Amount)
{
    /// <summary>What a grant of an order adds to the counts of its scheme; nothing where the scheme counts nothing.</summary>
    public static IEnumerable<SchemeUse> Of(Scheme scheme, long amountFen, BuyerIdentity buyer, DateTime placedAt) =>
        CountedCap.Of(scheme, buyer, ChinaTime.Day(placedAt)).Select(cap => new SchemeUse(scheme.Id, cap, cap.Of(amountFen)));
}
