using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using AgriMarket.Web.Tests.House.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgriMarket.Web.Tests.House;

/// <summary>One place where the house is not in order.</summary>
internal sealed record Violation(string Path, int Line, string Sentence)
{
    public override string ToString() => Line > 0 ? $"{Path}:{Line}: {Sentence}" : $"{Path}: {Sentence}";
}

/// <summary>A file of the repository; its path is relative and written with slashes.</summary>
internal sealed class SourceFile(string path, Func<string> read)
{
    private readonly Lazy<string> text = new(() => read().ReplaceLineEndings("\n"));
    private readonly ConcurrentDictionary<Type, object> parsed = new();

    public string Path { get; } = path;

    public string Text => text.Value;

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Where it lies; empty at the top.</summary>
    public string Folder => Path[..Math.Max(0, Path.LastIndexOf('/'))];

    public int LineCount => Text.TrimEnd('\n').Count(sign => sign == '\n') + 1;

    /// <summary>The C# syntax; only for .cs files.</summary>
    public SyntaxNode Syntax => (SyntaxNode)parsed.GetOrAdd(typeof(SyntaxNode), _ => CSharpSyntaxTree.ParseText(Text).GetRoot());

    /// <summary>The markup; only for .razor files.</summary>
    public RazorMarkup Markup => (RazorMarkup)parsed.GetOrAdd(typeof(RazorMarkup), _ => RazorMarkup.Of(Path, Text));

    public int LineAt(int index) => Text.AsSpan(0, index).Count('\n') + 1;

    public Violation At(int line, string sentence) => new(Path, line, sentence);

    public Violation At(SyntaxNode node, string sentence) => At(node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, sentence);
}

/// <summary>
/// What the house rules look at: the repository, or a few planted files that show that a rule finds what it is for.
/// </summary>
internal sealed partial class RepositoryTree
{
    private static readonly Lazy<RepositoryTree> RealTree = new(() => Read(FindTop()));

    private readonly Lazy<SolutionModel> model;
    private readonly Dictionary<string, SourceFile> byPath;

    private RepositoryTree(IEnumerable<SourceFile> files)
    {
        Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        byPath = Files.ToDictionary(file => file.Path);
        model = new(() => new(this));
    }

    /// <summary>The repository these tests were built from.</summary>
    public static RepositoryTree Real => RealTree.Value;

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>What the compiler understands of the source; made when it is first asked for.</summary>
    public SolutionModel Model => model.Value;

    /// <summary>Visible names at the top, folders and files.</summary>
    public IEnumerable<string> TopLevel => Files.Select(file => file.Path.Split('/')[0]).Distinct();

    public static RepositoryTree Planted(params IEnumerable<(string Path, string Text)> files) =>
        new(files.Select(file => new SourceFile(file.Path, () => file.Text)));

    /// <summary>This tree with the files of another.</summary>
    public RepositoryTree And(RepositoryTree other) => new(Files.Concat(other.Files));

    /// <summary>Files below a folder whose names end in one of these.</summary>
    public IEnumerable<SourceFile> Under(string folder, params IReadOnlyCollection<string> endings) =>
        Files.Where(file =>
            file.Path.StartsWith(folder + "/", StringComparison.Ordinal)
            && endings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal))
        );

    /// <summary>C# people wrote, without what EF Core generates.</summary>
    public IEnumerable<SourceFile> CSharp(string folder = "src") => Under(folder, ".cs").Where(file => !IsGenerated(file));

    public SourceFile? Find(string path) => byPath.GetValueOrDefault(path);

    /// <summary>Migrations and the snapshot of the schema.</summary>
    public static bool IsGenerated(SourceFile file) =>
        file.Path.Contains("Migrations/", StringComparison.Ordinal) && Generated().IsMatch(file.Name);

    public static string FindTop()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AgriMarket.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("AgriMarket.sln is not above the test's folder.");
        }

        return folder.FullName;
    }

    /// <summary>Everything but what begins with a dot (the build's output among it) and what a build leaves in the old places.</summary>
    private static RepositoryTree Read(string top) =>
        new(
            Walk(new DirectoryInfo(top))
                .Select(file => new SourceFile(
                    Path.GetRelativePath(top, file.FullName).Replace('\\', '/'),
                    () => File.ReadAllText(file.FullName)
                ))
        );

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder
            .EnumerateFiles()
            .Where(file => file.Name[0] != '.')
            .Concat(
                folder.EnumerateDirectories().Where(inner => inner.Name[0] != '.' && inner.Name is not ("bin" or "obj")).SelectMany(Walk)
            );

    [GeneratedRegex(@"^\d{14}_\w+(\.Designer)?\.cs$|ModelSnapshot\.cs$")]
    private static partial Regex Generated();
}

internal static class HouseAssert
{
    /// <summary>No violations; otherwise each of them is a line of the message.</summary>
    public static void Clean(IEnumerable<Violation> violations)
    {
        string[] found = [.. violations.Select(violation => violation.ToString()).Distinct()];
        if (found.Length > 0)
        {
            Assert.Fail($"The house is not in order:\n{string.Join('\n', found)}");
        }
    }

    /// <summary>Just this violation: one sentence that contains these words, at this path.</summary>
    public static void Finds(string path, string words, IEnumerable<Violation> violations)
    {
        var violation = Assert.Single(violations);
        Assert.Equal(path, violation.Path);
        Assert.Contains(words, violation.Sentence, StringComparison.Ordinal);
    }
}
