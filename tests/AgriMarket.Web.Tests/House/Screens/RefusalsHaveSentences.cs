using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgriMarket.Web.Tests.House.Screens;

/// <summary>Whatever the market refuses, it can say why in the reader's language.</summary>
public sealed partial class RefusalsHaveSentences
{
    private static readonly string[] FileEndings =
    [
        "csv",
        "css",
        "db",
        "html",
        "jpg",
        "js",
        "json",
        "md",
        "png",
        "svg",
        "txt",
        "webp",
        "xlsx",
        "xml",
    ];

    [Fact]
    public void EveryRefusalHasASentence() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Theory]
    [InlineData("src/AgriMarket.Domain/A.cs", "class A { object B = new Rejection(\"stock.short\"); }", "no sentence")]
    [InlineData("src/AgriMarket.Domain/A.cs", "class A { void B() => Refuse(true, \"stock.short\"); }", "no sentence")]
    [InlineData("src/AgriMarket.Domain/A.cs", "class A { Rejection B = new(\"order.lost\"); }", "AddRefusals")]
    [InlineData("src/AgriMarket.Web/A.cs", "class A { object B = new Rejection(\"order.lost\"); }", "AddRefusals")]
    [InlineData("src/AgriMarket.Web/A.razor.cs", "class A { string B = \"stock.short\"; }", "no sentence")]
    public void APlantedRefusalWithoutASentenceIsFound(string path, string text, string words) =>
        HouseAssert.Finds(path, words, Check(Plant(path, text)));

    [Theory]
    [InlineData("src/AgriMarket.Domain/A.cs", "class A { object B = new Rejection(\"stock.step\"); }")]
    [InlineData("src/AgriMarket.Web/A.cs", "class A { string B = \"stock.csv\", C = \"text.other\"; }")]
    public void ARefusalWithASentenceIsNot(string path, string text) => Assert.Empty(Check(Plant(path, text)));

    private static RepositoryTree Plant(string path, string text) =>
        RepositoryTree.Planted(
            (
                "src/AgriMarket.Web/Stock/StockModule.cs",
                "class StockModule { void A() => builder.Services.AddRefusals<StockText>(\"stock\", \"hold\"); }"
            ),
            ("src/AgriMarket.Web/Stock/StockText.resx", "<root><data name=\"stock.step\"><value>甲</value></data></root>"),
            (path, text)
        );

    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var registered = tree.CSharp("src/AgriMarket.Web").SelectMany(Registered).ToLookup(source => source.Prefix, source => source.Type);
        var keys = TextFile.Of(tree).Where(file => !file.IsEnglish).ToDictionary(file => file.Type, file => file.Keys);
        foreach (var (file, literal, isRefusal) in tree.CSharp().SelectMany(Codes))
        {
            var code = literal.Token.ValueText;
            var prefix = code.Split('.')[0];
            if (!registered.Contains(prefix))
            {
                if (isRefusal)
                {
                    yield return file.At(literal, $"refuses with \"{code}\", and no AddRefusals names \"{prefix}\".");
                }
            }
            else if (!registered[prefix].Any(type => keys.GetValueOrDefault(type)?.Contains(code) ?? false))
            {
                yield return file.At(literal, $"refuses with \"{code}\", for which {registered[prefix].First()} has no sentence.");
            }
        }
    }

    private static IEnumerable<(string Type, string Prefix)> Registered(SourceFile file) =>
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let name = call.Expression is MemberAccessExpressionSyntax access ? access.Name : call.Expression
        where name is GenericNameSyntax { Identifier.Text: "AddRefusals" }
        from argument in call.ArgumentList.Arguments
        where argument.Expression is LiteralExpressionSyntax
        select (
            ((GenericNameSyntax)name).TypeArgumentList.Arguments[0].ToString().Split('.')[^1],
            ((LiteralExpressionSyntax)argument.Expression).Token.ValueText
        );

    /// <summary>
    /// Literals that look like a code. In the domain each is one; elsewhere it surely is one where a Rejection is made, and
    /// otherwise if its first word is registered.
    /// </summary>
    private static IEnumerable<(SourceFile File, LiteralExpressionSyntax Literal, bool IsRefusal)> Codes(SourceFile file) =>
        from literal in file.Syntax.DescendantNodes().OfType<LiteralExpressionSyntax>()
        where Code().IsMatch(literal.Token.ValueText) && !FileEndings.Contains(literal.Token.ValueText.Split('.')[1])
        let making = literal.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>()
        select (
            file,
            literal,
            file.Path.StartsWith("src/AgriMarket.Domain/", StringComparison.Ordinal) || making?.Type.ToString() == "Rejection"
        );

    [GeneratedRegex(@"^[a-z][a-z-]*\.[a-z][a-z-]*$")]
    private static partial Regex Code();
}
