namespace AgriMarket.Web.Tests.House;

public sealed class RazorDocumentTests
{
    private const string Page = """
        @page "/lots/{id:guid}"
        @using AgriMarket.Web.Stock
        @attribute [Authorize(Policy = Policies.Seller)]
        @inject IStringLocalizer<LotText> T
        @* A comment with words. *@
        <!-- Another one -->
        <h1 class="big @(Open ? "open" : "shut")" title="@T["Title"]" aria-label="Words">@T["Title"] &nbsp;·</h1>
        @if (Lots is { Count: > 0 } lots)
        {
            // A comment that says <b>nothing</b>.
            var text = "<p>not markup</p>";
            foreach (var lot in lots.Where(lot => lot.Grams < 5))
            {
                <LotRow Lot="lot" OnPick="@(() => Pick(lot, "x"))">
                    @lot.Name.Trim()?.Length 斤
                    @foreach (var tag in lot.Tags) { <em>@tag</em> }
                </LotRow>
            }
        }
        else if (Lots is null)
        {
            <p>Loading</p>
            @: and waiting
        }
        else
        {
            <img src="@Assets["a.svg"]" alt="">
        }
        mail@example
        @switch (Kind)
        {
            case 1:
                <b>One</b>
                break;
        }
        @code {
            private string Word => $"{T["Inner"]} <p>no text</p>";
        }
        """;

    private static readonly RazorDocument Document = RazorDocument.Parse(Page);

    [Fact]
    public void TextIsWhatPeopleRead() =>
        Assert.Equal(["·", "斤", "Loading", "and waiting", "mail", "@example", "One"], Document.Texts.Select(piece => piece.Text));

    [Fact]
    public void ElementsAreFoundInCodeToo() =>
        Assert.Equal(["h1", "LotRow", "em", "p", "img", "b"], Document.Elements.Select(piece => piece.Text));

    [Fact]
    public void AttributesKeepOnlyWhatIsLiteral()
    {
        Assert.Contains(new RazorAttribute("h1", "aria-label", "Words", 7), Document.Attributes);
        Assert.Contains(new RazorAttribute("h1", "title", "", 7), Document.Attributes);
        Assert.Contains(new RazorAttribute("h1", "class", "big ", 7), Document.Attributes);
        Assert.Contains(new RazorAttribute("LotRow", "OnPick", "", 14), Document.Attributes);
    }

    [Fact]
    public void DirectivesAreReadWhole() =>
        Assert.Equal(
            ["page \"/lots/{id:guid}\"", "using AgriMarket.Web.Stock", "attribute [Authorize(Policy = Policies.Seller)]", "inject IStringLocalizer<LotText> T"],
            Document.Directives.Select(piece => piece.Text));

    [Fact]
    public void CodeIsFoundWhereverItStands()
    {
        Assert.Contains("lot.Name.Trim()?.Length", Document.Code.Select(piece => piece.Text));
        Assert.Contains("(() => Pick(lot, \"x\"))", Document.Code.Select(piece => piece.Text));
        Assert.Equal(3, Document.CodeBlockLines);
    }
}
