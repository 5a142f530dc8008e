using AgriMarket.Web.Tests.House.Model;

namespace AgriMarket.Web.Tests.House.Dependencies;

/// <summary>No room uses itself by a way through others: not in the domain, not in a wing, not through the whole house.</summary>
public sealed class Circles
{
    [Fact]
    public void NoWayLeadsBack() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Fact]
    public void AMarketInOrderHasNoCircle() => Assert.Empty(Check(PlantedMarket.With()));

    [Theory]
    [InlineData(
        "Web/Matching/Runs: Proposals.B; Web/Matching/Proposals: Runs.B",
        "Matching/Proposals -> Matching/Runs -> Matching/Proposals"
    )]
    [InlineData("Domain/Lots: Stock.B; Domain/Stock: Lots.B", "Domain/Lots -> Domain/Stock -> Domain/Lots")]
    [InlineData("Web/Shell/Reading: People.B; Web/People: Shell.Reading.B", "People -> Shell/Reading -> People")]
    [InlineData(
        "Platform/Storage: Storage.Writer.B; Platform/Storage/Writer: Storage.B",
        "Platform/Storage -> Platform/Storage/Writer -> Platform/Storage"
    )]
    [InlineData("Web/Aid/A: Aid.C.B; Web/Aid/B: Aid.A.B; Web/Aid/C: Aid.B.B", "Aid/A -> Aid/C -> Aid/B -> Aid/A")]
    [InlineData(
        "Web/Aid/A: Aid.B.B; Web/Aid/B: Aid.A.B; Web/Aid/C: Aid.D.B; Web/Aid/D: Aid.C.B",
        "Aid/A -> Aid/B -> Aid/A|Aid/C -> Aid/D -> Aid/C"
    )]
    [InlineData("Web/Aid/A: Aid.B.B; Web/Aid/B: Aid.C.B; Web/Aid/C: Trade.Stock.B", "")]
    public void APlantedCircleIsFoundOnce(string rooms, string ways)
    {
        var files = rooms
            .Split("; ")
            .Select(room => room.Split(": "))
            .Select(room =>
                (
                    $"src/AgriMarket.{room[0]}/B.cs",
                    $"namespace AgriMarket.{room[0].Replace('/', '.')}; public class B {{ public {room[1]}? C; }}"
                )
            );
        var found = Check(
                RepositoryTree.Planted([
                    .. files,
                    ("src/AgriMarket.Web/Trade/Stock/B.cs", "namespace AgriMarket.Web.Trade.Stock; public class B;"),
                ])
            )
            .ToList();
        Assert.Equal(
            ways.Split('|', StringSplitOptions.RemoveEmptyEntries),
            found.Select(violation => violation.Sentence.Split(": ")[1].Split(" (")[0])
        );
        Assert.All(found, violation => Assert.EndsWith("B.cs", violation.Path, StringComparison.Ordinal));
    }

    /// <summary>For each group of rooms that reach each other one shortest way round, with the place of every step.</summary>
    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var steps = tree
            .Model.Uses.Where(use => use.From != use.To)
            .GroupBy(use => (use.From, use.To))
            .Select(uses => uses.First())
            .ToLookup(use => use.From);
        var told = new HashSet<string>();
        foreach (var room in steps.Select(group => group.Key).Order(StringComparer.Ordinal).Where(room => !told.Contains(room)))
        {
            if (WayBack(steps, room) is { } way)
            {
                told.UnionWith(Reached(steps, room).Where(other => Reached(steps, other).Contains(room)));
                var places = string.Join("; ", way.Select(use => $"{use.Name} in {use.Path}:{use.Line}"));
                yield return way[^1].At($"closes a circle: {room} -> {string.Join(" -> ", way.Select(use => use.To))} ({places}).");
            }
        }
    }

    private static List<SymbolUse>? WayBack(ILookup<string, SymbolUse> steps, string start)
    {
        var seen = new HashSet<string>();
        var ways = new Queue<List<SymbolUse>>(steps[start].Select(use => new List<SymbolUse> { use }));
        while (ways.TryDequeue(out var way))
        {
            if (way[^1].To == start)
            {
                return way;
            }

            if (seen.Add(way[^1].To))
            {
                steps[way[^1].To].ToList().ForEach(use => ways.Enqueue([.. way, use]));
            }
        }

        return null;
    }

    private static HashSet<string> Reached(ILookup<string, SymbolUse> steps, string start)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([start]);
        while (open.TryPop(out var room))
        {
            steps[room].Where(use => reached.Add(use.To)).ToList().ForEach(use => open.Push(use.To));
        }

        return reached;
    }
}
