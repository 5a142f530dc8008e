using AgriMarket.Domain.Common;
using AgriMarket.Web.Trade.LotCards;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>
/// Puts one sale unit into the cart. A button anywhere on the page sends this form:
/// <c>&lt;button form="@LotForm.Id" name="@LotForm.LotField" value="@lot.Id"&gt;</c>.
/// </summary>
public partial class AddToCart(CartService carts, CartCounter counter, VisitorCart visitor)
{
    private CartItem? added;
    private IReadOnlyList<Rejection> rejections = [];

    [SupplyParameterFromForm(FormName = LotForm.Id, Name = LotForm.LotField)]
    private Guid LotId { get; set; }

    private async Task AddAsync()
    {
        var cart = visitor.Open();
        var result = cart.IsOk ? await carts.AddOneAsync(cart.Value, LotId) : Result<CartItem>.Refused(cart.Rejections);
        added = result.IsOk ? result.Value : null;
        rejections = result.Rejections;
        await counter.RecountAsync();
    }
}
