using AgriMarket.Domain.Lots;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Trade.OrderViews;

/// <summary>The goods of a line in a cart, a quote or an order.</summary>
public sealed partial class LineGoods
{
    private Produce kind = null!;

    [Inject]
    private ProduceCatalogue Produce { get; set; } = null!;

    [Parameter, EditorRequired]
    public required string ProduceCode { get; set; }

    /// <summary>Whose it is; not said again where it is the farmer whom the heading names.</summary>
    [Parameter, EditorRequired]
    public required string Household { get; set; }

    [Parameter, EditorRequired]
    public required string FarmerName { get; set; }

    [Parameter, EditorRequired]
    public required long UnitPriceFen { get; set; }

    [Parameter, EditorRequired]
    public required long UnitGrams { get; set; }

    /// <summary>Links the name to the lot's page.</summary>
    [Parameter]
    public Guid? LotId { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>
    /// Priced in the reader's unit where a whole number of sale units makes one: a pound's price is no use to who counts in kilograms.
    /// </summary>
    private long PricedGrams => Reader.UnitGrams % UnitGrams == 0 ? Reader.UnitGrams : UnitGrams;

    private long PriceFen => UnitPriceFen * (PricedGrams / UnitGrams);

    private string Name => kind.Name(Reader.IsChinese);

    protected override void OnParametersSet() =>
        kind = Produce.Find(ProduceCode) ?? throw new InvalidOperationException($"Unknown produce {ProduceCode}.");
}
