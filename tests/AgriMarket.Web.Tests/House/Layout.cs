namespace AgriMarket.Web.Tests.House;

/// <summary>What is visible at the top of the repository, and that every project is part of the solution.</summary>
public sealed class Layout
{
    private static readonly string[] TopLevel = ["src", "tests", "wwwroot", "AgriMarket.sln", "README.md", "LICENSE"];

    [Fact]
    public void TheTopLevelIsWhatItShouldBe() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Fact]
    public void AStrayFolderAtTheTopIsFound() =>
        HouseAssert.Finds("docs", "top level", Check(RepositoryTree.Planted([.. TopLevel.Select(name => (name, "")), ("docs/a.md", "")])));

    [Fact]
    public void AMissingReadmeIsFound() =>
        HouseAssert.Finds(
            "README.md",
            "missing",
            Check(RepositoryTree.Planted(TopLevel.Where(name => name != "README.md").Select(name => (name, ""))))
        );

    [Fact]
    public void AProjectOutsideTheSolutionIsFound() =>
        HouseAssert.Finds(
            "tests/X.Tests/X.Tests.csproj",
            "solution",
            Check(RepositoryTree.Planted([.. TopLevel.Select(name => (name, "")), ("tests/X.Tests/X.Tests.csproj", "")]))
        );

    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var there = tree.TopLevel.ToHashSet();
        var solution = tree.Find("AgriMarket.sln")?.Text ?? "";
        return there
            .Except(TopLevel)
            .Select(name => new Violation(name, 0, "does not belong to the top level."))
            .Concat(TopLevel.Except(there).Select(name => new Violation(name, 0, "is missing from the top level.")))
            .Concat(
                tree.Files.Where(file =>
                        file.Path.EndsWith(".csproj", StringComparison.Ordinal)
                        && !solution.Contains(file.Path.Replace('/', '\\'), StringComparison.Ordinal)
                    )
                    .Select(file => file.At(0, "is not in the solution, so nobody builds or tests it."))
            );
    }
}
