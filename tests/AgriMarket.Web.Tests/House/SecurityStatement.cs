using System.Text.RegularExpressions;

namespace AgriMarket.Web.Tests.House;

/// <summary>SECURITY.md speaks of each requirement once, and of classes and files that are there.</summary>
public sealed partial class SecurityStatement
{
    private const string Statement = ".github/SECURITY.md";

    private static readonly string[] Places = ["src", "tests", "wwwroot"];

    private static readonly string[] States = ["met", "not met", "not applicable"];

    /// <summary>
    /// The requirements of levels 1 and 2 of OWASP ASVS 5.0.0: how many each section has, which are numbered from 1 on. Those of level 3
    /// come last in their sections.
    /// </summary>
    private static readonly (string Section, int Count)[] Sections =
    [
        .. Of("1", 2, 9, 11, 3, 2),
        .. Of("2", 3, 3, 4, 1),
        .. Of("3", 0, 2, 4, 6, 5, 0, 2),
        .. Of("4", 3, 1, 2, 4),
        .. Of("5", 1, 3, 2, 3),
        .. Of("6", 3, 12, 4, 4, 5, 3, 0, 4),
        .. Of("7", 3, 4, 2, 5, 2, 2),
        .. Of("8", 2, 3, 1, 1),
        .. Of("9", 3, 4),
        .. Of("10", 2, 2, 4, 11, 5, 2, 3),
        .. Of("11", 2, 3, 3, 4, 1, 1),
        .. Of("12", 3, 2, 4),
        .. Of("13", 1, 5, 2, 5),
        .. Of("14", 2, 4, 3),
        .. Of("15", 3, 3, 7),
        .. Of("16", 1, 5, 4, 3, 3),
        .. Of("17", 1, 4, 2),
    ];

    [Fact]
    public void EachRequirementIsThereOnceAndWhatIsNamedExists() =>
        HouseAssert.Clean(Check(File.ReadAllText(Path.Combine(RepositoryTree.FindTop(), Statement)), RepositoryTree.Real));

    [Theory]
    [InlineData("| 1.1.1 | 2 | Text | met | `NobodyTests` |", "NobodyTests")]
    [InlineData("| 1.1.1 | 2 | Text | met | `src/Nothing.cs` |", "src/Nothing.cs")]
    [InlineData("| 1.1.1 | 2 | Text | perhaps | How |", "perhaps")]
    [InlineData("| 1.1.1 | 2 | Text | met | How |\n| 1.1.1 | 2 | Text | met | How |", "1.1.1")]
    [InlineData("| 1.1.1 | 2 | Text | met | How |\n| 1.2.10 | 3 | Text | met | How |", "1.2.10")]
    [InlineData("", "1.1.1")]
    public void APlantedClaimIsFound(string row, string words) =>
        HouseAssert.Finds(
            Statement,
            words,
            Check(
                string.Join('\n', Wanted().Skip(1).Select(id => $"| {id} | 2 | Text | met | How |").Append(row)),
                RepositoryTree.Planted()
            )
        );

    private static IEnumerable<string> Wanted() =>
        Sections.SelectMany(it => Enumerable.Range(1, it.Count).Select(number => $"{it.Section}.{number}"));

    private static IEnumerable<(string, int)> Of(string chapter, params int[] counts) =>
        counts.Select((count, place) => ($"{chapter}.{place + 1}", count));

    private static IEnumerable<Violation> Check(string text, RepositoryTree tree)
    {
        var rows = text.Split('\n').Select(line => Row().Match(line)).Where(row => row.Success).ToList();
        var ids = rows.ConvertAll(row => row.Groups["id"].Value);
        var wanted = Wanted().ToList();
        var wrong = wanted
            .Except(ids)
            .Concat(ids.Except(wanted))
            .Concat(ids.GroupBy(id => id).Where(it => it.Count() > 1).Select(it => it.Key));
        foreach (var id in wrong)
        {
            yield return new(Statement, 0, $"does not speak of requirement {id} exactly once, or it is none of levels 1 and 2.");
        }

        foreach (var state in rows.Select(row => row.Groups["state"].Value).Except(States))
        {
            yield return new(Statement, 0, $"says \"{state}\", which is neither {string.Join(" nor ", States)}.");
        }

        var classes = Places
            .SelectMany(place => tree.Under(place, ".cs", ".razor"))
            .Select(file => file.Name.Split('.')[0])
            .ToHashSet(StringComparer.Ordinal);
        var named = rows.SelectMany(row => Named().Matches(row.Value)).Select(it => it.Groups[1].Value).Distinct();
        foreach (var name in named.Where(name => !(name.Contains('/') ? tree.Find(name) is not null : classes.Contains(name))))
        {
            yield return new(Statement, 0, $"names {name}, which is not there.");
        }
    }

    [GeneratedRegex(@"^\| (?<id>\d+\.\d+\.\d+) \| \d \| [^|]+ \| (?<state>[^|]+?) \| .+ \|$")]
    private static partial Regex Row();

    /// <summary>A class, or a file by its path.</summary>
    [GeneratedRegex(@"`((?:src|tests|wwwroot)/[\w./]+\.\w+|[A-Z][A-Za-z0-9]+)`")]
    private static partial Regex Named();
}
