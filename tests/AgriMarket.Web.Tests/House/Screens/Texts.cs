using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgriMarket.Web.Tests.House.Screens;

/// <summary>A resource file: the words of one capability in one language.</summary>
internal sealed class TextFile
{
    public TextFile(SourceFile file)
    {
        File = file;
        Entries =
        [
            .. XDocument
                .Parse(file.Text, LoadOptions.SetLineInfo)
                .Root!.Elements("data")
                .Select(data => new TextEntry(
                    (string)data.Attribute("name")!,
                    (string?)data.Element("value") ?? "",
                    ((System.Xml.IXmlLineInfo)data).LineNumber
                )),
        ];
        Keys = Entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
    }

    public SourceFile File { get; }

    public IReadOnlyList<TextEntry> Entries { get; }

    public IReadOnlySet<string> Keys { get; }

    public bool IsEnglish => File.Path.EndsWith(".en.resx", StringComparison.Ordinal);

    /// <summary>The type that names it, such as LotText.</summary>
    public string Type => File.Name.Split('.')[0];

    public string PathOfOther =>
        IsEnglish
            ? File.Path.Replace(".en.resx", ".resx", StringComparison.Ordinal)
            : File.Path.Replace(".resx", ".en.resx", StringComparison.Ordinal);

    public static IReadOnlyList<TextFile> Of(RepositoryTree tree) => [.. tree.Under("src", ".resx").Select(file => new TextFile(file))];
}

internal sealed record TextEntry(string Key, string Value, int Line)
{
    private static readonly Regex Placeholder = new(@"\{\d+(,-?\d+)?(:[^}]*)?\}");

    public IEnumerable<string> Placeholders =>
        Placeholder.Matches(Value).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    public string Words => Placeholder.Replace(Value, "");
}

/// <summary>A key, or the beginning of keys that are put together, which a file asks a resource for.</summary>
internal sealed record TextUse(SourceFile File, int Line, string Type, string Key, bool IsPrefix)
{
    /// <summary>Every use in the tree: <c>T["Key"]</c>, <c>T[$"Prefix.{x}"]</c>, also in both branches of a choice.</summary>
    public static IReadOnlyList<TextUse> Of(RepositoryTree tree) =>
        [
            .. from file in tree.Model.Code
            from body in file.Operations
            where
                body.Operation
                    is IPropertyReferenceOperation
                    {
                        Property.IsIndexer: true,
                        Instance.Type: INamedTypeSymbol { Name: "IStringLocalizer", TypeArguments.Length: 1 }
                    }
            let asked = (IPropertyReferenceOperation)body.Operation
            where asked.Arguments[0].Value.Syntax is ExpressionSyntax
            let place = file.Model.PlaceOf(asked.Syntax, asked.Syntax.ToString())
            from use in Keys((ExpressionSyntax)asked.Arguments[0].Value.Syntax)
            select new TextUse(
                tree.Find(place.Path)!,
                place.Line,
                ((INamedTypeSymbol)asked.Instance!.Type!).TypeArguments[0].Name,
                use.Key,
                use.IsPrefix
            ),
        ];

    private static IEnumerable<(string Key, bool IsPrefix)> Keys(ExpressionSyntax key) =>
        key switch
        {
            LiteralExpressionSyntax { Token.Value: string text } => [(text, false)],
            InterpolatedStringExpressionSyntax { Contents: [InterpolatedStringTextSyntax first, ..] } =>
            [
                (first.TextToken.ValueText, true),
            ],
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: LiteralExpressionSyntax { Token.Value: string text } } =>
                [(text, true)],
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either => Keys(either.Left).Concat(Keys(either.Right)),
            ParenthesizedExpressionSyntax inner => Keys(inner.Expression),
            ConditionalExpressionSyntax choice => Keys(choice.WhenTrue).Concat(Keys(choice.WhenFalse)),
            SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => Keys(arm.Expression)),
            _ => [],
        };
}
