using Microsoft.AspNetCore.Components;
using Microsoft.CodeAnalysis;

namespace AgriMarket.Web.Tests.House.Screens;

/// <summary>
/// What stands in an address behind the question mark anybody may write: the framework throws at what is no number or id, so that pages
/// take texts and read them with QueryValue.
/// </summary>
public sealed class QueriesAreTexts
{
    [Fact]
    public void PagesTakeTexts() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Theory]
    [InlineData("[SupplyParameterFromQuery] public int? Number { get; set; }", "Number")]
    [InlineData("[SupplyParameterFromQuery(Name = \"page\")] private int Number { get; set; }", "Number")]
    [InlineData("[Parameter, SupplyParameterFromQuery] public Guid? Like { get; set; }", "Like")]
    [InlineData("[SupplyParameterFromQueryAttribute] private bool Saved { get; set; }", "Saved")]
    [InlineData("[SupplyParameterFromQuery] private DateOnly? Day { get; set; }", "Day")]
    [InlineData("[SupplyParameterFromQuery] private Guid[] Ids { get; set; } = [];", "Ids")]
    public void APlantedNumberIsFound(string property, string words)
    {
        HouseAssert.Finds(
            "src/AgriMarket.Web/X.razor",
            words,
            Check(RepositoryTree.Planted(("src/AgriMarket.Web/X.razor", $"<p></p>\n@code {{ {property} }}")))
        );
        var code = $"using Microsoft.AspNetCore.Components; class X : ComponentBase {{ {property} }}";
        HouseAssert.Finds("src/AgriMarket.Web/X.cs", words, Check(RepositoryTree.Planted(("src/AgriMarket.Web/X.cs", code))));
    }

    [Theory]
    [InlineData("[SupplyParameterFromQuery] private string? Number { get; set; }")]
    [InlineData("[SupplyParameterFromQuery] private string[] Kinds { get; set; } = [];")]
    [InlineData("[Parameter] public int Number { get; set; }")]
    public void ATextIsNot(string property) =>
        Assert.Empty(Check(RepositoryTree.Planted(("src/AgriMarket.Web/X.razor", $"<p></p>\n@code {{ {property} }}"))));

    private static IEnumerable<Violation> Check(RepositoryTree tree) =>
        from type in tree.Model.Types
        from property in type.GetMembers().OfType<IPropertySymbol>()
        where property.GetAttributes().Any(it => it.AttributeClass?.Name == nameof(SupplyParameterFromQueryAttribute))
        where !IsText(property.Type) && !(property.Type is IArrayTypeSymbol { ElementType: var one } && IsText(one))
        select new Violation(
            tree.Model.HomeOf(type)!,
            0,
            $"{property.Name} is taken from the query as {property.Type.ToDisplayString()}, at which a page fails that cannot read it; "
                + "take a string and read it with QueryValue."
        );

    private static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String;
}
