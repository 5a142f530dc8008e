namespace AgriMarket.Web.Tests.House.Screens;

/// <summary>Words for people stand in resource files, never in a page.</summary>
public sealed class NoLiteralText
{
    private static readonly HashSet<string> AttributesPeopleRead =
    [
        "title",
        "alt",
        "placeholder",
        "aria-label",
        "aria-description",
        "Title",
        "Label",
        "HelperText",
        "Placeholder",
        "Text",
        "Alt",
        "AriaLabel",
        "Action",
    ];

    [Fact]
    public void PagesHoldNoWords() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Theory]
    [InlineData("<p>Hello</p>", "Hello")]
    [InlineData("@if (x)\n{\n    <p>@T[\"A\"] 斤</p>\n}", "斤")]
    [InlineData("<button aria-label=\"Close\">×</button>", "Close")]
    [InlineData("<MudTextField Label=\"名称\" />", "名称")]
    public void PlantedWordsAreFound(string page, string words) =>
        HouseAssert.Finds("src/X.razor", words, Check(RepositoryTree.Planted(("src/X.razor", page))));

    [Fact]
    public void SignsAndEmptyAlternativesAreNoWords() =>
        Assert.Empty(
            Check(RepositoryTree.Planted(("src/X.razor", "<img src=\"a.png\" alt=\"\" class=\"b\" /> ¥ 12.50 · — 5% &nbsp; @T[\"A\"]")))
        );

    private static IEnumerable<Violation> Check(RepositoryTree tree) =>
        tree.Under("src", ".razor")
            .SelectMany(file =>
                file.Markup.Texts.Where(piece => piece.Text.Any(char.IsLetter))
                    .Select(piece => file.At(piece.Line, $"holds the words \"{piece.Text}\"."))
                    .Concat(
                        file.Markup.Attributes.Where(attribute =>
                                AttributesPeopleRead.Contains(attribute.Name) && attribute.Words.Any(char.IsLetter)
                            )
                            .Select(attribute => file.At(attribute.Line, $"{attribute.Name}=\"{attribute.Words}\" holds words."))
                    )
            );
}
