using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgriMarket.Web.Tests.House.Model;

/// <summary>Something that may be an address: a literal that begins with a slash, with a hole where something is put in.</summary>
internal sealed record WrittenAddress(string Text, string Path, int Line)
{
    public static IEnumerable<WrittenAddress> Of(RepositoryTree tree) =>
        InMarkup(tree).Concat(InCode(tree)).Where(written => written.Text.StartsWith('/'));

    private static IEnumerable<WrittenAddress> InMarkup(RepositoryTree tree) =>
        from file in tree.Under("src", ".razor")
        from attribute in file.Markup.Attributes
        select new WrittenAddress(attribute.Literal, file.Path, attribute.Line);

    private static IEnumerable<WrittenAddress> InCode(RepositoryTree tree) =>
        from file in tree.Model.Code
        from body in file.Operations
        let text = TextOf(body.Operation)
        // What the compiler of components adds stands for markup, which is read above.
        where
            text is ['/', ..]
            && (!file.IsMade || body.Operation.Syntax.GetLocation().GetMappedLineSpan().HasMappedPath)
            && !IsRoute(body.Operation)
        let place = file.Model.PlaceOf(body.Operation.Syntax)
        select new WrittenAddress(text, place.Path, place.Line);

    private static string? TextOf(IOperation operation) =>
        operation switch
        {
            IInterpolatedStringOperation text => string.Concat(
                text.Parts.Select(part =>
                    part is IInterpolatedStringTextOperation literal
                        ? literal.Text.ConstantValue.Value as string
                        : RazorMarkup.Hole.ToString()
                )
            ),
            ILiteralOperation { Parent: IInterpolatedStringTextOperation } => null,
            ILiteralOperation { ConstantValue.Value: string text, Parent: IBinaryOperation sum } when sum.LeftOperand == operation => text
                + RazorMarkup.Hole,
            ILiteralOperation { ConstantValue.Value: string text } => text,
            _ => null,
        };

    /// <summary>Names the place where a room itself answers.</summary>
    private static bool IsRoute(IOperation operation) =>
        operation.Parent is IArgumentOperation { Parent: IInvocationOperation call } && Addresses.IsMapping(call.TargetMethod);
}
