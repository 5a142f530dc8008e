using Ganss.Xss;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>
/// Turns a story's Markdown into HTML that can do no harm: raw HTML is shown as text, and what Markdown made goes through an
/// allow-list of tags, attributes and schemes. The only place in the market where people's text becomes markup.
/// </summary>
public sealed class CampaignStory
{
    private static readonly string[] Tags =
    [
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "strong",
        "em",
        "del",
        "blockquote",
        "ul",
        "ol",
        "li",
        "a",
        "code",
        "pre",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];

    private readonly MarkdownPipeline pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseEmphasisExtras()
        .UseAutoLinks()
        .Build();
    private readonly HtmlSanitizer sanitizer = new();

    public CampaignStory()
    {
        Replace(sanitizer.AllowedTags, Tags);
        Replace(sanitizer.AllowedAttributes, ["href", "rel", "start"]);
        Replace(sanitizer.AllowedSchemes, ["https", "http", "mailto"]);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        sanitizer.AllowedClasses.Clear();
        sanitizer.UriAttributes.Add("href");
        sanitizer.PostProcessNode += (_, node) =>
        {
            if (node.Node is AngleSharp.Dom.IElement { LocalName: "a" } link)
            {
                // What an official links to is not recommended by the market, and learns nothing of it.
                link.SetAttribute("rel", "nofollow noopener");
            }
        };
    }

    /// <summary>Safe to call from many requests at once.</summary>
    public MarkupString Render(string markdown) => new(sanitizer.Sanitize(Markdown.ToHtml(Lower(markdown), pipeline)));

    /// <summary>The page has its own first heading: a story's begin one level below.</summary>
    private static string Lower(string markdown) =>
        string.Join('\n', markdown.Split('\n').Select(line => line.StartsWith("# ", StringComparison.Ordinal) ? "#" + line : line));

    private static void Replace(ISet<string> set, IEnumerable<string> with)
    {
        set.Clear();
        set.UnionWith(with);
    }
}
