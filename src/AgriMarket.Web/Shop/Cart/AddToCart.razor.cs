using AgriMarket.Domain.Common;
using AgriMarket.Web.Trade.LotCards;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>
/// Puts one sale unit into the cart. A button anywhere on the page sends this form:
/// <c>&lt;button form="@LotForm.Id" name="@LotForm.LotField" value="@lot.Id"&gt;</c>.
/// </summary>
public partial class AddToCart(CartService carts, CartCounter counter, IHttpContextAccessor request)
{
    private CartItem? added;
    private IReadOnlyList<Rejection> rejections = [];

    [SupplyParameterFromForm(FormName = LotForm.Id, Name = LotForm.LotField)]
    private Guid LotId { get; set; }

    private async Task AddAsync()
    {
        var result = await carts.AddOneAsync(CartCookie.ReadOrBegin(request.HttpContext!), LotId);
        added = result.IsOk ? result.Value : null;
        rejections = result.Rejections;
        await counter.RecountAsync();
    }
}
