using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Orders;

/// <summary>
/// How much may be reserved by orders that nobody has paid yet. Reserving costs nothing, so that without bounds a few orders keep a
/// campaign's goods or a fund's money from everybody. New buyers get what a household orders, and what a neighbour orders for the
/// stairwell; known ones what a school canteen orders in a morning. What is paid counts no more, so nobody is kept from buying.
/// </summary>
public sealed record ReservationLimits
{
    /// <summary>How long an order that ran out is remembered.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);

    /// <summary>Of one new buyer: 5 orders, 300 kilograms, 1,000 yuan of grants.</summary>
    public ReservedSums New { get; init; } = new(5, 300_000, 100_000);

    /// <summary>Of one known buyer: 60 orders, 10 tonnes, 10,000 yuan of grants.</summary>
    public ReservedSums Known { get; init; } = new(60, 10_000_000, 1_000_000);

    /// <summary>Buyers who may receive at one mobile number: a couple with one telephone.</summary>
    public int BuyersOfMobile { get; init; } = 2;

    /// <summary>Buyers at one delivery address: a family of four.</summary>
    public int BuyersOfAddress { get; init; } = 4;

    /// <summary>Buyers at one network address: an office, or a village behind its carrier's one address.</summary>
    public int BuyersOfNetwork { get; init; } = 40;

    /// <summary>How much of what is left of a lot all new buyers together may have reserved: 1 to 100.</summary>
    public int NewBuyersLotPercent { get; init; } = 50;

    /// <summary>This much of a lot they may always have reserved: 30 kilograms, so that the last parcels go to whoever comes.</summary>
    public long NewBuyersLotGrams { get; init; } = 30_000;

    /// <summary>How much of what is left of a scheme's budget all new buyers together may have reserved: 1 to 100.</summary>
    public int NewBuyersBudgetPercent { get; init; } = 25;

    /// <summary>This much of a budget they may always have reserved: 100 yuan.</summary>
    public long NewBuyersBudgetFen { get; init; } = 10_000;

    /// <summary>
    /// Orders of a buyer that may run out unpaid within a day before the next one has to wait: 5 minutes, and three times as long after
    /// each further one, at most a day.
    /// </summary>
    public int ForgivenADay { get; init; } = 2;

    /// <summary>Every bound lets something through, and a part is no more than the whole.</summary>
    public bool IsSound =>
        New is { Orders: > 0, Grams: > 0, GrantFen: > 0 }
        && Known is { Orders: > 0, Grams: > 0, GrantFen: > 0 }
        && BuyersOfMobile > 0
        && BuyersOfAddress > 0
        && BuyersOfNetwork > 0
        && NewBuyersLotPercent is > 0 and <= 100
        && NewBuyersBudgetPercent is > 0 and <= 100
        && NewBuyersLotGrams >= 0
        && ForgivenADay >= 0
        && NewBuyersBudgetFen >= 0;

    /// <summary>Grams of a lot that new buyers may reserve now, in whole units; one unit is always among them.</summary>
    /// <param name="reservedGrams">What new buyers have reserved.</param>
    public long RoomOfLot(Lot lot, long reservedGrams)
    {
        var room = Room(lot.AvailableGrams, reservedGrams, NewBuyersLotPercent, Math.Max(NewBuyersLotGrams, lot.UnitGrams));
        return room - room % lot.UnitGrams;
    }

    /// <summary>Fen of a budget that new buyers may reserve now.</summary>
    /// <param name="leftFen">What nobody has reserved or spent.</param>
    /// <param name="reservedFen">What new buyers have reserved.</param>
    public long RoomOfBudget(long leftFen, long reservedFen) => Room(leftFen, reservedFen, NewBuyersBudgetPercent, NewBuyersBudgetFen);

    /// <summary>Until when a buyer waits whose orders ran out at these times; null when they need not.</summary>
    public DateTime? PausedUntil(IReadOnlyCollection<DateTime> ranOut, DateTime now)
    {
        var recent = ranOut.Count(at => at > now - Remembered);
        if (recent <= ForgivenADay)
        {
            return null;
        }

        var minutes = FirstPause.TotalMinutes * Math.Pow(3, recent - ForgivenADay - 1);
        var until = ranOut.Max() + TimeSpan.FromMinutes(Math.Min(minutes, Remembered.TotalMinutes));
        return until > now ? until : null;
    }

    private static long Room(long left, long reserved, int percent, long always) =>
        Math.Clamp(Math.Max(always, Rounding.Floor(left + reserved, percent, 100)) - reserved, 0, left);
}
