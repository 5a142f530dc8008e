using AgriMarket.Web.Tests.House.Model;
using Microsoft.CodeAnalysis;

namespace AgriMarket.Web.Tests.House.Dependencies;

/// <summary>What these rules see is what the build sees: a name they do not understand would be an arrow they miss.</summary>
public sealed class ModelIsWhole
{
    [Fact]
    public void EveryNameIsUnderstood() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Fact]
    public void AMarketInOrderIsUnderstood() => Assert.Empty(Check(PlantedMarket.With()));

    [Theory]
    [InlineData("A.cs", "class A { Nowhere? B; }")]
    [InlineData("A.cs", "class A : Nowhere;")]
    [InlineData("A.cs", "class A { object B() => Nowhere.C(); }")]
    [InlineData("A.cs", "class A { int B => \"\".Nowhere(1); }")]
    [InlineData("A.razor", "<p>\n    @Nowhere.C\n</p>")]
    public void APlantedUnknownNameIsFound(string path, string text)
    {
        var found = Check(RepositoryTree.Planted(($"src/AgriMarket.Web/{path}", text))).ToList();
        Assert.NotEmpty(found);
        Assert.All(found, violation => Assert.Equal($"src/AgriMarket.Web/{path}", violation.Path));
    }

    [Fact]
    public void WhatAComponentSaysIsToldAtItsLine() =>
        Assert.Equal(
            3,
            Assert
                .Single(
                    PlantedMarket
                        .With(("src/AgriMarket.Web/Shop/Cart/A.razor", "<p>\n    Hello\n    @OrderService.Count\n</p>"))
                        .Model.Uses,
                    use => use.Path.EndsWith("/A.razor", StringComparison.Ordinal) && use.Name == "OrderService.Count"
                )
                .Line
        );

    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var inBodies =
            from file in tree.Model.Code
            from body in file.Operations
            where body.Operation.Kind == OperationKind.Invalid
            let place = file.Model.PlaceOf(body.Operation.Syntax, body.Operation.Syntax.ToString())
            select new Violation(
                place.Path,
                place.Line,
                $"\"{body.Operation.Syntax.ToString().Split('\n')[0]}\" is not understood; is HouseRules or SolutionModel behind the build?"
            );
        // Parts that other generators of the build write are missing here (CS8795), which nothing depends on.
        var inDeclarations =
            from made in tree.Model.Compilations
            from error in made.GetDeclarationDiagnostics()
            where error.Severity == DiagnosticSeverity.Error && error.Id != "CS8795" && error.Location.SourceTree is not null
            let span = error.Location.GetMappedLineSpan()
            select new Violation(
                span.Path,
                span.StartLinePosition.Line + 1,
                error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)
            );
        return inBodies.Concat(inDeclarations);
    }
}
