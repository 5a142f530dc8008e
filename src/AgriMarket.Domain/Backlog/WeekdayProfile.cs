namespace AgriMarket.Domain.Backlog;

/// <summary>
/// How much of an average day's orders each day of the week sees: 1.2 is a fifth more. The seven average 1. Measured over the
/// whole market, because one lot sees too few weekends to say.
/// </summary>
public sealed class WeekdayProfile
{
    /// <summary>So many made-up orders on every weekday keep a young market's rhythm near flat.</summary>
    private const double FlatOrders = 20;

    private readonly double[] factors;

    private WeekdayProfile(double[] factors) => this.factors = factors;

    /// <summary>Every day alike.</summary>
    public static WeekdayProfile Flat { get; } = new([1, 1, 1, 1, 1, 1, 1]);

    /// <summary>Above zero.</summary>
    public double this[DayOfWeek day] => factors[(int)day];

    /// <summary>From the orders that lots had on the weekdays on which they were on sale.</summary>
    public static WeekdayProfile Of(IEnumerable<LotSales> lots)
    {
        Span<double> orders = stackalloc double[7];
        Span<double> days = stackalloc double[7];
        foreach (var lot in lots)
        {
            for (var day = lot.From; day <= lot.Until; day = day.AddDays(1))
            {
                days[(int)day.DayOfWeek]++;
            }

            foreach (var day in lot.DaysWithin)
            {
                orders[(int)day.Day.DayOfWeek] += day.Orders;
            }
        }

        var (allOrders, allDays) = (Sum(orders), Sum(days));
        if (allOrders == 0)
        {
            return Flat;
        }

        var factors = new double[7];
        for (var day = 0; day < 7; day++)
        {
            factors[day] = (orders[day] + FlatOrders) / (days[day] * allOrders / allDays + FlatOrders);
        }

        var mean = Sum(factors) / 7;
        return new([.. factors.Select(factor => factor / mean)]);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0d;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }
}
