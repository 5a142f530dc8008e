using AgriMarket.Web.Aid.Campaigns;

namespace AgriMarket.Web.Tests.Aid.Campaigns;

public sealed class CampaignStoryTests
{
    private static readonly CampaignStory Story = new();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<iframe src=\"https://x.example\"></iframe>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<style>body{display:none}</style>")]
    [InlineData("<svg onload=alert(1)>")]
    [InlineData("<form action=\"https://x.example\"><input name=password></form>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java&#x09;script:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](https://x.example/spy.png)")]
    [InlineData("![x](data:image/svg+xml;base64,PHN2Zz4=)")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("> <details open ontoggle=alert(1)>")]
    public void NothingDangerousSurvives(string markdown)
    {
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(Render(markdown));

        Assert.Empty(document.QuerySelectorAll("script, img, iframe, style, svg, form, input, object, embed, details, link, meta"));
        Assert.All(
            document.Body!.QuerySelectorAll("*"),
            element =>
                Assert.All(
                    element.Attributes,
                    attribute =>
                    {
                        Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.Name);
                        Assert.Contains(attribute.Name, (string[])["href", "rel", "start"]);
                    }
                )
        );
        Assert.All(document.QuerySelectorAll("[href]"), link => Assert.Matches("^(https?|mailto):", link.GetAttribute("href")!));
    }

    [Fact]
    public void LinksSaySoAndAreNotRecommended() =>
        Assert.Contains(
            "<a href=\"https://www.gov.cn/\" rel=\"nofollow noopener\">政府网</a>",
            Render("[政府网](https://www.gov.cn/)"),
            StringComparison.Ordinal
        );

    [Fact]
    public void RawHtmlIsShownAsText() => Assert.Contains("&lt;b&gt;", Render("<b>x</b>"), StringComparison.Ordinal);

    [Fact]
    public void HeadingsListsAndEmphasisAreKept()
    {
        var html = Render("# 一\n\n**茶** 和 *菜*\n\n- 甲\n- 乙");

        Assert.Contains("<h2>一</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>茶</strong> 和 <em>菜</em>", html, StringComparison.Ordinal);
        Assert.Contains("<li>乙</li>", html, StringComparison.Ordinal);
    }

    private static string Render(string markdown) => Story.Render(markdown).Value;
}
