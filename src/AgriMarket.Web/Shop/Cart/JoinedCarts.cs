using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>
/// What somebody put into the cart before they signed in is in their own from then on, however they signed in, and no longer in the
/// browser's: on a shared phone the next person finds nothing of it.
/// </summary>
internal static class JoinedCarts
{
    /// <summary>After the authentication.</summary>
    public static void UseJoinedCarts(this WebApplication app)
    {
        var carts = app.Services.GetRequiredService<CartService>();
        app.Use(
            async (context, next) =>
            {
                if (context.User.MemberId() is { } memberId && CartCookie.Read(context) is { } guestId)
                {
                    await carts.JoinAsync(guestId, memberId);
                    CartCookie.Forget(context);
                }

                await next(context);
            }
        );
    }
}
