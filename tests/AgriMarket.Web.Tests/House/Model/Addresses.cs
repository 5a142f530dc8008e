using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgriMarket.Web.Tests.House.Model;

/// <summary>Where a room answers, as a pattern.</summary>
internal sealed record AnsweringAddress(string Template, string Room)
{
    private readonly string[] segments = Split(Template);

    public static string[] Split(string address) => address.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many segments are the same word; null when the pattern does not fit.</summary>
    public int? Fits(string[] written)
    {
        if (written.Length > segments.Length && segments is not [.., ['{', '*', ..]])
        {
            return null;
        }

        var same = 0;
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i].StartsWith("{*", StringComparison.Ordinal))
            {
                return same;
            }

            if (i >= written.Length ? !segments[i].EndsWith("?}", StringComparison.Ordinal) : !Fits(segments[i], written[i], ref same))
            {
                return null;
            }
        }

        return same;
    }

    private static bool Fits(string segment, string written, ref int same)
    {
        if (!segment.StartsWith('{'))
        {
            same++;
            return segment.Equals(written, StringComparison.OrdinalIgnoreCase);
        }

        // A word is no id; what is put in may be one.
        return written.Contains(RazorMarkup.Hole, StringComparison.Ordinal)
            || !segment.Contains(':', StringComparison.Ordinal)
            || Guid.TryParse(written, out _);
    }
}

/// <summary>The addresses of the market's pages and endpoints, each with the room that answers there.</summary>
internal sealed class Addresses
{
    private static readonly string[] Mappings =
    [
        "MapGet",
        "MapPost",
        "MapPut",
        "MapPatch",
        "MapDelete",
        "MapMethods",
        "MapHub",
        "MapGroup",
        "MapFallback",
        "MapHealthChecks",
    ];

    private readonly AnsweringAddress[] all;

    public Addresses(SolutionModel model) => all = [.. OfPages(model), .. OfEndpoints(model)];

    /// <summary>The addresses of a page; none of a component that is only a part.</summary>
    public static IEnumerable<string> RoutesOf(INamedTypeSymbol type) =>
        from attribute in type.GetAttributes()
        where attribute.AttributeClass?.Name == "RouteAttribute" && attribute.ConstructorArguments is [{ Value: string }]
        select (string)attribute.ConstructorArguments[0].Value!;

    public static bool IsMapping(IMethodSymbol method) =>
        Mappings.Contains(method.Name)
        && method.ContainingNamespace.ToString()!.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    /// <summary>Who answers at an address that may have holes: of several patterns the one with most words in common.</summary>
    public AnsweringAddress? AnsweringTo(string written)
    {
        var segments = AnsweringAddress.Split(written.Split('?', '#')[0]);
        return all.Where(address => address.Fits(segments) is not null).MaxBy(address => address.Fits(segments));
    }

    private static IEnumerable<AnsweringAddress> OfPages(SolutionModel model) =>
        from type in model.Types
        from route in RoutesOf(type)
        select new AnsweringAddress(route, Room.Of(model.HomeOf(type)!));

    private static IEnumerable<AnsweringAddress> OfEndpoints(SolutionModel model) =>
        from file in model.Code
        from body in file.Operations
        let call = body.Operation as IInvocationOperation
        where call is not null && IsMapping(call.TargetMethod) && call.TargetMethod.Name != "MapGroup"
        let template = TemplateOf(call, file.Semantics)
        where template is not null
        select new AnsweringAddress(template, Room.Of(file.Path));

    /// <summary>Its own pattern behind those of the groups it is in.</summary>
    private static string? TemplateOf(IInvocationOperation call, SemanticModel semantics) =>
        call.Arguments.Select(argument => argument.Value.ConstantValue.Value).OfType<string>().FirstOrDefault() is { } pattern
            ? GroupOf(call.Instance ?? call.Arguments[0].Value, semantics) + pattern
            : null;

    private static string GroupOf(IOperation receiver, SemanticModel semantics) =>
        receiver switch
        {
            IConversionOperation same => GroupOf(same.Operand, semantics),
            IInvocationOperation { TargetMethod.Name: "MapGroup" } group => TemplateOf(group, semantics) ?? "",
            IInvocationOperation further when (further.Instance ?? further.Arguments.FirstOrDefault()?.Value) is { } before => GroupOf(
                before,
                semantics
            ),
            IParameterReferenceOperation { Parameter.Type.Name: "RouteGroupBuilder" } => HouseRules.ApiPath,
            ILocalReferenceOperation { Local: var local }
                when semantics.GetOperation(local.DeclaringSyntaxReferences[0].GetSyntax())
                    is IVariableDeclaratorOperation { Initializer.Value: var value } => GroupOf(value, semantics),
            _ => "",
        };
}
