using AgriMarket.Domain.Common;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>
/// The cart of whoever sent a form: a member's own on whatever device, else the browser's, begun if there is none. Such a cart costs
/// rows that nobody signed for, so they are counted.
/// </summary>
public sealed class VisitorCart(IHttpContextAccessor request, CallLimits limits)
{
    public const string Limit = "Carts";

    /// <summary>Several times what an office of 200 people behind one address puts into its carts at noon.</summary>
    public static readonly CallLimitOptions Defaults = new()
    {
        MemberBurst = 120,
        MemberPerMinute = 120,
        AddressBurst = 1_200,
        AddressPerMinute = 300,
    };

    /// <summary>The cart's id, for reading; null for a browser that has none.</summary>
    public Guid? Known => request.HttpContext is { } context ? Of(context) : null;

    /// <summary>The cart's id, for one change. Only before the answer starts. Rejects with <c>cart.too-often</c>.</summary>
    public Result<Guid> Open()
    {
        var context = request.HttpContext!;
        var caller = Caller.Of(context, Limit);
        return limits.Allows(caller with { Member = caller.Member ?? CartCookie.Read(context)?.ToString() })
            ? context.User.MemberId() ?? CartCookie.ReadOrBegin(context)
            : new Rejection("cart.too-often");
    }

    /// <summary>The cart of whoever sent a request; null for a browser that has none.</summary>
    public static Guid? Of(HttpContext context) => context.User.MemberId() ?? CartCookie.Read(context);
}
