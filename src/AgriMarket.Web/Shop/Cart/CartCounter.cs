namespace AgriMarket.Web.Shop.Cart;

/// <summary>Counts what is in the visitor's cart. The shell keeps no carts: the capability that does registers this.</summary>
public delegate Task<int> CountCart(HttpContext context);

/// <summary>
/// The number beside the cart in the bars, counted once a request. A form post renders the bars before its handler runs, so
/// whoever puts something into the cart asks for a recount.
/// </summary>
public sealed class CartCounter(CountCart count, IHttpContextAccessor request)
{
    private Task<int>? known;

    /// <summary>The number may be another now.</summary>
    public event Func<Task>? Changed;

    public Task<int> CountAsync() => known ??= request.HttpContext is { } context ? count(context) : Task.FromResult(0);

    public async Task RecountAsync()
    {
        known = null;
        await Task.WhenAll(Changed?.GetInvocationList().Cast<Func<Task>>().Select(recount => recount()) ?? []);
    }
}
