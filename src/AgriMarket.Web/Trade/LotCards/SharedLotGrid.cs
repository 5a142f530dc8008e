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
/// of these lots. On a page that is a visitor's own, what they have in their cart is put into it afterwards.
/// </summary>
public sealed class SharedLotGrid(IServiceProvider services, ILoggerFactory logs, Reader reader) : ComponentBase
{
    /// <summary>Goes with the list, which lives until the next commit.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<LotView>, ConcurrentDictionary<Look, string>> Made = [];

    private string markup = "";

    /// <summary>The very list that others get too: what is made is kept with it.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<LotView> Lots { get; set; }

    [CascadingParameter]
    public GramsInCart? InCart { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var (looks, look) = (Made.GetOrCreateValue(Lots), new Look(CultureInfo.CurrentUICulture.Name, reader.Unit, reader.Today));
        // Made twice by two who ask at the same time, nothing is lost.
        var shared = looks.TryGetValue(look, out var made) ? made : looks[look] = await RenderAsync<LotGrid>((nameof(LotGrid.Lots), Lots));
        markup = InCart is null ? shared : await WithCartAsync(shared, InCart);
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, markup);

    /// <summary>Each "+" sends the lot's id, so that what is in the cart of that lot goes in front of it.</summary>
    private async Task<string> WithCartAsync(string shared, GramsInCart inCart)
    {
        foreach (var item in Lots)
        {
            if (inCart.ByLot.TryGetValue(item.Lot.Id, out var grams))
            {
                var sends = shared.IndexOf($"value=\"{item.Lot.Id}\"", StringComparison.Ordinal);
                shared = shared.Insert(
                    shared.LastIndexOf("<button", sends, StringComparison.Ordinal),
                    await RenderAsync<LotInCart>((nameof(LotInCart.Item), item), (nameof(LotInCart.Grams), grams))
                );
            }
        }

        return shared;
    }

    private async Task<string> RenderAsync<T>(params (string Name, object Value)[] parameters)
        where T : IComponent
    {
        await using var renderer = new GridRenderer(services, logs, Assets);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var part = renderer.BeginRenderingComponent(
                typeof(T),
                ParameterView.FromDictionary(parameters.ToDictionary(one => one.Name, one => (object?)one.Value))
            );
            await part.QuiescenceTask;
            return part.ToHtmlString();
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
