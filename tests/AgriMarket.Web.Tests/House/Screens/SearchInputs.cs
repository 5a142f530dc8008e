using System.Text.RegularExpressions;

namespace AgriMarket.Web.Tests.House.Screens;

/// <summary>
/// No search input has its text selected by the server: over a slow line the answer takes the focus back from whoever has gone on.
/// forms.js selects it in the browser.
/// </summary>
public sealed partial class SearchInputs
{
    [Fact]
    public void NoneIsSelectedByTheServer() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Theory]
    [InlineData("<MudAutocomplete T=\"string\" Label=\"x\" />")]
    [InlineData("<MudAutocomplete T=\"string\" SelectOnActivation=\"true\" />")]
    [InlineData("<MudAutocomplete T=\"string\" SelectOnActivation=\"false\" />\n<MudAutocomplete T=\"int\" />")]
    public void APlantedOneIsFound(string markup) =>
        HouseAssert.Finds("src/X.razor", "SelectOnActivation", Check(RepositoryTree.Planted(("src/X.razor", markup))));

    private static IEnumerable<Violation> Check(RepositoryTree tree) =>
        from file in tree.Under("src", ".razor")
        let inputs = Input().Matches(file.Text)
        where inputs.Count > Unselected().Count(file.Text)
        select file.At(file.LineAt(inputs[0].Index), "has a MudAutocomplete without SelectOnActivation=\"false\".");

    [GeneratedRegex(@"<MudAutocomplete\b")]
    private static partial Regex Input();

    [GeneratedRegex(@"\bSelectOnActivation=""false""")]
    private static partial Regex Unselected();
}
