using System.Text.RegularExpressions;

namespace AgriMarket.Web.Tests.House;

/// <summary>What the README tells people to type is something that exists.</summary>
public sealed partial class ReadmeCommands
{
    private static readonly Regex[] Plain =
    [
        new("^bash tests/run\\.sh$"),
        new("^cd \\S+$"),
        new("^git clone \\S+( \\S+)?$"),
        new("^dotnet (build|restore)( AgriMarket\\.sln)?$"),
        new("^dotnet run --project src/AgriMarket\\.Web$"),
        new("^curl (-\\S+ )*'?\"?http://localhost:5080/"),
    ];

    [Fact]
    public void EveryCommandExists() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Fact]
    public void AMissingReadmeIsFound() => HouseAssert.Finds("README.md", "missing", Check(RepositoryTree.Planted()));

    [Theory]
    [InlineData("npm install", "npm install")]
    [InlineData("dotnet run --project src/AgriMarket.Web -- fly", "fly")]
    [InlineData("Storage__Provider=sqlite dotnet run --project src/AgriMarket.Web -- fly FILE", "fly")]
    [InlineData("dotnet run -c Release --project tests/AgriMarket.Benchmarks -- fly", "fly")]
    public void APlantedCommandThatDoesNotExistIsFound(string command, string words) =>
        HouseAssert.Finds("README.md", words, Check(Plant(command)));

    [Theory]
    [InlineData("# Only words.")]
    [InlineData("bash tests/run.sh")]
    [InlineData("Storage__Provider=sqlite dotnet run --project src/AgriMarket.Web")]
    [InlineData("dotnet run --project src/AgriMarket.Web -- backup FILE")]
    [InlineData("dotnet run -c Release --project tests/AgriMarket.Benchmarks -- checkout")]
    public void ACommandThatExistsIsNot(string command) => Assert.Empty(Check(Plant(command)));

    private static RepositoryTree Plant(string command) =>
        RepositoryTree.Planted(
            ("README.md", $"# A\n\n```bash\n{command}\n```\n\n```json\nnpm install\n```\n"),
            ("src/AgriMarket.Web/Verbs.cs", "class Verbs { string A = \"backup\"; }"),
            ("tests/AgriMarket.Benchmarks/Program.cs", "class Program { string A = \"checkout\"; }")
        );

    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        if (tree.Find("README.md") is not { } readme)
        {
            return [new Violation("README.md", 0, "is missing; people need to know how to start.")];
        }

        return from block in ShellBlock().Matches(readme.Text)
            from command in block
                .Groups["commands"]
                .Value.Replace("\\\n", " ", StringComparison.Ordinal)
                .Split('\n')
                .Select(line => Setting().Replace(line.Trim(), ""))
            where command.Length > 0 && command[0] != '#'
            let wrong = WhyNot(command, tree)
            where wrong is not null
            select readme.At(readme.LineAt(block.Index), wrong);
    }

    private static string? WhyNot(string command, RepositoryTree tree)
    {
        if (Plain.Any(known => known.IsMatch(command)))
        {
            return null;
        }

        var run = Run().Match(command);
        return run.Success
            ? Says(tree, run.Groups["folder"].Value, run.Groups["verb"].Value)
                ? null
                : $"\"{command}\": {run.Groups["folder"].Value} knows no verb \"{run.Groups["verb"].Value}\"."
            : $"\"{command}\" is a command that no test knows.";
    }

    /// <summary>A verb is a literal somewhere in the program that is said to have it.</summary>
    private static bool Says(RepositoryTree tree, string folder, string verb) =>
        tree.CSharp(folder).Any(file => file.Text.Contains($"\"{verb}\"", StringComparison.Ordinal));

    [GeneratedRegex("^```(bash|sh|shell)\\n(?<commands>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("^([A-Za-z_]+=\\S+ +)+")]
    private static partial Regex Setting();

    [GeneratedRegex(
        "^dotnet run (-c Release )?--project (?<folder>src/AgriMarket\\.Web|tests/AgriMarket\\.Benchmarks) -- (?<verb>[a-z-]+)( |$)"
    )]
    private static partial Regex Run();
}
