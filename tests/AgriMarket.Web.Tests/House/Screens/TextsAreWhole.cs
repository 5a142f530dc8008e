namespace AgriMarket.Web.Tests.House.Screens;

/// <summary>Every word exists in both languages, and every key that is asked for is there.</summary>
public sealed class TextsAreWhole
{
    /// <summary>Values of the Chinese files that are not Chinese: the name of the other language, in its own.</summary>
    private static readonly HashSet<string> LatinOnPurpose = ["English", "en"];

    /// <summary>Values of the English files that are Chinese, for the same reason.</summary>
    private static readonly HashSet<string> ChineseOnPurpose = ["中文"];

    private const string Localizer = "@using Microsoft.Extensions.Localization\n@inject IStringLocalizer<LotText> T\n";

    [Fact]
    public void BothLanguagesSayTheSame() => HouseAssert.Clean(CheckPairs(RepositoryTree.Real));

    [Fact]
    public void EveryKeyIsThereAndUsed() => HouseAssert.Clean(CheckKeys(RepositoryTree.Real));

    [Theory]
    [InlineData("A", "甲", "B", "Two", "no key \"B\"")]
    [InlineData("A", "甲", "A", "", "empty")]
    [InlineData("A", "One", "A", "One", "no Chinese")]
    [InlineData("A", "甲 {0:weight}", "A", "One {0:yuan}", "{0:yuan}")]
    [InlineData("A", "甲", "A", "One，two", "Chinese")]
    public void APlantedDifferenceIsFound(string keyZh, string zh, string keyEn, string en, string words) =>
        Assert.Contains(
            CheckPairs(Plant(Resx((keyZh, zh)), Resx((keyEn, en)))),
            violation => violation.Sentence.Contains(words, StringComparison.Ordinal)
        );

    [Fact]
    public void AMissingLanguageIsFound() =>
        HouseAssert.Finds(
            "src/AgriMarket.Web/Lots/LotText.resx",
            "LotText.en.resx",
            CheckPairs(RepositoryTree.Planted(("src/AgriMarket.Web/Lots/LotText.resx", Resx(("A", "甲")))))
        );

    [Fact]
    public void ARepeatedKeyIsFound() =>
        HouseAssert.Finds(
            "src/AgriMarket.Web/Lots/LotText.resx",
            "twice",
            CheckPairs(Plant(Resx(("A", "甲"), ("A", "乙")), Resx(("A", "One"))))
        );

    [Theory]
    [InlineData("@T[\"A\"]", null)]
    [InlineData("@T[$\"A{x}\"]", null)]
    [InlineData("@(x ? T[\"A\"] : T[y ? \"A\" : \"B\"])", "no key \"B\"")]
    [InlineData("@T[\"A\"] @T[$\"Status.{x}\"]", "\"Status.\"")]
    [InlineData("@code { object B => T[\"A\", T[\"C\"]]; }", "no key \"C\"")]
    [InlineData("<p></p>", "never used")]
    public void AKeyThatIsMissingOrUselessIsFound(string page, string? words)
    {
        var found = CheckKeys(Plant(Resx(("A", "甲")), Resx(("A", "One")), Localizer + page)).Select(violation => violation.Sentence);
        if (words is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(words, Assert.Single(found), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheOtherHalfOfAPageIsRead() =>
        HouseAssert.Finds(
            "src/AgriMarket.Web/Lots/LotPage.razor.cs",
            "no key \"D\"",
            CheckKeys(
                RepositoryTree.Planted(
                    ("src/AgriMarket.Web/Lots/LotText.resx", Resx()),
                    ("src/AgriMarket.Web/Lots/LotPage.razor", Localizer),
                    (
                        "src/AgriMarket.Web/Lots/LotPage.razor.cs",
                        "namespace AgriMarket.Web.Lots; partial class LotPage { object A => T[\"D\"]; }"
                    )
                )
            )
        );

    private static RepositoryTree Plant(string zh, string en, string page = "") =>
        RepositoryTree.Planted(
            ("src/AgriMarket.Web/Lots/LotText.resx", zh),
            ("src/AgriMarket.Web/Lots/LotText.en.resx", en),
            ("src/AgriMarket.Web/Lots/LotPage.razor", page)
        );

    private static string Resx(params (string Key, string Value)[] entries) =>
        $"<root>{string.Concat(entries.Select(entry => $"<data name=\"{entry.Key}\"><value>{entry.Value}</value></data>"))}</root>";

