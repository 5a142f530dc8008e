namespace AgriMarket.Domain.Common;

/// <summary>The middle of a set of whole numbers: unlike a mean, one wild value does not move it.</summary>
public static class Medians
{
    /// <summary>The middle value; of an even number of values the mean of the two middle ones, halves upwards.</summary>
    /// <param name="values">At least one, in any order.</param>
    public static long HalfUp(IEnumerable<long> values)
    {
        long[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("Nothing has no middle.", nameof(values));
        }

        var (below, above) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return below + Rounding.HalfUp(above - below, 1, 2);
    }
}
