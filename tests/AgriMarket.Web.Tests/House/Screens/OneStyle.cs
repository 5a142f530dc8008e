using System.Text.RegularExpressions;

namespace AgriMarket.Web.Tests.House.Screens;

/// <summary>Colours come from the theme alone, files from this server alone, package versions from one list.</summary>
public sealed partial class OneStyle
{
    private const string Theme = "MarketTheme.cs";
    private const string Versions = "src/Directory.Packages.props";

    /// <summary>Drawings and what others made.</summary>
    private static readonly string[] Pictures = ["wwwroot/icons/", "wwwroot/produce/", "wwwroot/covers/", "wwwroot/lib/"];

    [Fact]
    public void ColoursStandInTheThemeOnly() => HouseAssert.Clean(CheckColours(RepositoryTree.Real));

    [Theory]
    [InlineData("wwwroot/app.css", "a { color: #2F7D4F; }", "#2F7D4F")]
    [InlineData("wwwroot/app.css", ".x { background: rgb(1 2 3 / 50%); }", "rgb(")]
    [InlineData("src/X.razor.css", "a { border: 1px solid #abc }", "#abc")]
    [InlineData("src/X.razor", "<p style=\"color:#ffffff\"></p>", "#ffffff")]
    [InlineData("wwwroot/live.js", "mark.style.color = \"#fff\";", "#fff")]
    [InlineData("src/X.cs", "class X { string A = \"#2F7D4F\"; }", "#2F7D4F")]
    public void APlantedColourIsFound(string path, string text, string words) =>
        HouseAssert.Finds(path, words, CheckColours(RepositoryTree.Planted((path, text))));

    [Theory]
    [InlineData("wwwroot/app.css", "#feed, #add { color: var(--mud-palette-primary); }")]
    [InlineData("src/X.razor", "<a href=\"#feed\">&#123;</a>")]
    [InlineData("wwwroot/live.js", "class A { #feed = 1; b() { return this.#feed; } }")]
    [InlineData("wwwroot/icons/a.css", "a { color: #fff; }")]
    [InlineData("src/AgriMarket.Web/Shell/Layout/MarketTheme.cs", "class X { string A = \"#2F7D4F\"; }")]
    public void WhatOnlyLooksLikeAColourIsNone(string path, string text) =>
        Assert.Empty(CheckColours(RepositoryTree.Planted((path, text))));

    [Fact]
    public void NothingIsLoadedFromElsewhere() => HouseAssert.Clean(CheckSources(RepositoryTree.Real));

    [Theory]
    [InlineData("src/X.razor", "<script src=\"https://cdn.example/x.js\"></script>", "cdn.example")]
    [InlineData("src/X.razor", "<link href=\"//fonts.example/x.css\" />", "fonts.example")]
    [InlineData("wwwroot/app.css", "@import \"https://fonts.example/x.css\";", "fonts.example")]
    [InlineData("wwwroot/app.css", "a { background: url(http://x.example/a.png) }", "x.example")]
    [InlineData("wwwroot/live.js", "import x from 'https://x.example/a.js';", "x.example")]
    public void APlantedForeignSourceIsFound(string path, string text, string words) =>
        HouseAssert.Finds(path, words, CheckSources(RepositoryTree.Planted((path, text))));

    [Theory]
    [InlineData("src/X.razor", "<a href=\"https://www.gov.cn/\"></a><img src=\"/a.png\" alt=\"\" />")]
    [InlineData("wwwroot/live.js", "document.createElementNS('http://www.w3.org/2000/svg', 'svg'); // https://example.org/why")]
    public void LinksAndNamespacesLoadNothing(string path, string text) => Assert.Empty(CheckSources(RepositoryTree.Planted((path, text))));

    [Fact]
    public void PackageVersionsStandInOneList() => HouseAssert.Clean(CheckVersions(RepositoryTree.Real));

