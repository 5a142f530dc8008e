using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shop.Destinations;
using AgriMarket.Web.Trade.Stock;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>
/// The cart of a member, or of the browser while nobody is signed in. What others buy shows at once, and so does what its owner changes
/// on another device or in another tab; a line never asks for more than is left.
/// </summary>
public sealed partial class CartPage
{
    private readonly Dictionary<Guid, IReadOnlyList<Rejection>> messages = [];
    private IReadOnlyList<CartItem> items = [];
    private bool isBusy;

    [Inject]
    private CartService Carts { get; set; } = null!;

    [Inject]
    private VisitorDestination VisitorDestination { get; set; } = null!;

    /// <summary>Only at the first rendering; a circuit has none.</summary>
    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    /// <summary>A visitor's is taken from the cookie, which a circuit cannot read; protected on its way through the page.</summary>
    [PersistentState]
    public Guid? CartId { get; set; }

    /// <summary>Region code of the place that prices are counted for; null where nobody has said one.</summary>
    [PersistentState]
    public string? Destination { get; set; }

    private long GoodsFen => items.Where(item => item.CanBeOrdered(Reader.Today)).Sum(item => item.GoodsFen);

    protected override async Task OnInitializedAsync()
    {
        CartId = (await Authentication).User.MemberId() ?? CartId ?? (HttpContext is null ? null : CartCookie.Read(HttpContext));
        Destination ??= await VisitorDestination.FindAsync();
        await ReadAsync();
        if (RendererInfo.IsInteractive && CartId is { } cartId)
        {
            Follow(items.Select(item => StockTopics.Lot(item.Lot.Id)).Append(CartService.Topic(cartId)));
            await ShowNewsAsync();
        }
    }

    private IReadOnlyList<Rejection> NotificationsOf(CartItem item) =>
        item.CanBeOrdered(Reader.Today) ? messages.GetValueOrDefault(item.Lot.Id, []) : [];

    protected override async Task ReadAsync() => items = CartId is { } id ? await Carts.ReadAsync(id) : [];

    protected override async Task ShowNewsAsync()
    {
        await ReadAsync();
        Follow(items.Select(item => StockTopics.Lot(item.Lot.Id)));
        await FitAsync();
    }

    /// <summary>Brings lines that ask for more than is left down to what is left, and says so beside them.</summary>
    private async Task FitAsync()
    {
        foreach (var item in items.Where(item => item.CanBeOrdered(Reader.Today) && item.Grams > item.Lot.AvailableGrams).ToList())
        {
            messages[item.Lot.Id] = (await Carts.SetAsync(CartId!.Value, item.Lot.Id, item.Grams)).Rejections;
        }

        await ReadAsync();
    }

    private Task SetAsync(CartItem item, long grams) =>
        ChangeAsync(async cartId => messages[item.Lot.Id] = (await Carts.SetAsync(cartId, item.Lot.Id, grams)).Rejections);

    private Task RemoveAsync(CartItem item) => ChangeAsync(cartId => Carts.RemoveAsync(cartId, item.Lot.Id));

    private async Task ChangeAsync(Func<Guid, Task> change)
    {
        if (isBusy || CartId is not { } cartId)
        {
            return;
        }

        isBusy = true;
        await change(cartId);
        await ReadAsync();
        isBusy = false;
    }
}
