namespace AgriMarket.Benchmarks.Backlog;

/// <summary>
/// Proper scoring rules (T. Gneiting, A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", JASA 102, 2007);
/// the lower the better.
/// </summary>
internal static class Scores
{
    private const int Steps = 100;

    public static double Brier(double probability, bool happened) => Square(probability - (happened ? 1 : 0));

    /// <summary>CRPS of a distribution on 0 to 1, by the middles of 100 steps.</summary>
    /// <param name="atMost">The probability of no more than a share.</param>
    public static double Crps(Func<double, double> atMost, double outcome)
    {
        var sum = 0d;
        for (var step = 0; step < Steps; step++)
        {
            var share = (step + 0.5) / Steps;
            sum += Square(atMost(share) - (outcome <= share ? 1 : 0));
        }

        return sum / Steps;
    }

    /// <summary>The Brier score of infinitely many such futures, estimated without bias from a few.</summary>
    public static double Brier(IReadOnlyList<double> futures, bool happened)
    {
        var probability = (double)futures.Count(rest => rest > 0) / futures.Count;
        return Brier(probability, happened) - probability * (1 - probability) / (futures.Count - 1);
    }

    /// <summary>Likewise the CRPS.</summary>
    public static double Crps(IReadOnlyList<double> futures, double outcome)
    {
        var sorted = futures.Order().ToArray();
        var (distance, apart) = (0d, 0d);
        for (var i = 0; i < sorted.Length; i++)
        {
            distance += Math.Abs(sorted[i] - outcome);
            apart += sorted[i] * (2 * i + 1 - sorted.Length);
        }

        return distance / sorted.Length - apart / ((double)sorted.Length * (sorted.Length - 1));
    }

    private static double Square(double value) => value * value;
}
