using System.Collections.Immutable;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgriMarket.Web.Tests.House.Model;

/// <summary>
/// What the compiler understands of the source projects: the C# people wrote and what Razor makes of the components.
/// It is made once for a tree and shared by all rules.
/// </summary>
internal sealed class SolutionModel
{
    private static readonly string[] Imports =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Net.Http",
        "System.Threading",
        "System.Threading.Tasks",
    ];

    private static readonly string[] WebImports =
    [
        "Microsoft.AspNetCore.Builder",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging",
        "System.Net.Http.Json",
    ];

    /// <summary>Nullability decides no name, and its analysis costs more than all the rest.</summary>
    private static readonly CSharpParseOptions Parsing = new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([
        new("run-nullable-analysis", "never"),
    ]);

    /// <summary>What these tests run on is what the market was built on: the framework and every package.</summary>
    private static readonly Lazy<MetadataReference[]> Libraries = new(() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => !Path.GetFileName(path).StartsWith("AgriMarket.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ]
    );

    private readonly RepositoryTree tree;
    private readonly Dictionary<SyntaxTree, string> paths = [];
    private readonly Lazy<SymbolUse[]> uses;

    public SolutionModel(RepositoryTree tree)
    {
        this.tree = tree;
        var compilations = new List<CSharpCompilation>();
        foreach (var project in HouseRules.Projects)
        {
            compilations.Add(Compile(project, [.. compilations.Select(made => made.ToMetadataReference())]));
        }

        Compilations = compilations;
        Code =
        [
            .. compilations.SelectMany(made =>
                made.SyntaxTrees.Where(paths.ContainsKey).Select(syntax => new CodeFile(this, paths[syntax], made.GetSemanticModel(syntax)))
            ),
        ];
        uses = new(() => [.. Code.AsParallel().AsOrdered().SelectMany(UseReader.Read)]);
    }

    public IReadOnlyList<CSharpCompilation> Compilations { get; }

    public IReadOnlyList<CodeFile> Code { get; }

    /// <summary>Every use of a type or member of the source.</summary>
    public IReadOnlyList<SymbolUse> Uses => uses.Value;

    /// <summary>Types that people wrote, the components among them, also those within others.</summary>
    public IEnumerable<INamedTypeSymbol> Types =>
        Compilations.SelectMany(made => TypesOf(made.Assembly.GlobalNamespace)).Where(type => HomeOf(type) is not null);

    /// <summary>
    /// The file in which a symbol of the source is declared: of a component its .razor file; null for what comes from elsewhere.
    /// </summary>
    public string? HomeOf(ISymbol symbol)
    {
        string? home = null;
        foreach (var declaration in symbol.DeclaringSyntaxReferences)
        {
            if (
                paths.TryGetValue(declaration.SyntaxTree, out var path)
                && (home is null || path.EndsWith(".razor", StringComparison.Ordinal))
            )
            {
                home = path;
            }
        }

        return home;
    }

    /// <summary>
    /// Where a person wrote what stands here: in a component the place the compiler knows, or else where one of these words is first.
    /// </summary>
    public (string Path, int Line) PlaceOf(SyntaxNode node, params string[] words)
    {
        var span = node.GetLocation().GetMappedLineSpan();
        var path = paths[node.SyntaxTree];
        if (span.HasMappedPath || !path.EndsWith(".razor", StringComparison.Ordinal))
        {
            return (span.HasMappedPath ? span.Path : path, span.StartLinePosition.Line + 1);
        }

        var file = tree.Find(path)!;
        var found = words
            .Where(word => word != "<")
            .Select(word => file.Text.IndexOf(word, StringComparison.Ordinal))
            .Where(index => index >= 0);
        return (path, found.Select(file.LineAt).FirstOrDefault());
    }

    private CSharpCompilation Compile(HouseProject project, MetadataReference[] lower)
    {
        SyntaxTree[] written = [.. tree.CSharp(project.Folder).Select(file => Parse(file.Text, file.Path))];
        written.ToList().ForEach(file => paths.Add(file, file.FilePath));
        var compilation = CSharpCompilation.Create(
            project.Name,
            [.. written, Parse(Preamble(project), "")],
            [.. Libraries.Value, .. lower],
            new(
                project.IsWeb && tree.Find($"{project.Folder}/Program.cs") is not null
                    ? OutputKind.ConsoleApplication
                    : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        SourceFile[] components = [.. tree.Under(project.Folder, ".razor")];
        if (components.Length == 0)
        {
            return compilation;
        }

        (SyntaxTree Tree, string Path)[] made = [.. RazorCompiler.Compile(compilation, project.Folder, components)];
        made.ToList().ForEach(file => paths.Add(file.Tree, file.Path));
        return compilation.AddSyntaxTrees(made.Select(file => file.Tree));
    }

    /// <summary>What the build adds to a project's own files: namespaces that need no using, and friends.</summary>
    private string Preamble(HouseProject project)
    {
        var settings = Settings($"{project.Folder}/{project.Name}.csproj");
        XDocument[] all = [Settings("src/Directory.Build.props"), settings];
        var isWeb = project.IsWeb || (string?)settings.Root?.Attribute("Sdk") == "Microsoft.NET.Sdk.Web";
        var named = all.SelectMany(file => file.Descendants("Using")).Where(item => item.Attribute("Include") is not null);
        var imports = Imports
            .Concat(isWeb ? WebImports : [])
            .Select(name => $"global using {name};")
            .Concat(
                named.Select(item =>
                    (bool?)item.Attribute("Static") == true
                        ? $"global using static {(string)item.Attribute("Include")!};"
                        : $"global using {(string)item.Attribute("Include")!};"
                )
            );
        var friends = all.SelectMany(file => file.Descendants("InternalsVisibleTo")).Select(friend => (string)friend.Attribute("Include")!);
        return string.Concat(imports)
            + string.Concat(friends.Select(friend => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{friend}\")]"));
    }

    private XDocument Settings(string path) => tree.Find(path) is { } file ? XDocument.Parse(file.Text) : new();

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path);

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol place) =>
        place
            .GetMembers()
            .SelectMany(member =>
                member switch
                {
                    INamedTypeSymbol type => TypesOf(type).Prepend(type),
                    INamespaceSymbol inner => TypesOf(inner),
                    _ => [],
                }
            );
}
