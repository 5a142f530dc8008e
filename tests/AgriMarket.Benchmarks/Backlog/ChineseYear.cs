namespace AgriMarket.Benchmarks.Backlog;

/// <summary>What the calendar does to demand in the years of the carried prices.</summary>
internal static class ChineseYear
{
    private static readonly DateOnly[] SpringFestivals = [new(2021, 2, 12), new(2022, 2, 1), new(2023, 1, 22)];
    private static readonly DateOnly[] MidAutumns = [new(2020, 10, 1), new(2021, 9, 21), new(2022, 9, 10)];

    /// <summary>Visitors ÷ those of an ordinary day, the day of the week left aside.</summary>
    public static double Factor(DateOnly day)
    {
        var factor = 1d;
        foreach (var festival in SpringFestivals)
        {
            factor *= (day.DayNumber - festival.DayNumber) switch
            {
                >= -14 and < -1 => 1.6,
                >= -1 and < 6 => 0.4,
                _ => 1,
            };
        }

        foreach (var festival in MidAutumns)
        {
            factor *= (day.DayNumber - festival.DayNumber) is >= -5 and < 0 ? 1.35 : 1;
        }

        factor *= day is { Month: 11, Day: >= 9 and <= 11 } or { Month: 6, Day: >= 16 and <= 18 } ? 1.5 : 1;
        return factor * (day is { Month: 10, Day: <= 7 } ? 0.8 : 1);
    }
}
