namespace AgriMarket.Web.Shop.Cart;

/// <summary>
/// Which cart a browser has while nobody is signed in. The id is random and in a cookie that scripts cannot read: whoever knows it
/// has the cart.
/// </summary>
internal static class CartCookie
{
    public const string Name = "cart";

    /// <summary>How long a browser keeps its cart after something was put in last.</summary>
    public const int KeptDays = 60;

    /// <summary>
    /// What <see cref="Guid.NewGuid"/> makes. A member's cart has the member's id, which many know and which is of another.
    /// </summary>
    private const int Version = 4;

    private static CookieOptions Options(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(KeptDays),
            IsEssential = true,
        };

    /// <summary>
    /// The browser's cart; null while nothing has been put into one. An id that is none of a browser's opens nothing: it may be a
    /// member's.
    /// </summary>
    public static Guid? Read(HttpContext context) =>
        context.Items[Name] as Guid? ?? (Guid.TryParse(context.Request.Cookies[Name], out var id) && id.Version == Version ? id : null);

    /// <summary>The browser forgets its cart, whose lines are a member's now. Only before the answer starts.</summary>
    public static void Forget(HttpContext context)
    {
        context.Items.Remove(Name);
        context.Response.Cookies.Delete(Name, Options(context));
    }

    /// <summary>The browser's cart, begun now if there is none. Only before the answer starts.</summary>
    public static Guid ReadOrBegin(HttpContext context)
    {
        // A version 7 id can be guessed from its time; a cart has no other key, so its id is random throughout.
        var id = Read(context) ?? Guid.NewGuid();
        context.Items[Name] = id;
        context.Response.Cookies.Append(Name, id.ToString(), Options(context));
        return id;
    }
}
