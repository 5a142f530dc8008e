using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Lots;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.HtmlRendering.Infrastructure;
using Microsoft.AspNetCore.Components.Rendering;

namespace AgriMarket.Web.Trade.LotCards;

/// <summary>
/// A <see cref="LotGrid"/> of a static page, made once for all readers of one language and weight unit who are shown the same reading
/// of these lots: a page that is a visitor's own, for the cart in its corner, has nothing of theirs in its grid.
/// </summary>
public sealed class SharedLotGrid(IServiceProvider services, ILoggerFactory logs, Reader reader) : ComponentBase
{
    /// <summary>Goes with the list, which lives until the next commit.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<LotView>, ConcurrentDictionary<Look, string>> Made = [];

    private string markup = "";

    /// <summary>The very list that others get too: what is made is kept with it.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<LotView> Lots { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var (looks, look) = (Made.GetOrCreateValue(Lots), new Look(CultureInfo.CurrentUICulture.Name, reader.Unit, reader.Today));
        // Made twice by two who ask at the same time, nothing is lost.
        markup = looks.TryGetValue(look, out var made) ? made : looks[look] = await RenderAsync();
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, markup);

    private async Task<string> RenderAsync()
    {
        await using var renderer = new GridRenderer(services, logs, Assets);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var grid = renderer.BeginRenderingComponent(
                typeof(LotGrid),
                ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(LotGrid.Lots)] = Lots })
            );
            await grid.QuiescenceTask;
            return grid.ToHtmlString();
        });
    }

    private sealed record Look(string Language, WeightUnit Unit, DateOnly Today);

    /// <summary>Knows the names under which the page's files are served.</summary>
    private sealed class GridRenderer(IServiceProvider services, ILoggerFactory logs, ResourceAssetCollection assets)
        : StaticHtmlRenderer(services, logs)
    {
        protected override ResourceAssetCollection Assets => assets;
    }
}
