using AgriMarket.Domain.Common;
using AgriMarket.Web.Trade.LotCards;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>
/// Puts one sale unit into the cart or takes one out. A button anywhere on the page sends this form:
/// <c>&lt;button form="@LotForm.Id" name="@LotForm.LotField" value="@lot.Id"&gt;</c>.
/// </summary>
public partial class AddToCart(CartService carts, CartCounter counter, VisitorCart visitor)
{
    private GramsInCart? inCart;
    private CartItem? changed;
    private IReadOnlyList<Rejection> rejections = [];

    /// <summary>The page's lots.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [SupplyParameterFromForm(FormName = LotForm.Id, Name = LotForm.LotField)]
    private Guid LotId { get; set; }

    [SupplyParameterFromForm(FormName = LotForm.Id, Name = LotForm.LessField)]
    private Guid LessId { get; set; }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => inCart = visitor.Known is { } cartId ? new(await carts.GramsAsync(cartId)) : null;

    private async Task ChangeAsync()
    {
        var cart = visitor.Open();
        if (!cart.IsOk)
        {
            rejections = cart.Rejections;
            return;
        }

        if (LessId != default)
        {
            changed = await carts.TakeOneAsync(cart.Value, LessId);
        }
        else
        {
            var added = await carts.AddOneAsync(cart.Value, LotId);
            (changed, rejections) = (added.IsOk ? added.Value : null, added.Rejections);
        }

        await ReadAsync();
        await counter.RecountAsync();
    }
}
