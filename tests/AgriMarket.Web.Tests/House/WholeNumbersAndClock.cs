using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgriMarket.Web.Tests.House;

/// <summary>Money and weight are whole numbers; the time comes from the clock that was handed in.</summary>
public sealed partial class WholeNumbersAndClock
{
    private static readonly HashSet<string> Fractions = ["double", "float", "decimal", "Half", "Double", "Single", "Decimal"];

    [Fact]
    public void MoneyAndWeightAreWholeNumbers() => HouseAssert.Clean(CheckNumbers(RepositoryTree.Real));

    [Theory]
    [InlineData("class A { public decimal? PriceFen { get; init; } }", "PriceFen")]
    [InlineData("class A { double totalGrams; }", "totalGrams")]
    [InlineData("record A(float Amount);", "Amount")]
    [InlineData("class A { decimal UnitPrice() => 1; }", "UnitPrice")]
    [InlineData("class A { void B() { decimal goodsFen = 1; } }", "goodsFen")]
    public void APlantedFractionIsFound(string code, string words) =>
        HouseAssert.Finds("src/AgriMarket.Domain/A.cs", words, CheckNumbers(RepositoryTree.Planted(("src/AgriMarket.Domain/A.cs", code))));

    [Fact]
    public void TheTimeComesFromTheClock() => HouseAssert.Clean(CheckClock(RepositoryTree.Real));

    [Theory]
    [InlineData("src/AgriMarket.Web/A.cs", "class A { object B = DateTime.UtcNow; }")]
    [InlineData("src/AgriMarket.Web/A.cs", "class A { object B = System.DateTimeOffset.Now; }")]
    [InlineData("src/AgriMarket.Web/A.razor", "<p>@DateTime.Today.Year</p>")]
    public void APlantedClockIsFound(string path, string text) =>
        HouseAssert.Finds(path, "TimeProvider", CheckClock(RepositoryTree.Planted((path, text))));

    [Fact]
    public void AClockInACommentIsNone() =>
        Assert.Empty(CheckClock(RepositoryTree.Planted(("src/AgriMarket.Web/A.cs", "// Never DateTime.Now.\nclass A;"))));

    private static IEnumerable<Violation> CheckNumbers(RepositoryTree tree) =>
        from file in tree.CSharp("src/AgriMarket.Domain")
        from node in file.Syntax.DescendantNodes()
        from named in Named(node)
        where named.Type is not null && Fractions.Contains(named.Type.ToString().TrimEnd('?')) && MoneyOrWeight().IsMatch(named.Name)
        select file.At(node, $"{named.Name} is a {named.Type}; money is long fen and weight is long grams.");

    private static IEnumerable<(TypeSyntax? Type, string Name)> Named(SyntaxNode node) =>
        node switch
        {
            PropertyDeclarationSyntax property => [(property.Type, property.Identifier.Text)],
            MethodDeclarationSyntax method => [(method.ReturnType, method.Identifier.Text)],
            LocalFunctionStatementSyntax function => [(function.ReturnType, function.Identifier.Text)],
            ParameterSyntax parameter => [(parameter.Type, parameter.Identifier.Text)],
            TupleElementSyntax element => [(element.Type, element.Identifier.Text)],
            VariableDeclarationSyntax variables => variables.Variables.Select(variable =>
                ((TypeSyntax?)variables.Type, variable.Identifier.Text)
            ),
            _ => [],
        };

    private static IEnumerable<Violation> CheckClock(RepositoryTree tree) =>
        from file in tree.Model.Code
        from body in file.Operations
        let member = (body.Operation as IMemberReferenceOperation)?.Member
        where
            member
                is { IsStatic: true, Name: "Now" or "UtcNow" or "Today", ContainingType.Name: nameof(DateTime) or nameof(DateTimeOffset) }
        let place = file.Model.PlaceOf(body.Operation.Syntax, body.Operation.Syntax.ToString())
        select new Violation(
            place.Path,
            place.Line,
            $"{member.ContainingType.Name}.{member.Name} is not the market's clock; take a TimeProvider."
        );

    [GeneratedRegex("Fen|Grams|Price|Amount|^(fen|grams|price|amount)")]
    private static partial Regex MoneyOrWeight();
}
