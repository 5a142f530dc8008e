using Microsoft.AspNetCore.Razor.Language;
using Microsoft.AspNetCore.Razor.Language.Components;
using Microsoft.AspNetCore.Razor.Language.Intermediate;

namespace AgriMarket.Web.Tests.House.Model;

/// <summary>A stretch of text that people read, and the line it begins on.</summary>
internal sealed record MarkupText(string Text, int Line);

/// <param name="Element">The element or component it stands on.</param>
/// <param name="Literal">The value without its expressions; at the place of each of them stands a <see cref="RazorMarkup.Hole"/>.</param>
internal sealed record MarkupAttribute(string Element, string Name, string Literal, int Line)
{
    /// <summary>What of the value are words.</summary>
    public string Words => Literal.Replace(RazorMarkup.Hole.ToString(), "", StringComparison.Ordinal);
}

/// <summary>The markup of a component as the Razor compiler reads it, before components become C#.</summary>
internal sealed class RazorMarkup
{
    /// <summary>Stands where an expression stood.</summary>
    public const char Hole = '\uFFFC';

    private readonly List<MarkupText> texts = [];
    private readonly List<MarkupAttribute> attributes = [];

    private RazorMarkup(DocumentIntermediateNode document)
    {
        Read(document, element: "");
        CodeBlockLines = LinesOfCode(document);
    }

    public IReadOnlyList<MarkupText> Texts => texts;

    public IReadOnlyList<MarkupAttribute> Attributes => attributes;

    /// <summary>The lines that @code blocks take.</summary>
    public int CodeBlockLines { get; }

    public static RazorMarkup Of(string path, string text)
    {
        var reading = new Reading();
        var engine = RazorProjectEngine.Create(
            RazorConfiguration.Default,
            RazorProjectFileSystem.Empty,
            builder => builder.Features.Add(reading)
        );
        engine.Process(RazorSourceDocument.Create(text, path), RazorFileKind.Component, [], tagHelpers: null);
        return reading.Markup ?? throw new InvalidOperationException($"The Razor compiler did not read {path}.");
    }

    private void Read(IntermediateNode node, string element)
    {
        switch (node)
        {
            case MarkupElementIntermediateNode { TagName: "script" or "style" } raw:
                raw.Children.OfType<HtmlAttributeIntermediateNode>().ToList().ForEach(attribute => Read(attribute, raw.TagName));
                return;
            case MarkupElementIntermediateNode inner:
                element = inner.TagName;
                break;
            case HtmlContentIntermediateNode content:
                texts.AddRange(content.Children.OfType<HtmlIntermediateToken>().SelectMany(Lines));
                return;
            case HtmlAttributeIntermediateNode attribute:
                attributes.Add(new(element, attribute.AttributeName, string.Concat(attribute.Children.Select(Literal)), LineOf(attribute)));
                break;
        }

        foreach (var child in node.Children)
        {
            Read(child, element);
        }
    }

    private static IEnumerable<MarkupText> Lines(HtmlIntermediateToken token) =>
        token
            .Content.Split('\n')
            .Select((line, index) => new MarkupText(System.Net.WebUtility.HtmlDecode(line).Trim(), LineOf(token) + index))
            .Where(line => line.Text.Length > 0 && !line.Text.StartsWith("<!DOCTYPE ", StringComparison.Ordinal));

    private static string Literal(IntermediateNode part) =>
        part is HtmlAttributeValueIntermediateNode value
            ? value.Prefix + string.Concat(value.Children.OfType<IntermediateToken>().Select(token => token.Content))
            : Hole.ToString();

    private static int LineOf(IntermediateNode node) => (node.Source?.LineIndex ?? -1) + 1;

    private static int LinesOfCode(IntermediateNode node) =>
        node is DirectiveIntermediateNode { Directive: var directive, Source: { } span } && directive == ComponentCodeDirective.Directive
            ? span.LineCount + 1
            : node.Children.Sum(LinesOfCode);

    /// <summary>Reads the document while elements are elements; later passes join plain ones into strings.</summary>
    private sealed class Reading : IntermediateNodePassBase, IRazorDirectiveClassifierPass
    {
        public RazorMarkup? Markup { get; private set; }

        public override int Order => int.MinValue;

        protected override void ExecuteCore(
            RazorCodeDocument codeDocument,
            DocumentIntermediateNode documentNode,
            CancellationToken cancellationToken
        ) => Markup = new(documentNode);
    }
}
