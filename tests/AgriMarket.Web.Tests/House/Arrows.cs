namespace AgriMarket.Web.Tests.House;

/// <summary>
/// Which folder of the web project may use which. A capability uses another's services, queries and parts of pages, never its pages, and
/// no two use each other, however long the way round. What a folder uses is told by the names of the types it mentions and
/// by its usings.
/// </summary>
public sealed class Arrows
{
    private const string Web = "src/AgriMarket.Web";
    private const string Shell = "Platform/Shell";
    private const string Demo = "Demo";

    /// <summary>What may be used by folders that are not free to use every capability.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Platform"] = [],
        // The shell's navigation shows what the reader's roles open, so it knows who the reader is.
        [Shell] = ["Members"],
        // Money must not depend on what it pays for; who pays is a member.
        ["Payments"] = ["Members"],
        // Everybody depends on Members, so it depends on next to nothing: on regions, for where a member works.
        ["Members"] = ["Logistics"],
        // Everybody may tell members something, so what tells them depends on nobody else.
        ["Notices"] = ["Members"],
    };

    [Fact]
    public void ArrowsPointTheRightWay() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Theory]
    [InlineData("Lots/LotService.cs", "namespace AgriMarket.Web.Lots; class LotService(OrderPage page);", "a page of")]
    [InlineData("Lots/LotService.cs", "class LotService(AgriMarket.Web.Orders.OrderPage page);", "a page of")]
    [InlineData("Lots/LotPage.razor", "<OrderPage />", "a page of")]
    [InlineData("Payments/PaymentService.cs", "namespace AgriMarket.Web.Payments; class PaymentService(OrderService orders);", "Payments may not use Orders")]
    [InlineData("Platform/Live/Feed.cs", "using AgriMarket.Web.Orders; class Feed;", "Platform may not use Orders")]
    [InlineData("Platform/Live/Pump.cs", "class Pump(CurrentMember member);", "Platform may not use Members")]
    [InlineData("Platform/Shell/Cart.razor", "@inject OrderService Orders", "Platform/Shell may not use Orders")]
    [InlineData("Members/MemberPage.razor", "@(OrderService.Count)", "Members may not use Orders")]
    [InlineData("Stock/StockService.cs", "class StockService(OrderService orders);", "Orders -> Stock -> Orders")]
    [InlineData("Lots/LotModule.cs", "class LotModule { object A() => Web.Demo.Seed.Start; }", "Demo")]
    public void APlantedWrongArrowIsFound(string path, string text, string words) =>
        HouseAssert.Finds($"{Web}/{path}", words, Check(Plant((path, text))));

    [Theory]
    [InlineData("Program.cs", "using AgriMarket.Web.Demo; using AgriMarket.Web.Orders; Seed.Start();")]
    [InlineData("Platform/Shell/TopBar.razor", "@CurrentMember.Name")]
    [InlineData("Lots/LotPage.razor", "<OrderRow />")]
    [InlineData("Demo/MoreSeed.cs", "class MoreSeed(OrderService orders, OrderPage page);")]
    [InlineData("Lots/LotService.cs", "using AgriMarket.Domain.Orders; class LotService(OrderService orders); // OrderPage")]
    public void ARightArrowIsNot(string path, string text) => Assert.Empty(Check(Plant((path, text))));

    /// <summary>A small market, and one file more.</summary>
    private static RepositoryTree Plant((string Path, string Text) file) => RepositoryTree.Planted(
        new[]
        {
            ("Orders/OrderService.cs", "namespace AgriMarket.Web.Orders; class OrderService(StockQueries stock);"),
            ("Orders/OrderPage.razor", "@page \"/orders\""),
            ("Orders/OrderRow.razor", "<p></p>"),
            ("Stock/StockQueries.cs", "namespace AgriMarket.Web.Stock; class StockQueries;"),
            ("Members/CurrentMember.cs", "namespace AgriMarket.Web.Members; class CurrentMember;"),
            ("Demo/Seed.cs", "namespace AgriMarket.Web.Demo; class Seed(OrderService orders);"),
            file,
        }.Select(planted => ($"{Web}/{planted.Item1}", planted.Item2)));

    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var graph = WebGraph.Of(tree);
        return graph.Uses.Select(Judge).OfType<Violation>().Concat(Cycles(graph));
    }

    private static Violation? Judge(WebUse use)
    {
        if (use.From == Demo)
        {
            return null;
        }

        if (use.To == Demo)
        {
            return use.File.At(use.Line, $"uses {use.Name}: nothing but the program's start may depend on Demo.");
        }

        if (Allowed.TryGetValue(use.From, out var allowed) && !allowed.Contains(use.To))
        {
            return use.File.At(use.Line, $"uses {use.Name}: {use.From} may not use {use.To}.");
        }

        return use.IsPage ? use.File.At(use.Line, $"uses {use.Name}, a page of {use.To}; only a part without an address may be shown elsewhere.") : null;
    }

    /// <summary>Each way that leads back to its start, told once, at a file of its last arrow.</summary>
    private static IEnumerable<Violation> Cycles(WebGraph graph)
    {
        var arrows = graph.Uses.Where(use => use.From != Demo && use.To != Demo && use.From != Shell && use.From != "Platform").ToLookup(use => use.From);
        var told = new HashSet<string>();
        foreach (var start in arrows.Select(group => group.Key).Order(StringComparer.Ordinal))
        {
            if (WayBack(arrows, start) is { } way && told.Add(string.Join(' ', way.Select(use => use.From).Order(StringComparer.Ordinal))))
            {
                yield return way[^1].File.At(way[^1].Line, $"uses {way[^1].Name} and closes a circle: {start} -> {string.Join(" -> ", way.Select(use => use.To))}.");
            }
        }
    }

    private static List<WebUse>? WayBack(ILookup<string, WebUse> arrows, string start)
    {
        var seen = new HashSet<string>();
        var ways = new Queue<List<WebUse>>(arrows[start].DistinctBy(use => use.To).Select(use => new List<WebUse> { use }));
        while (ways.TryDequeue(out var way))
        {
            if (way[^1].To == start)
            {
                return way;
            }

            if (seen.Add(way[^1].To))
            {
                arrows[way[^1].To].DistinctBy(use => use.To).ToList().ForEach(use => ways.Enqueue([.. way, use]));
            }
        }

        return null;
    }
}
