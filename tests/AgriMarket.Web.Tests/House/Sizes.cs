using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgriMarket.Web.Tests.House;

/// <summary>Files and methods that a reader takes in at once.</summary>
public sealed class Sizes
{
    private const int MaxSourceLines = 300;
    private const int MaxTestLines = 400;
    private const int MaxMethodLines = 50;

    [Fact]
    public void FilesAndMethodsAreShort() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Fact]
    public void APlantedLongFileIsFound() =>
        HouseAssert.Finds(
            "src/A.razor",
            "301 lines",
            Check(RepositoryTree.Planted(("src/A.razor", new string('\n', MaxSourceLines) + "<br />\n")))
        );

    [Fact]
    public void APlantedLongTestFileIsFound() =>
        HouseAssert.Finds(
            "tests/A.cs",
            "401 lines",
            Check(RepositoryTree.Planted(("tests/A.cs", new string('\n', MaxTestLines) + "class A;\n")))
        );

    [Fact]
    public void APlantedLongMethodIsFound() =>
        HouseAssert.Finds(
            "src/A.cs",
            "B has 51 lines",
            Check(
                RepositoryTree.Planted(
                    ("src/A.cs", "class A\n{\n    void B()\n    {" + new string('\n', MaxMethodLines - 1) + "    }\n}\n")
                )
            )
        );

    [Fact]
    public void LinesAreNotWide() => HouseAssert.Clean(CheckWidth(RepositoryTree.Real));

    [Theory]
    [InlineData("src/A.cs")]
    [InlineData("src/A.razor")]
    [InlineData("tests/A.cs")]
    [InlineData("tests/run.sh")]
    [InlineData("wwwroot/app.css")]
    [InlineData("wwwroot/live.js")]
    public void APlantedWideLineIsFound(string path) =>
        HouseAssert.Finds(
            path,
            "141 characters",
            CheckWidth(RepositoryTree.Planted((path, $"\n// {new string('农', HouseRules.MaxLineWidth - 2)}\n")))
        );

    [Theory]
    [InlineData("src/A.cs", 140)]
    [InlineData("src/A.resx", 1_000)]
    [InlineData("wwwroot/lib/signalr.js", 1_000)]
    [InlineData("src/AgriMarket.Migrations/Sqlite/20261129101112_Initial.cs", 1_000)]
    public void OtherLinesAreNot(string path, int width) =>
        Assert.Empty(CheckWidth(RepositoryTree.Planted((path, new string('-', width)))));

    [Fact]
    public void MigrationsAreNotRead() =>
        Assert.Empty(
            Check(
                RepositoryTree.Planted(("src/AgriMarket.Migrations/Sqlite/20261129101112_Initial.cs", new string('\n', 1_000) + "class A;"))
            )
        );

    private static IEnumerable<Violation> Check(RepositoryTree tree) =>
        TooLong(tree.CSharp().Concat(tree.Under("src", ".razor")), MaxSourceLines)
            .Concat(TooLong(tree.CSharp("tests").Concat(tree.Under("tests", ".razor")), MaxTestLines))
            .Concat(
                from file in tree.CSharp()
                from node in file.Syntax.DescendantNodes()
                let name = NameOf(node)
                let span = node.GetLocation().GetLineSpan()
                let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
                where name is not null && lines > MaxMethodLines
                select file.At(node, $"{name} has {lines} lines; {MaxMethodLines} at the most.")
            );

    private static IEnumerable<Violation> CheckWidth(RepositoryTree tree) =>
        from file in new[] { "src", "tests", "wwwroot" }.SelectMany(folder => tree.Under(folder, ".cs", ".razor", ".css", ".js", ".sh"))
        where !RepositoryTree.IsGenerated(file) && !file.Path.StartsWith("wwwroot/lib/", StringComparison.Ordinal)
        from line in file.Text.Split('\n').Index()
        let width = line.Item.EnumerateRunes().Count()
        where width > HouseRules.MaxLineWidth
        select file.At(line.Index + 1, $"is {width} characters wide; {HouseRules.MaxLineWidth} at the most.");

    private static IEnumerable<Violation> TooLong(IEnumerable<SourceFile> files, int most) =>
        files.Where(file => file.LineCount > most).Select(file => file.At(0, $"has {file.LineCount} lines; {most} at the most."));

    private static string? NameOf(SyntaxNode node) =>
        node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            LocalFunctionStatementSyntax function => function.Identifier.Text,
            AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
            _ => null,
        };
}
