using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgriMarket.Web.Tests.House;

/// <summary>A folder holds what a reader takes in at once, is named after its business, and is the namespace of what lies in it.</summary>
public sealed class Folders
{
    private static readonly string[] Sources = [".cs", ".razor", ".razor.css", ".resx"];

    /// <summary>The longer ones first: what is left without them is what the files of one component or one set of texts share.</summary>
    private static readonly string[] Endings = [".razor.css", ".razor.cs", ".en.resx", ".razor", ".resx", ".cs"];

    [Fact]
    public void FoldersAreSmall() => HouseAssert.Clean(CheckSizes(RepositoryTree.Real));

    [Fact]
    public void APlantedLargeFolderIsFound() =>
        HouseAssert.Finds(
            "src/AgriMarket.Web/Shop/Cart",
            $"{HouseRules.MaxUnits + 1} things",
            CheckSizes(Plant("src/AgriMarket.Web/Shop/Cart", HouseRules.MaxUnits + 1, ".cs"))
        );

    [Fact]
    public void APlantedLargeFolderOfTestsIsFound() =>
        HouseAssert.Finds(
            "tests/X.Tests/Cart",
            $"{HouseRules.MaxUnits + 1} things",
            CheckSizes(Plant("tests/X.Tests/Cart", HouseRules.MaxUnits + 1, ".cs"))
        );

    [Fact]
    public void APlantedFolderOfTooManyFilesIsFound() =>
        HouseAssert.Finds(
            "src/AgriMarket.Web/Shop/Cart",
            "files",
            CheckSizes(Plant("src/AgriMarket.Web/Shop/Cart", HouseRules.MaxFiles / 3 + 1, ".razor", ".razor.cs", ".razor.css"))
        );

    [Fact]
    public void WhatBelongsTogetherIsOne() =>
        Assert.Empty(
            CheckSizes(
                Plant("src/AgriMarket.Web/Shop/Cart", HouseRules.MaxUnits, ".razor", ".razor.cs")
                    .And(Plant("src/AgriMarket.Web/Shop/Window", HouseRules.MaxFiles / 3, ".resx", ".en.resx", ".cs"))
            )
        );

    [Fact]
    public void TheNamespaceIsTheFolder() => HouseAssert.Clean(CheckNamespaces(RepositoryTree.Real));

    [Theory]
    [InlineData("src/AgriMarket.Web/Shop/Cart/A.cs", "namespace AgriMarket.Web.Shop; class A;")]
    [InlineData("src/AgriMarket.Web/Shop/Cart/A.cs", "class A;")]
    [InlineData("src/AgriMarket.Web/Shop/Cart/A.razor", "@namespace AgriMarket.Web.Shop\n<p></p>")]
    [InlineData("tests/AgriMarket.Web.Tests/Shop/A.cs", "namespace AgriMarket.Web.Tests.Shop.Cart { class A; }")]
    [InlineData("tests/AgriMarket.Web.Tests/A.cs", "namespace AgriMarket.Tests; class A;")]
    public void APlantedNamespaceOfAnotherFolderIsFound(string path, string text) =>
        HouseAssert.Finds(path, "namespace", CheckNamespaces(RepositoryTree.Planted((path, text))));

    [Theory]
    [InlineData("src/AgriMarket.Web/Shop/Cart/A.cs", "namespace AgriMarket.Web.Shop.Cart; class A;")]
    [InlineData("src/AgriMarket.Web/Program.cs", "System.Console.Write(1); public partial class Program;")]
    [InlineData("tests/AgriMarket.Web.Tests/Usings.cs", "[assembly: Tests]")]
    public void ANamespaceOfItsFolderIsNot(string path, string text) => Assert.Empty(CheckNamespaces(RepositoryTree.Planted((path, text))));

    [Fact]
    public void FoldersAreNamedAfterTheirBusiness() => HouseAssert.Clean(CheckNames(RepositoryTree.Real));

    [Theory]
    [InlineData("src/AgriMarket.Web/Shop/Pages/A.razor")]
    [InlineData("src/AgriMarket.Web/Helpers/A.cs")]
    [InlineData("src/AgriMarket.Platform/Common/A.cs")]
    [InlineData("tests/AgriMarket.Web.Tests/Utils/Cart/A.cs")]
    public void APlantedFolderNamedAfterAKindOfCodeIsFound(string path) =>
        HouseAssert.Finds(path, "business", CheckNames(RepositoryTree.Planted((path, ""), ("src/AgriMarket.Domain/Common/B.cs", ""))));

    [Fact]
    public void TestsLieWhereWhatTheyTestLies() => HouseAssert.Clean(CheckMirror(RepositoryTree.Real));

    [Theory]
    [InlineData("tests/AgriMarket.Web.Tests/Shop/Basket/A.cs", "src/AgriMarket.Web/Shop/Cart/A.cs")]
    [InlineData("tests/AgriMarket.Web.Tests/Live/A.cs", "src/AgriMarket.Platform/Live/A.cs")]
    [InlineData("tests/AgriMarket.Domain.Tests/Cart/A.cs", "src/AgriMarket.Web/Cart/A.cs")]
    public void APlantedTestElsewhereIsFound(string test, string source) =>
        HouseAssert.Finds(test, "mirrors", CheckMirror(RepositoryTree.Planted((test, ""), (source, ""))));

