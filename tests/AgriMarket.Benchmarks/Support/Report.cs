using System.Globalization;
using System.Text.Json;

namespace AgriMarket.Benchmarks.Support;

/// <summary>A figure beside its floor: the least that must be done for it, measured in the same run.</summary>
/// <param name="Floor">In the same unit; null where nothing more basic exists to compare with.</param>
internal sealed record Figure(string Case, string Name, double Value, string Unit, double? Floor = null)
{
    /// <summary>The share of the floor's speed that is reached; for times, how many times the floor it takes.</summary>
    public double? Ratio => Floor is { } floor ? Value / floor : null;
}

/// <summary>Collects the figures of a benchmark and prints them: a table for people, then a JSON object a line for programs.</summary>
/// <param name="only">What the names of the cases to run contain.</param>
internal sealed class Report(string benchmark, string only)
{
    private readonly List<Figure> figures = [];

    /// <summary>Whether a case was asked for.</summary>
    public bool Wants(string name) => name.Contains(only, StringComparison.Ordinal);

    /// <summary>The second word where it is a number, such as that of minutes.</summary>
    public int Number(int usual) => int.TryParse(only, CultureInfo.InvariantCulture, out var number) ? number : usual;

    public void Add(Figure figure)
    {
        figures.Add(figure);
        Console.Error.WriteLine($"{figure.Case}: {figure.Name} {Number(figure.Value)} {figure.Unit}");
    }

    public void Print()
    {
        Console.WriteLine($"| {benchmark} | figure | measured | floor | ratio |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: |");
        foreach (var figure in figures)
        {
            Console.WriteLine(
                $"| {figure.Case} | {figure.Name} | {Number(figure.Value)} {figure.Unit} | {Number(figure.Floor)} | "
                    + $"{figure.Ratio?.ToString("0.00", CultureInfo.InvariantCulture)} |"
            );
        }

        foreach (var figure in figures)
        {
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        benchmark,
                        @case = $"{figure.Case}, {figure.Name}",
                        figure = Math.Round(figure.Value, 3),
                        unit = figure.Unit,
                        floor = figure.Floor is { } floor ? Math.Round(floor, 3) : (double?)null,
                        ratio = figure.Ratio is { } ratio ? Math.Round(ratio, 2) : (double?)null,
                    }
                )
            );
        }
    }

    private static string Number(double? value) =>
        value is { } number ? number.ToString(Math.Abs(number) < 100 ? "#,0.##" : "#,0", CultureInfo.InvariantCulture) : "";
}
