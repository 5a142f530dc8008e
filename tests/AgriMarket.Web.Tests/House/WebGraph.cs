using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgriMarket.Web.Tests.House;

/// <summary>One mention, in a file of folder <paramref name="From"/>, of something that lies in folder <paramref name="To"/>.</summary>
/// <param name="IsPage">It has an address of its own. A component without one may be shown by any capability.</param>
internal sealed record WebUse(string From, string To, string Name, bool IsPage, SourceFile File, int Line);

/// <summary>Which folder of the web project uses which, from the names that stand in its files.</summary>
internal sealed partial class WebGraph
{
    private const string Web = "src/AgriMarket.Web";
    private const string Namespace = "AgriMarket.Web.";

    private readonly Dictionary<string, HashSet<string>> homes = [];
    private readonly HashSet<string> pages;
    private readonly HashSet<string> folders;

    private WebGraph(RepositoryTree tree)
    {
        SourceFile[] files = [.. tree.CSharp(Web).Concat(tree.Under(Web, ".razor")).Where(file => FolderOf(file) is not null && file.Name != "_Imports.razor")];
        folders = [.. files.Select(file => FolderOf(file)!)];
        pages = [.. files.Where(file => file.Path.EndsWith(".razor", StringComparison.Ordinal) && Route().IsMatch(file.Text)).Select(file => Path.GetFileNameWithoutExtension(file.Name))];
        var domain = tree.CSharp("src/AgriMarket.Domain").SelectMany(Declared).ToHashSet();
        foreach (var file in files)
        {
            // A name that the domain has too means the domain's: pages import both, and a doubtful mention is no proof.
            foreach (var name in Declared(file).Where(name => !domain.Contains(name)))
            {
                (homes.TryGetValue(name, out var known) ? known : homes[name] = []).Add(FolderOf(file)!);
            }
        }

        Uses = [.. files.SelectMany(UsesIn)];
    }

    public IReadOnlyList<WebUse> Uses { get; }

    public static WebGraph Of(RepositoryTree tree) => new(tree);

    /// <summary>A capability's folder, or Platform, with Platform/Shell apart; null for the start of the program beside them.</summary>
    private static string? FolderOf(SourceFile file)
    {
        var parts = file.Path[(Web.Length + 1)..].Split('/');
        return parts switch
        {
            [_] => null,
            ["Platform", "Shell", _, ..] => "Platform/Shell",
            _ => parts[0],
        };
    }

    private static IEnumerable<string> Declared(SourceFile file) => file.Path.EndsWith(".razor", StringComparison.Ordinal)
        ? [Path.GetFileNameWithoutExtension(file.Name)]
        : file.Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).Select(node => node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            _ => null,
        }).OfType<string>();

    private IEnumerable<WebUse> UsesIn(SourceFile file)
    {
        var from = FolderOf(file)!;
        foreach (var (name, line) in Mentions(file))
        {
            var to = name.StartsWith(Namespace, StringComparison.Ordinal) ? name[Namespace.Length..].Split('.')[0] : HomeOf(name);
            if (to is not null && to != from && folders.Contains(to) && !to.StartsWith("Platform", StringComparison.Ordinal))
            {
                var page = name.Split('.').Any(part => HomeOf(part) is not null && pages.Contains(part));
                yield return new(from, to, name, page, file, line);
            }
        }
    }

    private string? HomeOf(string name) => homes.GetValueOrDefault(name) is { Count: 1 } home ? home.Single() : null;

    /// <summary>Names that may be types, and full names of namespaces.</summary>
    private static IEnumerable<(string Name, int Line)> Mentions(SourceFile file)
    {
        if (file.Path.EndsWith(".cs", StringComparison.Ordinal))
        {
            return Names(file.Syntax, 1);
        }

        var directives = file.Razor.Directives.Select(directive => directive with { Text = WithoutItsWord(directive.Text) + ";" });
        return file.Razor.Code.Concat(directives)
            .SelectMany(piece => Names(CSharpSyntaxTree.ParseText(piece.Text, CSharpParseOptions.Default.WithKind(SourceCodeKind.Script)).GetRoot(), piece.Line))
            .Concat(file.Razor.Elements.Select(element => (element.Text.Split('.')[^1], element.Line)));
    }

    private static string WithoutItsWord(string directive) =>
        directive.StartsWith("using ", StringComparison.Ordinal) ? directive : directive[(directive.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static IEnumerable<(string Name, int Line)> Names(SyntaxNode root, int firstLine)
    {
        foreach (var node in root.DescendantNodes())
        {
            var name = node switch
            {
                QualifiedNameSyntax or MemberAccessExpressionSyntax when FullName(node) is { } full => full,
                SimpleNameSyntax simple when MayBeType(simple) => simple.Identifier.Text,
                _ => null,
            };
            if (name is not null)
            {
                yield return (name, firstLine + node.GetLocation().GetLineSpan().StartLinePosition.Line);
            }
        }
    }

    /// <summary>From <c>AgriMarket.Web.X.Y</c>, or from <c>Web.X.Y</c> as it is written inside the namespace AgriMarket.</summary>
    private static string? FullName(SyntaxNode node) => node.ToString() switch
    {
        _ when node.Parent is BaseNamespaceDeclarationSyntax or QualifiedNameSyntax or MemberAccessExpressionSyntax => null,
        var text when text.StartsWith(Namespace, StringComparison.Ordinal) => text,
        var text when text.StartsWith("Web.", StringComparison.Ordinal) => "AgriMarket." + text,
        _ => null,
    };

    /// <summary>Not a member after a value, not the name of an argument, not a property that is set.</summary>
    private static bool MayBeType(SimpleNameSyntax name) => name.Parent switch
    {
        NameColonSyntax or NameEqualsSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } set => set.Left != name,
        MemberAccessExpressionSyntax access when access.Name == name => false,
        QualifiedNameSyntax => FullName(name.Ancestors().OfType<QualifiedNameSyntax>().Last()) is null,
        _ => true,
    };

    [GeneratedRegex("^@page ", RegexOptions.Multiline)]
    private static partial Regex Route();
}
