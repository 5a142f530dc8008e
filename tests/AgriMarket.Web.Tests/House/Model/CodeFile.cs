using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgriMarket.Web.Tests.House.Model;

/// <summary>A file of C#, written by a person or made of a component, as the compiler understands it.</summary>
internal sealed class CodeFile
{
    private readonly Lazy<(ISymbol? By, IOperation Code)[]> bodies;

    public CodeFile(SolutionModel model, string path, SemanticModel semantics)
    {
        Model = model;
        Path = path;
        Semantics = semantics;
        bodies = new(() => [.. ReadBodies()]);
    }

    public SolutionModel Model { get; }

    public string Path { get; }

    public SemanticModel Semantics { get; }

    /// <summary>The Razor compiler made it of a component.</summary>
    public bool IsMade => Path.EndsWith(".razor", StringComparison.Ordinal);

    public SyntaxNode Root => Semantics.SyntaxTree.GetRoot();

    /// <summary>Everything that is carried out, with the member whose code it is.</summary>
    public IEnumerable<(ISymbol? By, IOperation Operation)> Operations =>
        bodies.Value.SelectMany(body => body.Code.DescendantsAndSelf().Select(operation => (body.By, operation)));

    /// <summary>Bodies and initial values: what is looked at as operations, not as names.</summary>
    public static bool IsBody(SyntaxNode node) =>
        node
            is BlockSyntax
                or ArrowExpressionClauseSyntax
                or EqualsValueClauseSyntax
                or ConstructorInitializerSyntax
                or PrimaryConstructorBaseTypeSyntax
                or AttributeSyntax
                or GlobalStatementSyntax;

    private IEnumerable<(ISymbol?, IOperation)> ReadBodies()
    {
        if (
            Root is CompilationUnitSyntax unit
            && unit.Members.OfType<GlobalStatementSyntax>().Any()
            && Semantics.GetOperation(unit) is { } program
        )
        {
            yield return (null, program);
        }

        foreach (var node in Root.DescendantNodes(inner => !IsBody(inner)).Where(node => IsBody(node) && node is not GlobalStatementSyntax))
        {
            if (Semantics.GetOperation(node) is { } code)
            {
                yield return (OwnerOf(node), code);
            }
        }
    }

    private ISymbol? OwnerOf(SyntaxNode node)
    {
        for (var place = node.Parent; place is not null; place = place.Parent)
        {
            if (place is MemberDeclarationSyntax or VariableDeclaratorSyntax && Semantics.GetDeclaredSymbol(place) is { } owner)
            {
                return owner;
            }
        }

        return null;
    }
}