    [Theory]
    [InlineData("tests/AgriMarket.Web.Tests/Shop/Cart/A.cs", "src/AgriMarket.Web/Shop/Cart/A.razor")]
    [InlineData("tests/AgriMarket.Web.Tests/Shop/A.cs", "src/AgriMarket.Web/Shop/Cart/A.cs")]
    [InlineData("tests/AgriMarket.Web.Tests/Platform/Live/A.cs", "src/AgriMarket.Platform/Live/A.cs")]
    [InlineData("tests/AgriMarket.Web.Tests/Support/Stripe/A.cs", "")]
    [InlineData("tests/AgriMarket.Web.Tests/Bugs/A.cs", "")]
    [InlineData("tests/AgriMarket.Benchmarks/Anything/A.cs", "")]
    public void ATestInItsPlaceIsNot(string test, string source) =>
        Assert.Empty(CheckMirror(RepositoryTree.Planted((test, ""), (source, ""))));

    private static RepositoryTree Plant(string folder, int count, params string[] endings) =>
        RepositoryTree.Planted(
            Enumerable.Range(1, count).SelectMany(number => endings.Select(ending => ($"{folder}/A{number}{ending}", "")))
        );

    private static IEnumerable<Violation> CheckSizes(RepositoryTree tree) =>
        from folder in tree.Under("src", Sources)
            .Concat(tree.Under("tests", Sources))
            .Where(file => !RepositoryTree.IsGenerated(file) && file.Name != "_Imports.razor")
            .GroupBy(file => file.Folder)
        let files = folder.Count()
        let units = folder
            .Select(file => file.Name[..^Endings.First(ending => file.Name.EndsWith(ending, StringComparison.Ordinal)).Length])
            .Distinct()
            .Count()
        where units > HouseRules.MaxUnits || files > HouseRules.MaxFiles
        select new Violation(
            folder.Key,
            0,
            units > HouseRules.MaxUnits
                ? $"holds {units} things; {HouseRules.MaxUnits} at the most, a component with its halves being one."
                : $"holds {files} files; {HouseRules.MaxFiles} at the most."
        );

    private static IEnumerable<Violation> CheckNamespaces(RepositoryTree tree)
    {
        foreach (var file in tree.CSharp().Concat(tree.CSharp("tests")))
        {
            var expected = string.Join('.', file.Folder.Split('/')[1..]);
            foreach (
                var type in file
                    .Syntax.ChildNodes()
                    .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && file.Name != "Program.cs")
            )
            {
                yield return file.At(type, $"declares a type in no namespace; it belongs into {expected}.");
            }

            foreach (
                var space in file
                    .Syntax.DescendantNodes()
                    .OfType<BaseNamespaceDeclarationSyntax>()
                    .Where(space => space.Name.ToString() != expected)
            )
            {
                yield return file.At(space, $"is in the namespace {space.Name}; its folder says {expected}.");
            }
        }

        foreach (
            var file in tree.Under("src", ".razor")
                .Where(file => file.Text.Split('\n').Any(line => line.StartsWith("@namespace ", StringComparison.Ordinal)))
        )
        {
            yield return file.At(0, "names its namespace; its folder does.");
        }
    }

    private static IEnumerable<Violation> CheckNames(RepositoryTree tree) =>
        from file in tree.Under("src", "").Concat(tree.Under("tests", ""))
        from name in file.Folder.Split('/').Intersect(HouseRules.NamesOfNoRoom)
        where !HouseRules.NamedSoAllTheSame.Contains(file.Folder)
        select file.At(0, $"lies in {name}; a folder is named after its business, not after a kind of code.");

    private static IEnumerable<Violation> CheckMirror(RepositoryTree tree)
    {
        var folders = tree.Under("src", "").SelectMany(file => Above(file.Folder)).ToHashSet();
        return from file in tree.CSharp("tests")
            let parts = file.Folder.Split('/')
            where
                parts.Length > 2
                && parts[1].EndsWith(".Tests", StringComparison.Ordinal)
                && !HouseRules.FoldersOfTestsAlone.Contains(parts[2])
            let source = string.Join(
                '/',
                parts is [_, "AgriMarket.Web.Tests", "Platform" or "Migrations", ..]
                    ? [$"src/AgriMarket.{parts[2]}", .. parts[3..]]
                    : (string[])["src", parts[1][..^".Tests".Length], .. parts[2..]]
            )
            where !folders.Contains(source)
            select file.At(0, $"mirrors {source}, which is not there; a test lies where what it tests lies.");
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (var name = folder; name.Contains('/', StringComparison.Ordinal); name = name[..name.LastIndexOf('/')])
        {
            yield return name;
        }
    }
}
