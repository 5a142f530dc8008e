using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Microsoft.NET.Sdk.Razor.SourceGenerators;

namespace AgriMarket.Web.Tests.House.Model;

/// <summary>The SDK's own Razor compiler: it makes the C# of a project's components as a build does.</summary>
internal static class RazorCompiler
{
    private static readonly Lock FirstRun = new();
    private static GeneratorDriver? experienced;

    /// <summary>
    /// The C# of each component beside the path of the component. Lines that a person wrote are mapped to the component's.
    /// </summary>
    public static IEnumerable<(SyntaxTree Tree, string Path)> Compile(
        CSharpCompilation compilation,
        string folder,
        IEnumerable<SourceFile> components
    )
    {
        var parsing = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        var result = Experienced(compilation, folder, parsing)
            .WithUpdatedAnalyzerConfigOptions(new Settings(folder))
            .AddAdditionalTexts([.. components.Select(component => new ComponentText(component))])
            .RunGenerators(compilation)
            .GetRunResult()
            .Results.Single();
        if (result.Exception is { } broken)
        {
            throw new InvalidOperationException("The Razor compiler broke.", broken);
        }

        return result
            .GeneratedSources.Select(source => CSharpSyntaxTree.ParseText(source.SourceText, parsing, source.HintName))
            .Select(tree => (tree, ComponentOf(tree)));
    }

    /// <summary>A compiler that has looked for components in every library, which takes it longer than a planted page.</summary>
    private static GeneratorDriver Experienced(CSharpCompilation compilation, string folder, CSharpParseOptions parsing)
    {
        lock (FirstRun)
        {
            return experienced ??= CSharpGeneratorDriver
                .Create([new RazorSourceGenerator().AsSourceGenerator()], [], parsing, new Settings(folder))
                .RunGenerators(compilation.RemoveAllSyntaxTrees());
        }
    }

    /// <summary>Each generated file names its component in its first line.</summary>
    private static string ComponentOf(SyntaxTree tree) =>
        (
            (PragmaChecksumDirectiveTriviaSyntax)
                tree.GetRoot().GetFirstDirective(directive => directive is PragmaChecksumDirectiveTriviaSyntax)!
        )
            .File
            .ValueText;

    private sealed class ComponentText(SourceFile file) : AdditionalText
    {
        public override string Path => file.Path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(file.Text, Encoding.UTF8);
    }

    /// <summary>What the build tells the Razor compiler: the project's namespace, and where in the project each component lies.</summary>
    private sealed class Settings(string folder) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } =
            new Values(
                new()
                {
                    ["build_property.RazorLangVersion"] = "Latest",
                    ["build_property.RazorConfiguration"] = "Default",
                    ["build_property.RootNamespace"] = folder.Split('/')[^1],
                }
            );

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([]);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Values(
                new()
                {
                    ["build_metadata.AdditionalFiles.TargetPath"] = Convert.ToBase64String(
                        Encoding.UTF8.GetBytes(textFile.Path[(folder.Length + 1)..])
                    ),
                }
            );
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
