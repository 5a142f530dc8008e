using AgriMarket.Web.Tests.House.Model;
using Microsoft.CodeAnalysis;

namespace AgriMarket.Web.Tests.House.Dependencies;

/// <summary>
/// Which room may use which: each stands on a floor, and uses what is on it or below. What a room uses is what the compiler says it does.
/// </summary>
public sealed class Arrows
{
    [Fact]
    public void ArrowsPointDown() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Fact]
    public void AMarketInOrderHasNoWrongArrow() => Assert.Empty(Check(PlantedMarket.With()));

    [Theory]
    [InlineData("AgriMarket.Platform/Live/A.cs", "class A { Domain.Lots.Lot? B; }", "Platform/Live may not use Domain/Lots")]
    [InlineData("AgriMarket.Domain/Payments/A.cs", "class A { Lots.Lot? B; }", "Domain/Payments knows nothing of Domain/Lots")]
    [InlineData(
        "AgriMarket.Web/Money/Payments/A.cs",
        "class A { Trade.Stock.StockQueries? B; }",
        "Money/Payments knows nothing of Trade/Stock"
    )]
    [InlineData(
        "AgriMarket.Web/Money/Payments/A.cs",
        "class A { Trade.Orders.OrderService? B; }",
        "Money/Payments knows nothing of Trade/Orders"
    )]
    [InlineData(
        "AgriMarket.Web/People/Roles/A.cs",
        "class A { object B => typeof(Trade.Orders.OrderService); }",
        "People/Roles stands below Trade/Orders"
    )]
    [InlineData("AgriMarket.Web/People/Roles/A.razor", "@(OrderService.Count)", "People/Roles stands below Trade/Orders")]
    [InlineData("AgriMarket.Web/People/Roles/A.razor", "@inject OrderService Orders", "People/Roles stands below Trade/Orders")]
    [InlineData(
        "AgriMarket.Web/Trade/Stock/A.cs",
        "class A { int B() { var count = Orders.OrderService.Count; return count; } }",
        "Trade/Stock stands below Trade/Orders"
    )]
    [InlineData("AgriMarket.Web/Shell/Components/A.razor", "<LotRow Lot=\"1\" />", "Shell/Components stands below Farm/MyLots")]
    [InlineData("AgriMarket.Web/Shop/Cart/A.cs", "class A { Farm.MyLots.FarmLots? B; }", "Shop/Cart may not use Farm/MyLots")]
    [InlineData("AgriMarket.Web/Shop/Cart/A.cs", "class A { Farm.MyLots.LotRow? B; }", "Shop/Cart may not use Farm/MyLots")]
    [InlineData(
        "AgriMarket.Web/Shop/Cart/A.cs",
        "class A { object B() { Farm.MyLots.FarmLots x = new(); return x; } }",
        "Shop/Cart may not use Farm/MyLots"
    )]
    [InlineData(
        "AgriMarket.Web/Shop/Cart/A.cs",
        "class A(object b) { bool C => b is List<Farm.MyLots.FarmLots>; }",
        "Shop/Cart may not use Farm/MyLots"
    )]
    [InlineData("AgriMarket.Web/Farm/Shipping/A.razor", "<MyLotsPage />", "a page of Farm/MyLots")]
    [InlineData("AgriMarket.Web/Farm/Shipping/A.cs", "class A { Type B => typeof(MyLots.MyLotsPage); }", "a page of Farm/MyLots")]
    [InlineData("AgriMarket.Web/Shop/Cart/A.cs", "class A { void B() => Demo.Seed.Start(); }", "Demo")]
    [InlineData("AgriMarket.Web/Cellar/A.cs", "class A;", "no floor")]
    public void APlantedWrongArrowIsFound(string path, string code, string words)
    {
        var found = Check(PlantedMarket.With(($"src/{path}", InItsRoom(path, code))));
        Assert.NotEmpty(found);
        Assert.All(found, violation => Assert.Equal($"src/{path}", violation.Path));
        Assert.All(found, violation => Assert.Contains(words, violation.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "AgriMarket.Web/Program.cs",
        "AgriMarket.Web.Demo.Seed.Start(); System.Console.Write(typeof(AgriMarket.Web.Shop.Cart.CartPage));"
    )]
    [InlineData("AgriMarket.Web/Shell/A.razor", "<LotRow Lot=\"1\" />@(MyLotsPage.Address)")]
    [InlineData("AgriMarket.Web/Farm/Shipping/A.razor", "<LotRow Lot=\"1\" /><a href=\"@MyLotsPage.Address\"></a>")]
    [InlineData("AgriMarket.Web/Demo/A.cs", "class A { Shop.Cart.CartPage? B; }")]
    [InlineData("AgriMarket.Web/Shop/Cart/A.cs", "using AgriMarket.Web.Farm.MyLots; class A; // FarmLots")]
    public void ARightArrowIsNot(string path, string code) =>
        Assert.Empty(Check(PlantedMarket.With(($"src/{path}", InItsRoom(path, code)))));

    private static string InItsRoom(string path, string code) =>
        path.EndsWith(".razor", StringComparison.Ordinal) || path.EndsWith("Program.cs", StringComparison.Ordinal)
            ? code
            : $"namespace {string.Join('.', path.Split('/')[..^1])} {{ {code} }}";

    private static List<Violation> Check(RepositoryTree tree)
    {
        var homeless =
            from file in tree.Model.Code
            where Room.FloorOf(Room.Of(file.Path)) is null
            select new Violation(file.Path, 0, $"lies in {Room.Of(file.Path)}, which stands on no floor of HouseRules.");
        return [.. homeless, .. tree.Model.Uses.Where(use => use.From != use.To).Select(Judge).OfType<Violation>()];
    }

    private static Violation? Judge(SymbolUse use)
    {
        if (use.From is HouseRules.Program or HouseRules.Demo)
        {
            return null;
        }

        var project = HouseRules.Projects.Single(project => use.Path.StartsWith(project.Folder + "/", StringComparison.Ordinal));
        if (!use.HomePath.StartsWith(project.Folder + "/", StringComparison.Ordinal) && !Room.IsInAny(use.To, project.Sees))
        {
            return use.At(
                $"uses {use.Name}: {use.From} may not use {use.To}, "
                    + $"{project.Name} sees {(project.Sees is [] ? "nothing" : string.Join(", ", project.Sees))}."
            );
        }

        foreach (var (room, known) in HouseRules.KnowOnly.Where(rule => Room.IsIn(use.From, rule.Key)))
        {
            if (!Room.IsIn(use.To, room) && !Room.IsInAny(use.To, known))
            {
                return use.At($"uses {use.Name}: {use.From} knows nothing of {use.To}.");
            }
        }

        return OfFloors(use)
            ?? (
                use.Symbol is INamedTypeSymbol type && Addresses.RoutesOf(type).Any()
                    ? use.At($"uses {use.Name}, a page of {use.To}; only a part without an address may be shown elsewhere.")
                    : null
            );
    }

    private static Violation? OfFloors(SymbolUse use)
    {
        if (Room.FloorOf(use.From) is not { } from || Room.FloorOf(use.To) is not { } to)
        {
            return null;
        }

        if (to.Name == HouseRules.Demo)
        {
            return use.At($"uses {use.Name}: nothing but the program's start may depend on Demo.");
        }

        if (from.Number < to.Number)
        {
            return use.At($"uses {use.Name}: {use.From} stands below {use.To}.");
        }

        var apart =
            from.Number == to.Number
            && from.Name != to.Name
            && HouseRules.Floors[from.Number].AreApart
            && !HouseRules.Doors.Any(door => Room.IsIn(use.From, door.From) && Room.IsIn(use.To, door.To));
        return apart ? use.At($"uses {use.Name}: {use.From} may not use {use.To}; what both need stands on a lower floor.") : null;
    }
}
