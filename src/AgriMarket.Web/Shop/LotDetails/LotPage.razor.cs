using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Shop.Destinations;
using AgriMarket.Web.Trade.LotLists;
using AgriMarket.Web.Trade.Lots;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shop.LotDetails;

/// <summary>One lot with all that a buyer wants to know, and how much of it to put into the cart.</summary>
public partial class LotPage(
    LotReads lots,
    CartService carts,
    CartCounter counter,
    NavigationManager navigation,
    VisitorCart visitor,
    VisitorDestination destination
)
{
    private const string FormName = "lot";
    private const string QuantityField = "Quantity";

    private LotDetail? detail;
    private CartItem? added;
    private IReadOnlyList<Rejection> rejections = [];

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>As typed: packs, or a weight in the reader's unit when the lot is sold loose.</summary>
    [SupplyParameterFromForm(FormName = FormName, Name = QuantityField)]
    private string? Quantity { get; set; }

    /// <summary>A weight in grams that an offer of the page asks about.</summary>
    [SupplyParameterFromQuery(Name = LandedOffers.GramsName)]
    private string? AskedGrams { get; set; }

    private string Name => detail!.Shown.Produce.Name(Reader.IsChinese);

    private bool IsPack => detail!.Shown.Lot.SaleKind == SaleKind.Pack;

    private long GramsPerInput => IsPack ? detail!.Shown.Lot.UnitGrams : Reader.UnitGrams;

    private string UnitText => IsPack ? T["Lot.Packs"] : Reader.UnitName;

    /// <summary>What one press of plus or minus changes, in the input's own unit.</summary>
    private string StepText => Amounts.WeightInput(detail!.Shown.Lot.UnitGrams, GramsPerInput);

    private bool Wrong => rejections.Any(rejection => rejection.Field == Id.ToString());

    private string SameKind => new LotFilter { Text = detail!.Shown.Produce.NameZh }.Href;

    protected override async Task OnInitializedAsync()
    {
        detail = await lots.FindAsync(Id, await destination.FindAsync(), QueryValue.Whole(AskedGrams));
        if (detail is null)
        {
            navigation.NotFound();
            return;
        }

        Quantity ??= detail.Landing is { Asked: { IsOk: true } asked } ? Amounts.WeightInput(asked.Value.Grams, GramsPerInput) : StepText;
    }

    private async Task AddAsync()
    {
        if (Amounts.Grams(Quantity, GramsPerInput) is not { } grams)
        {
            rejections = [new Rejection("cart.not-a-number", Id.ToString())];
            return;
        }

        var cart = visitor.Open();
        var result = cart.IsOk ? await carts.AddAsync(cart.Value, Id, grams) : Result<long>.Refused(cart.Rejections);
        added = result.IsOk ? new CartItem(detail!.Shown.Lot, result.Value, Reader.Now) : null;
        rejections = result.Rejections;
        await counter.RecountAsync();
    }
}
