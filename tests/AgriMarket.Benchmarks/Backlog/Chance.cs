namespace AgriMarket.Benchmarks.Backlog;

/// <summary>Random figures of the kinds that a market needs, the same for the same seed.</summary>
internal sealed class Chance(int seed)
{
    // Of a seed, so that a run can be repeated; nothing here is a secret.
#pragma warning disable CA5394
    private readonly Random random = new(seed);

    public double Uniform() => random.NextDouble();

    public int Below(int bound) => random.Next(bound);
#pragma warning restore CA5394

    public double Uniform(double from, double to) => from + (to - from) * Uniform();

    public bool Happens(double probability) => Uniform() < probability;

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Median 1.</summary>
    public double LogNormal(double sigma) => Math.Exp(sigma * Normal());

    public int Poisson(double mean)
    {
        if (mean > 60)
        {
            return Math.Max(0, (int)Math.Round(mean + Math.Sqrt(mean) * Normal()));
        }

        var (count, product, limit) = (0, Uniform(), Math.Exp(-mean));
        while (product > limit)
        {
            count++;
            product *= Uniform();
        }

        return count;
    }
}
