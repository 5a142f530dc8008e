using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgriMarket.Web.Tests.House.Dependencies;

/// <summary>The platform stores, sends, runs and watches, and names nothing of the business.</summary>
public sealed partial class PlatformWords
{
    private const string Platform = "src/AgriMarket.Platform";

    [Fact]
    public void ThePlatformNamesNoBusiness() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Theory]
    [InlineData("class LotCache;", "Lot")]
    [InlineData("interface A { void SendTo(string farmerName); }", "Farmer")]
    [InlineData("class A { public const int MaxRefund = 1; }", "Refund")]
    [InlineData("class A { void B() { var stock = 1; } }", "Stock")]
    public void APlantedBusinessWordIsFound(string code, string words) =>
        HouseAssert.Finds($"{Platform}/A.cs", words, Check(RepositoryTree.Planted(($"{Platform}/A.cs", code))));

    [Theory]
    [InlineData("class Slots { int Lottery; } // a lot")]
    [InlineData("class A { object B() => new int[1].Order(); }")]
    public void OtherWordsAreNot(string code) => Assert.Empty(Check(RepositoryTree.Planted(($"{Platform}/A.cs", code))));

    private static IEnumerable<Violation> Check(RepositoryTree tree) =>
        from file in tree.CSharp(Platform)
        from token in file.Syntax.DescendantTokens()
        where
            token.IsKind(SyntaxKind.IdentifierToken)
            && token.Parent
                is MemberDeclarationSyntax
                    or VariableDeclaratorSyntax
                    or ParameterSyntax
                    or LocalFunctionStatementSyntax
                    or SingleVariableDesignationSyntax
        from word in Word()
            .Matches(token.Text)
            .Select(match => char.ToUpperInvariant(match.Value[0]) + match.Value[1..])
            .Where(HouseRules.BusinessWords.Contains)
        select file.At(token.Parent!, $"names {token.Text}: {word} is a word of the business, and the platform knows none.");

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Word();
}
