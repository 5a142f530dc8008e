namespace AgriMarket.Domain.Backlog;

/// <summary>
/// The incomplete gamma function, as in Press et al., Numerical Recipes, section 6.2: a series below the mean, a continued fraction above
/// it.
/// </summary>
internal static class GammaMath
{
    /// <summary>Enough for every shape up to 200; the terms fall off geometrically once they exceed the shape.</summary>
    private const int MostTerms = 300;

    private const double Precise = 1e-12;
    private const double Tiny = 1e-300;

    /// <summary>The natural logarithm of Γ(a) for a &gt; 0, by Stirling's series after moving up to 8; exact to 1e-12.</summary>
    public static double Log(double a)
    {
        var product = 1d;
        for (; a < 8; a++)
        {
            product *= a;
        }

        var inverse = 1 / (a * a);
        var series = (1 / 12d - inverse * (1 / 360d - inverse * (1 / 1_260d - inverse * (1 / 1_680d - inverse / 1_188d)))) / a;
        return (a - 0.5) * Math.Log(a) - a + 0.5 * Math.Log(2 * Math.PI) + series - Math.Log(product);
    }

    /// <summary>x^a e^-x ÷ Γ(a + 1).</summary>
    public static double Term(double a, double x, double logGamma) => x <= 0 ? 0 : Math.Exp(a * Math.Log(x) - x - logGamma - Math.Log(a));

    /// <summary>P(a, x): the probability that a gamma variable of shape a and scale 1 is below x.</summary>
    /// <param name="logGamma"><see cref="Log"/> of a.</param>
    public static double Below(double a, double x, double logGamma)
    {
        if (x <= 0)
        {
            return 0;
        }

        var term = Term(a, x, logGamma);
        return Math.Clamp(x < a + 1 ? term * Series(a, x) : 1 - term * a * Fraction(a, x), 0, 1);
    }

    private static double Series(double a, double x)
    {
        var (sum, factor) = (1d, 1d);
        for (var n = 1; n <= MostTerms && factor > sum * Precise; n++)
        {
            factor *= x / (a + n);
            sum += factor;
        }

        return sum;
    }

    /// <summary>Lentz's method.</summary>
    private static double Fraction(double a, double x)
    {
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var value = d;
        for (var n = 1; n <= MostTerms; n++)
        {
            var factor = -n * (n - a);
            b += 2;
            d = factor * d + b;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = b + factor / c;
            c = Math.Abs(c) < Tiny ? Tiny : c;
            value *= d * c;
            if (Math.Abs(d * c - 1) < Precise)
            {
                break;
            }
        }

        return value;
    }
}