    [Theory]
    [InlineData("src/X/X.csproj", "<PackageReference Include=\"A\" Version=\"1.0\" />")]
    [InlineData("tests/X/X.csproj", "<PackageReference Include=\"A\" VersionOverride=\"1.0\" />")]
    [InlineData("tests/Directory.Build.props", "<PackageVersion Include=\"A\" Version=\"1.0\" />")]
    public void APlantedPackageVersionIsFound(string path, string text) =>
        HouseAssert.Finds(path, Versions, CheckVersions(RepositoryTree.Planted((path, text))));

    private static IEnumerable<Violation> CheckColours(RepositoryTree tree) =>
        from file in tree.Under("src", ".razor", ".razor.css", ".cs").Concat(tree.Under("wwwroot", ".css", ".js"))
        where file.Name != Theme && !Pictures.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
        from match in ColourIn(Path.GetExtension(file.Path)).Matches(file.Text)
        select file.At(file.LineAt(match.Index), $"holds the colour {match.Groups["colour"].Value}; colours stand in MarketTheme.");

    private static Regex ColourIn(string extension) =>
        extension switch
        {
            ".css" => ColourInCss(),
            ".razor" => ColourInRazor(),
            _ => ColourInCode(),
        };

    private static IEnumerable<Violation> CheckSources(RepositoryTree tree)
    {
        var inPages =
            from file in tree.Under("src", ".razor")
            from attribute in file.Markup.Attributes
            where
                attribute.Name is "src" or "href" or "srcset" or "action" or "data"
                && attribute.Element is not ("a" or "MudLink" or "NavLink")
            where Foreign().IsMatch(attribute.Words)
            select file.At(attribute.Line, $"loads {attribute.Words} from elsewhere.");
        var inFiles =
            from file in tree.Under("wwwroot", ".css", ".js").Concat(tree.Under("src", ".css", ".js"))
            where !file.Path.StartsWith("wwwroot/lib/", StringComparison.Ordinal)
            from match in ForeignLoad().Matches(file.Text)
            where !match.Value.Contains("www.w3.org", StringComparison.Ordinal)
            select file.At(file.LineAt(match.Index), $"loads {match.Value} from elsewhere.");
        return inPages.Concat(inFiles);
    }

    private static IEnumerable<Violation> CheckVersions(RepositoryTree tree) =>
        from file in tree.Under("src", ".csproj", ".props", ".targets").Concat(tree.Under("tests", ".csproj", ".props", ".targets"))
        where file.Path != Versions
        from match in PackageVersion().Matches(file.Text)
        select file.At(file.LineAt(match.Index), $"names a package's version; versions stand in {Versions}.");

    /// <summary>After a colon, so that a selector by id is none.</summary>
    [GeneratedRegex(@":[^;{}]*?(?<colour>#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b(?![^{}]*\{)|\b(?:rgba?|hsla?)\()")]
    private static partial Regex ColourInCss();

    [GeneratedRegex(@"(?<!&|href=""[^""]*)(?<colour>#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b|\b(?:rgba?|hsla?)\()")]
    private static partial Regex ColourInRazor();

    /// <summary>Inside quotes, so that a private field of a script is none.</summary>
    [GeneratedRegex(@"[""'`](?:[^""'`\n]*[ :(,])?(?<colour>#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b|\b(?:rgba?|hsla?)\()")]
    private static partial Regex ColourInCode();

    [GeneratedRegex(@"(^|[\s,])(https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex Foreign();

    [GeneratedRegex(
        @"(?:@import\s+|url\(\s*|\bfrom\s+|\bimport\s*\(?\s*|\bfetch\(\s*|\bsrc\s*=\s*|\bhref\s*=\s*)[""'`]?(?:https?:)?//[^\s""'`)]+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ForeignLoad();

    [GeneratedRegex(@"<PackageReference[^>]*\bVersion(Override)?\s*=|<PackageVersion\b|<PackageReference[^/>]*>\s*<Version>")]
    private static partial Regex PackageVersion();
}
