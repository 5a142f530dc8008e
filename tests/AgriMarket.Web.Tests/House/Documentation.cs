using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AgriMarket.Web.Tests.House;

/// <summary>The build reads the doc comments, so that what they point at is there.</summary>
public sealed partial class Documentation
{
    private const string Props = "src/Directory.Build.props";

    [Fact]
    public void TheBuildReadsDocComments() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Theory]
    [InlineData("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "GenerateDocumentationFile")]
    [InlineData("<GenerateDocumentationFile>true</GenerateDocumentationFile>", "TreatWarningsAsErrors")]
    [InlineData(
        "<GenerateDocumentationFile>true</GenerateDocumentationFile><TreatWarningsAsErrors>true</TreatWarningsAsErrors>"
            + "<NoWarn>CS1591;CS1574</NoWarn>",
        "CS1574"
    )]
    [InlineData(
        "<GenerateDocumentationFile>true</GenerateDocumentationFile><TreatWarningsAsErrors>true</TreatWarningsAsErrors>"
            + "<WarningsNotAsErrors>1581</WarningsNotAsErrors>",
        "1581"
    )]
    public void APlantedSilenceIsFound(string settings, string words) =>
        HouseAssert.Finds(
            Props,
            words,
            Check(RepositoryTree.Planted((Props, $"<Project><PropertyGroup>{settings}</PropertyGroup></Project>")))
        );

    [Fact]
    public void APlantedProjectThatTurnsItOffIsFound() =>
        HouseAssert.Finds(
            "src/X/X.csproj",
            "GenerateDocumentationFile",
            Check(
                RepositoryTree.Planted(
                    (
                        Props,
                        "<Project><PropertyGroup><GenerateDocumentationFile>true</GenerateDocumentationFile>"
                            + "<TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup></Project>"
                    ),
                    (
                        "src/X/X.csproj",
                        "<Project><PropertyGroup><GenerateDocumentationFile>false</GenerateDocumentationFile></PropertyGroup></Project>"
                    )
                )
            )
        );

    [Fact]
    public void APlantedPragmaIsFound() =>
        HouseAssert.Finds(
            "src/A.cs",
            "CS1574",
            Check(
                RepositoryTree.Planted(
                    (
                        Props,
                        "<Project><PropertyGroup><GenerateDocumentationFile>true</GenerateDocumentationFile>"
                            + "<TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup></Project>"
                    ),
                    ("src/A.cs", "#pragma warning disable CS1574\nclass A;")
                )
            )
        );

    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var props = tree.Find(Props) is { } file ? XDocument.Parse(file.Text) : new XDocument();
        foreach (
            var name in new[] { "GenerateDocumentationFile", "TreatWarningsAsErrors" }.Where(name =>
                props.Descendants(name).All(setting => setting.Value != "true")
            )
        )
        {
            yield return new(Props, 0, $"does not set {name} to true.");
        }

        foreach (var settings in tree.Under("src", ".csproj", ".props"))
        {
            foreach (
                var setting in XDocument
                    .Parse(settings.Text)
                    .Descendants()
                    .Where(setting => setting.Name.LocalName is "NoWarn" or "WarningsNotAsErrors" or "GenerateDocumentationFile")
            )
            {
                if (BrokenComment().Match(setting.Value) is { Success: true } silenced)
                {
                    yield return settings.At(0, $"silences {silenced.Value}; a broken doc comment stops the build.");
                }
                else if (setting.Name.LocalName == "GenerateDocumentationFile" && setting.Value != "true")
                {
                    yield return settings.At(0, "turns GenerateDocumentationFile off.");
                }
            }
        }

        foreach (var code in tree.CSharp())
        {
            foreach (
                var silenced in code
                    .Text.Split('\n')
                    .Where(line => line.StartsWith("#pragma warning disable", StringComparison.Ordinal))
                    .Select(line => BrokenComment().Match(line))
                    .Where(match => match.Success)
            )
            {
                yield return code.At(0, $"silences {silenced.Value}; a broken doc comment stops the build.");
            }
        }
    }

    /// <summary>Comments that are no XML or point at nothing: CS1570 to 1574, 1580 to 1584, 1587; 1591 and 1573 only miss words.</summary>
    [GeneratedRegex(@"\b(CS)?(157[0124]|158[0-47])\b")]
    private static partial Regex BrokenComment();
}