    private static IEnumerable<Violation> CheckPairs(RepositoryTree tree)
    {
        var files = TextFile.Of(tree);
        foreach (var file in files)
        {
            var other = files.FirstOrDefault(candidate => candidate.File.Path == file.PathOfOther);
            if (other is null)
            {
                yield return file.File.At(0, $"has no other language: {file.PathOfOther} is missing.");
            }

            foreach (var violation in file.Entries.SelectMany(entry => CheckEntry(file, entry, other)))
            {
                yield return violation;
            }

            foreach (var repeated in file.Entries.GroupBy(entry => entry.Key).Where(group => group.Count() > 1))
            {
                yield return file.File.At(repeated.Last().Line, $"has \"{repeated.Key}\" twice.");
            }
        }
    }

    private static IEnumerable<Violation> CheckEntry(TextFile file, TextEntry entry, TextFile? other)
    {
        if (string.IsNullOrWhiteSpace(entry.Value))
        {
            yield return file.File.At(entry.Line, $"\"{entry.Key}\" is empty.");
        }

        if (file.IsEnglish && entry.Value.Any(IsChinese) && !ChineseOnPurpose.Contains(entry.Value))
        {
            yield return file.File.At(entry.Line, $"\"{entry.Key}\" holds Chinese signs in the English file: {entry.Value}");
        }

        if (!file.IsEnglish && entry.Words.Any(char.IsLetter) && !entry.Words.Any(IsChinese) && !LatinOnPurpose.Contains(entry.Value))
        {
            yield return file.File.At(entry.Line, $"\"{entry.Key}\" holds no Chinese: {entry.Value}");
        }

        if (other is not null && !other.Keys.Contains(entry.Key))
        {
            yield return other.File.At(0, $"has no key \"{entry.Key}\".");
        }

        // Said once for the two files, at the English one.
        if (
            file.IsEnglish
            && other?.Entries.FirstOrDefault(candidate => candidate.Key == entry.Key) is { } twin
            && !entry.Placeholders.SequenceEqual(twin.Placeholders)
        )
        {
            yield return file.File.At(
                entry.Line,
                $"\"{entry.Key}\" has {Show(entry.Placeholders)}, the Chinese has {Show(twin.Placeholders)}."
            );
        }
    }

    private static IEnumerable<Violation> CheckKeys(RepositoryTree tree)
    {
        var uses = TextUse.Of(tree);
        var files = TextFile.Of(tree).Where(file => !file.IsEnglish).ToList();
        foreach (var use in uses)
        {
            var keys = files.FirstOrDefault(file => file.Type == use.Type)?.Keys ?? new HashSet<string>();
            if (!(use.IsPrefix ? keys.Any(key => key.StartsWith(use.Key, StringComparison.Ordinal)) : keys.Contains(use.Key)))
            {
                yield return use.File.At(
                    use.Line,
                    use.IsPrefix ? $"{use.Type} has no key that begins with \"{use.Key}\"." : $"{use.Type} has no key \"{use.Key}\"."
                );
            }
        }

        var code = tree.CSharp().Concat(tree.Under("src", ".razor")).ToList();
        foreach (var file in files)
        {
            var asked = uses.Where(use => use.Type == file.Type).ToList();
            foreach (
                var entry in file.Entries.Where(entry =>
                    !asked.Any(use => use.IsPrefix ? entry.Key.StartsWith(use.Key, StringComparison.Ordinal) : entry.Key == use.Key)
                )
            )
            {
                // A key may also stand as a literal apart from the localizer: a refusal's code, a list of menu entries.
                if (!code.Any(source => source.Text.Contains($"\"{entry.Key}\"", StringComparison.Ordinal)))
                {
                    yield return file.File.At(
                        entry.Line,
                        $"\"{entry.Key}\" is never used; a key that is put together needs its beginning in the code, as in "
                            + $"T[$\"Status.{{x}}\"]."
                    );
                }
            }
        }
    }

    private static string Show(IEnumerable<string> placeholders) => string.Join(' ', placeholders) is { Length: > 0 } text ? text : "none";

    /// <summary>Han characters and the full-width signs that go with them.</summary>
    private static bool IsChinese(char sign) =>
        sign is >= '\u3000' and <= '\u303F' or >= '\u3400' and <= '\u9FFF' or >= '\uFF00' and <= '\uFFEF';
}
