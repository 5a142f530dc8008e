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
        HouseAssert.Finds("src/A.razor", "301 lines", Check(RepositoryTree.Planted(("src/A.razor", new string('\n', MaxSourceLines) + "<br />\n"))));

    [Fact]
    public void APlantedLongTestFileIsFound() =>
        HouseAssert.Finds("tests/A.cs", "401 lines", Check(RepositoryTree.Planted(("tests/A.cs", new string('\n', MaxTestLines) + "class A;\n"))));

    [Fact]
    public void APlantedLongMethodIsFound() =>
        HouseAssert.Finds("src/A.cs", "B has 51 lines", Check(RepositoryTree.Planted(("src/A.cs", "class A\n{\n    void B()\n    {" + new string('\n', MaxMethodLines - 1) + "    }\n}\n"))));

    [Fact]
    public void MigrationsAreNotRead() =>
        Assert.Empty(Check(RepositoryTree.Planted(("src/X/Migrations/A.cs", new string('\n', 1_000) + "class A;"))));

    private static IEnumerable<Violation> Check(RepositoryTree tree) =>
        TooLong(tree.CSharp().Concat(tree.Under("src", ".razor")), MaxSourceLines)
            .Concat(TooLong(tree.CSharp("tests").Concat(tree.Under("tests", ".razor")), MaxTestLines))
            .Concat(from file in tree.CSharp()
                    from node in file.Syntax.DescendantNodes()
                    let name = NameOf(node)
                    let span = node.GetLocation().GetLineSpan()
                    let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
                    where name is not null && lines > MaxMethodLines
                    select file.At(node, $"{name} has {lines} lines; {MaxMethodLines} at the most."));

    private static IEnumerable<Violation> TooLong(IEnumerable<SourceFile> files, int most) =>
        files.Where(file => file.LineCount > most).Select(file => file.At(0, $"has {file.LineCount} lines; {most} at the most."));

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        _ => null,
    };
}
