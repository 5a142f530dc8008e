using System.Text.RegularExpressions;

namespace AgriMarket.Web.Tests.House.Screens;

/// <summary>Pages show and pass on: no database, and short.</summary>
public sealed class PagesHoldNoRules
{
    /// <summary>120 is the aim; at this many lines of markup a page has to be divided.</summary>
    private const int MaxMarkupLines = 150;

    /// <summary>More code than this goes to .razor.cs.</summary>
    private const int MaxCodeLines = 25;

    private static readonly Regex Database = new(@"\b(MarketDb|IDbContextFactory|DbContext|DbSet)\b");

    [Fact]
    public void PagesHoldNoDatabase() => HouseAssert.Clean(CheckDatabase(RepositoryTree.Real));

    [Theory]
    [InlineData("src/AgriMarket.Web/Lots/LotPage.razor", "@inject MarketDb Db")]
    [InlineData("src/AgriMarket.Web/Lots/LotPage.razor.cs", "class LotPage(MarketDb db);")]
    public void APlantedDatabaseInAPageIsFound(string path, string text) =>
        HouseAssert.Finds(path, "database", CheckDatabase(RepositoryTree.Planted((path, text))));

    [Fact]
    public void PagesAreShort() => HouseAssert.Clean(CheckSize(RepositoryTree.Real));

    [Fact]
    public void APlantedLongPageIsFound() =>
        HouseAssert.Finds(
            "src/A.razor",
            "markup",
            CheckSize(RepositoryTree.Planted(("src/A.razor", string.Concat(Enumerable.Repeat("<br />\n", MaxMarkupLines + 1)))))
        );

    [Fact]
    public void APlantedLongCodeBlockIsFound() =>
        HouseAssert.Finds(
            "src/A.razor",
            ".razor.cs",
            CheckSize(RepositoryTree.Planted(("src/A.razor", "@code {" + new string('\n', MaxCodeLines) + "}")))
        );

    private static IEnumerable<Violation> CheckDatabase(RepositoryTree tree) =>
        from file in tree.Under("src", ".razor", ".razor.cs")
        from match in Database.Matches(file.Text)
        select file.At(file.LineAt(match.Index), $"mentions {match.Value}; the database belongs to services and queries.");

    private static IEnumerable<Violation> CheckSize(RepositoryTree tree)
    {
        foreach (var file in tree.Under("src", ".razor"))
        {
            var code = file.Markup.CodeBlockLines;
            if (file.LineCount - code > MaxMarkupLines)
            {
                yield return file.At(0, $"has {file.LineCount - code} lines of markup; {MaxMarkupLines} at the most.");
            }

            if (code > MaxCodeLines)
            {
                yield return file.At(0, $"has {code} lines of code; more than {MaxCodeLines} go to .razor.cs.");
            }
        }
    }
}
