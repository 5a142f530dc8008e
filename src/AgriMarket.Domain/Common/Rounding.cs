namespace AgriMarket.Domain.Common;

/// <summary>The named rounding rules. Money and weight are whole numbers; a rule is used wherever a division would leave a rest.</summary>
public static class Rounding
{
    /// <summary>
    /// "Floor": value × numerator ÷ denominator, the rest dropped. Used for subsidies, so a fund never pays a part of a fen more.
    /// </summary>
    public static long Floor(long value, long numerator, long denominator) =>
        AreSmall(value, numerator, denominator) ? value * numerator / denominator : (long)((Int128)value * numerator / denominator);

    /// <summary>
    /// "Half up": value × numerator ÷ denominator to the nearest whole, halves upwards. Used for figures that are only shown.
    /// </summary>
    public static long HalfUp(long value, long numerator, long denominator) =>
        AreSmall(value, numerator, denominator)
            ? (value * numerator * 2 + denominator) / (denominator * 2)
            : (long)(((Int128)value * numerator * 2 + denominator) / ((Int128)denominator * 2));

    /// <summary>"Ceiling": the smallest whole number of <paramref name="step"/>s that holds <paramref name="value"/>.</summary>
    public static long StepsUp(long value, long step) => value / step + (value % step == 0 ? 0 : 1);

    /// <summary>
    /// "Cascade": splits a part of a whole among those who made up the whole. The first gets their proportion rounded down, the
    /// next their proportion of what is left rounded down, and so on; the last gets the rest. Unlike other rules that are exact,
    /// nobody's share ever shrinks as the part grows, so a sum that is refunded step by step can be split by differences:
    /// share(so far + now) − share(so far), each zero or more, and after the last step everybody has exactly their own.
    /// </summary>
    /// <param name="part">Zero up to the sum of <paramref name="wholes"/>.</param>
    /// <param name="wholes">What each put in, each zero or more.</param>
    public static long[] Cascade(long part, IReadOnlyList<long> wholes)
    {
        var wholeLeft = wholes.Sum();
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, wholeLeft);
        var shares = new long[wholes.Count];
        for (var i = 0; i < shares.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(wholes[i]);
            shares[i] = wholeLeft == 0 ? 0 : Floor(part, wholes[i], wholeLeft);
            (part, wholeLeft) = (part - shares[i], wholeLeft - wholes[i]);
        }

        return shares;
    }

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

        for (; left > 0; left--)
        {
            var largest = LargestOf(remainders);
            shares[largest]++;
            remainders[largest] = -1;
        }

        return shares;
    }

    /// <summary>The place of the largest value, the earlier of equals.</summary>
    private static int LargestOf(ReadOnlySpan<Int128> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }

    /// <summary>So small that no product of two of them, doubled, leaves a long: 128-bit division takes ten times as long.</summary>
    private static bool AreSmall(long one, long two, long three) => IsSmall(one) && IsSmall(two) && IsSmall(three);

    private static bool IsSmall(long value) => value is > int.MinValue / 2 and < int.MaxValue / 2;
}
