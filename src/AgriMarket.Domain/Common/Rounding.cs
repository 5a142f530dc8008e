namespace AgriMarket.Domain.Common;

/// <summary>The named rounding rules. Money and weight are whole numbers; a rule is used wherever a division would leave a rest.</summary>
public static class Rounding
{
    /// <summary>"Floor": value × numerator ÷ denominator, the rest dropped. Used for subsidies, so a fund never pays a part of a fen more.</summary>
    public static long Floor(long value, long numerator, long denominator) =>
        (long)((Int128)value * numerator / denominator);

    /// <summary>"Half up": value × numerator ÷ denominator to the nearest whole, halves upwards. Used for figures that are only shown.</summary>
    public static long HalfUp(long value, long numerator, long denominator) =>
        (long)(((Int128)value * numerator * 2 + denominator) / ((Int128)denominator * 2));

    /// <summary>"Ceiling": the smallest whole number of <paramref name="step"/>s that holds <paramref name="value"/>.</summary>
    public static long StepsUp(long value, long step) => value / step + (value % step == 0 ? 0 : 1);

    /// <summary>
    /// "Largest remainder" (Hamilton): splits <paramref name="total"/> in proportion to <paramref name="weights"/> so that the
    /// shares add up exactly; the units left after rounding down go to the largest remainders, ties to the earlier place.
    /// </summary>
    /// <param name="total">Zero or more.</param>
    /// <param name="weights">Each zero or more, with a sum above zero unless <paramref name="total"/> is zero.</param>
    public static long[] LargestRemainder(long total, IReadOnlyList<long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        Int128 sum = 0;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight);
            sum += weight;
        }

        var shares = new long[weights.Count];
        if (total == 0)
        {
            return shares;
        }

        if (sum == 0)
        {
            throw new ArgumentException("Nothing to share in proportion to.", nameof(weights));
        }

        var remainders = new Int128[weights.Count];
        var left = total;
        for (var i = 0; i < shares.Length; i++)
        {
            var exact = (Int128)total * weights[i];
            shares[i] = (long)(exact / sum);
            remainders[i] = exact % sum;
            left -= shares[i];
        }

        foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i).Take((int)left))
        {
            shares[i]++;
        }

        return shares;
    }
}
