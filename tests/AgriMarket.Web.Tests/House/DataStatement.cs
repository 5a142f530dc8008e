using System.Text.RegularExpressions;

namespace AgriMarket.Web.Tests.House;

/// <summary>DATA.md names each purpose of a key and each part of a member's export, and no class that is not there.</summary>
public sealed partial class DataStatement
{
    private const string Statement = ".github/DATA.md";

    [Fact]
    public void EachPurposeOfAKeyAndEachPartOfTheExportIsNamed() =>
        HouseAssert.Clean(Check(File.ReadAllText(Path.Combine(RepositoryTree.FindTop(), Statement)), RepositoryTree.Real));

    [Theory]
    [InlineData("`Export`", "AgriMarket.New")]
    [InlineData("`AgriMarket.New`", "Export")]
    [InlineData("`AgriMarket.New` `Export` `NobodyTests`", "NobodyTests")]
    public void WhatIsPlantedIsFound(string text, string words) =>
        HouseAssert.Finds(
            Statement,
            words,
            Check(
                text,
                RepositoryTree.Planted(
                    ("src/AgriMarket.Web/Seal.cs", "protection.CreateProtector(\"AgriMarket.New\");"),
                    ("src/AgriMarket.Web/Export.cs", "internal sealed class Export : IPersonalData;")
                )
            )
        );

    private static IEnumerable<Violation> Check(string text, RepositoryTree tree)
    {
        var named = Named().Matches(text).Select(it => it.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var code = tree.CSharp().Select(file => file.Text).ToList();
        var wanted = code.SelectMany(file => Purpose().Matches(file).Concat(Part().Matches(file))).Select(it => it.Groups[1].Value);
        foreach (var name in wanted.Where(name => !named.Contains(name)))
        {
            yield return new(Statement, 0, $"does not speak of {name}.");
        }

        var classes = tree.Under("src", ".cs", ".razor")
            .Concat(tree.Under("tests", ".cs"))
            .Select(file => file.Name.Split('.')[0])
            .Concat(code.SelectMany(file => Part().Matches(file)).Select(it => it.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in named.Where(name => IsClass().IsMatch(name) && !classes.Contains(name)))
        {
            yield return new(Statement, 0, $"names {name}, which is not there.");
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();

    [GeneratedRegex("CreateProtector\\(\"([^\"]+)\"\\)")]
    private static partial Regex Purpose();

    [GeneratedRegex(@"class (\w+) : IPersonalData\b")]
    private static partial Regex Part();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]+$")]
    private static partial Regex IsClass();
}
