using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Cases;

/// <summary>What of the public money of an order a scheme can still get back.</summary>
/// <param name="WeightFen">What the scheme granted towards the goods of a parcel, as the grant was split over the lines.</param>
/// <param name="LeftFen">What it granted to the whole order, less what went back to it or was taken back already.</param>
public sealed record GrantRest(Guid SchemeId, long WeightFen, long LeftFen)
{
    /// <summary>
    /// Splits the public money of a parcel among the schemes that paid it, in the proportion in which they did; none gets more than it
    /// has left in the order, and the others then get the rest. "Largest remainder" decides about single fen.
    /// </summary>
    /// <param name="parcelFen">What the parcel was granted, less what went back; zero or more.</param>
    /// <returns>Above zero each; together at most <paramref name="parcelFen"/>.</returns>
    public static IReadOnlyList<(Guid SchemeId, long Fen)> Split(long parcelFen, IReadOnlyList<GrantRest> rests)
    {
        long[] left = [.. rests.Select(rest => Math.Max(0, rest.LeftFen))];
        var fen = Math.Min(parcelFen, left.Sum());
        long[] weights = [.. rests.Select(rest => rest.WeightFen)];
        var shares = Rounding.LargestRemainder(fen, weights.Sum() > 0 ? weights : left);
        var over = 0L;
        for (var i = 0; i < shares.Length; i++)
        {
            (over, shares[i]) = (over + Math.Max(0, shares[i] - left[i]), Math.Min(shares[i], left[i]));
        }

        for (var i = 0; i < shares.Length && over > 0; i++)
        {
            var more = Math.Min(over, left[i] - shares[i]);
            (over, shares[i]) = (over - more, shares[i] + more);
        }

        return [.. rests.Zip(shares).Where(row => row.Second > 0).Select(row => (row.First.SchemeId, row.Second))];
    }
}
