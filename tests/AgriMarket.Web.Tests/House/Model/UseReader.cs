using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgriMarket.Web.Tests.House.Model;

/// <summary>Finds what a file uses of the source: by the names in its declarations, and by what its bodies do.</summary>
internal static class UseReader
{
    public static IEnumerable<SymbolUse> Read(CodeFile file) => InDeclarations(file).Concat(InBodies(file));

    private static IEnumerable<SymbolUse> InDeclarations(CodeFile file) =>
        from name in file
            .Root.DescendantNodes(inner => !CodeFile.IsBody(inner) || inner is AttributeSyntax or PrimaryConstructorBaseTypeSyntax)
            .OfType<SimpleNameSyntax>()
        where !name.Ancestors().Any(above => above is UsingDirectiveSyntax or AttributeArgumentListSyntax or ArgumentListSyntax)
        from symbol in With(file.Semantics.GetSymbolInfo(name).Symbol)
        from use in Use(file, name, symbol, file.Semantics.GetEnclosingSymbol(name.SpanStart))
        select use;

    private static IEnumerable<SymbolUse> InBodies(CodeFile file) =>
        from body in file.Operations
        from symbol in SymbolsOf(body.Operation, file.Semantics).SelectMany(With)
        from use in Use(file, body.Operation.Syntax, symbol, body.By)
        select use;

    private static IEnumerable<SymbolUse> Use(CodeFile file, SyntaxNode node, ISymbol symbol, ISymbol? by)
    {
        var used = symbol.OriginalDefinition;
        if (
            used is INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or IRangeVariableSymbol
            || file.Model.HomeOf(used) is not { } home
        )
        {
            yield break;
        }

        // The tag of a component in markup stands for its type.
        var (path, line) = file.Model.PlaceOf(node, $"<{used.Name}", $"<{used.ContainingType?.Name}", used.Name);
        yield return new(used, by, path, line, home);
    }

    /// <summary>What one operation names or calls; its parts are operations of their own.</summary>
    private static IEnumerable<ISymbol?> SymbolsOf(IOperation operation, SemanticModel semantics) =>
        operation switch
        {
            IInvocationOperation call => [call.TargetMethod.ReducedFrom ?? call.TargetMethod, .. call.TargetMethod.TypeArguments],
            IMethodReferenceOperation method => [method.Method.ReducedFrom ?? method.Method, .. method.Method.TypeArguments],
            IMemberReferenceOperation member => [member.Member, .. member.Member.ContainingType?.TypeArguments ?? []],
            IObjectCreationOperation made => [made.Constructor, made.Type],
            ITypeOfOperation type => [type.TypeOperand],
            IConversionOperation { IsImplicit: false } cast => [cast.Type, cast.OperatorMethod],
            IConversionOperation cast => [cast.OperatorMethod],
            IIsTypeOperation test => [test.TypeOperand],
            IDeclarationPatternOperation pattern => [pattern.MatchedType],
            ITypePatternOperation pattern => [pattern.MatchedType],
            IRecursivePatternOperation pattern => [pattern.MatchedType, pattern.DeconstructSymbol],
            IBinaryOperation both => [both.OperatorMethod],
            IUnaryOperation one => [one.OperatorMethod],
            IArrayCreationOperation array => [array.Type],
            IDefaultValueOperation none => [none.Type],
            ICatchClauseOperation caught => [caught.ExceptionType],
            IVariableDeclaratorOperation { Syntax.Parent: VariableDeclarationSyntax { Type.IsVar: false } } variable =>
            [
                variable.Symbol.Type,
            ],
            ILocalFunctionOperation function =>
            [
                function.Symbol.ReturnType,
                .. function.Symbol.Parameters.Select(parameter => parameter.Type),
            ],
            INameOfOperation name =>
            [
                .. name
                    .Argument.Syntax.DescendantNodesAndSelf()
                    .OfType<SimpleNameSyntax>()
                    .Select(part => semantics.GetSymbolInfo(part))
                    .Select(found => found.Symbol ?? found.CandidateSymbols.FirstOrDefault()),
            ],
            _ => [],
        };

    /// <summary>A type with the types it is made of.</summary>
    private static IEnumerable<ISymbol> With(ISymbol? symbol) =>
        symbol switch
        {
            null => [],
            IArrayTypeSymbol array => With(array.ElementType),
            INamedTypeSymbol { IsAnonymousType: true } => [],
            INamedTypeSymbol { TypeArguments.Length: > 0 } type => type.TypeArguments.SelectMany(With).Prepend(type),
            IMethodSymbol { ContainingType: { } type } method when type.IsExtension => [method.AssociatedExtensionImplementation ?? method],
            _ => [symbol],
        };
}
