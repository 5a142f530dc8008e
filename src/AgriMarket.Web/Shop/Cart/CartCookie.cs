namespace AgriMarket.Web.Shop.Cart;

/// <summary>
/// Which cart a browser has. The id is random and in a cookie that scripts cannot read: whoever knows it has the cart, signed
/// in or not.
/// </summary>
internal static class CartCookie
{
    public const string Name = "cart";

    /// <summary>How long a browser keeps its cart after something was put in last.</summary>
    public const int KeptDays = 60;

    /// <summary>The browser's cart; null while nothing has been put into one.</summary>
    public static Guid? Read(HttpContext context) =>
        context.Items[Name] as Guid? ?? (Guid.TryParse(context.Request.Cookies[Name], out var id) ? id : null);

    /// <summary>The browser's cart, begun now if there is none. Only before the answer starts.</summary>
    public static Guid ReadOrBegin(HttpContext context)
    {
        // A version 7 id can be guessed from its time; a cart has no other key, so its id is random throughout.
        var id = Read(context) ?? Guid.NewGuid();
        context.Items[Name] = id;
        context.Response.Cookies.Append(
            Name,
            id.ToString(),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(KeptDays),
                IsEssential = true,
            }
        );
        return id;
    }
}
