namespace AgriMarket.Domain.Backlog;

/// <summary>What was ordered of one lot on one China day. A day without an order may be left out of a list.</summary>
/// <param name="Orders">Orders with a line of the lot; zero or more. Unpaid ones that were released do not count.</param>
/// <param name="Grams">Of these orders; zero or more.</param>
public readonly record struct DaySales(DateOnly Day, int Orders, long Grams);

/// <summary>What a comparable lot sold while it could be bought.</summary>
/// <param name="From">Its first whole China day on sale within the time looked at.</param>
/// <param name="Until">Its last whole one: the day before it sold out, closed, or before today.</param>
/// <param name="Days">Sales of the days from <paramref name="From"/> to <paramref name="Until"/>; others are ignored.</param>
public sealed record LotSales(DateOnly From, DateOnly Until, IReadOnlyList<DaySales> Days)
{
    /// <summary>Whole days on sale.</summary>
    public int DaysOnSale => Math.Max(0, Until.DayNumber - From.DayNumber + 1);

    public IEnumerable<DaySales> DaysWithin => Days.Where(day => day.Day >= From && day.Day <= Until);
}
