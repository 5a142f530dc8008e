using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Limits;
using AgriMarket.Platform.Live;
using AgriMarket.Web.Money.Addresses;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Shop.Destinations;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.Stock;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Shop.Checkout;

/// <summary>
/// Where a cart becomes an order. The order's id is made once for the page, so a second click is the same order; the sum the
/// buyer sees goes with it, so the market never charges another.
/// </summary>
public sealed partial class CheckoutPage
{
    /// <summary>
    /// How long a quote is shown at the most. What nobody announces shows after it: that other orders have used up a scheme's money,
    /// that a scheme begins or ends, that a day is over.
    /// </summary>
    internal static readonly TimeSpan QuoteGoodFor = TimeSpan.FromMinutes(1);

    private Guid buyerId;
    private IReadOnlyList<CartItem> items = [];
    private Quote? quote;
    private IReadOnlyList<Rejection> quoteRefused = [];
    private IReadOnlyList<Rejection> placeRefused = [];
    private bool isRemembered;
    private bool isBusy;
    private int readings;
    private ITimer? renewal;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private VisitorDestination Destination { get; set; } = null!;

    [Inject]
    private CartService Carts { get; set; } = null!;

    [Inject]
    private CallLimits Limits { get; set; } = null!;

    [Inject]
    private OrderService Service { get; set; } = null!;

    [Inject]
    private OrderReads Orders { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    /// <summary>Only at the first rendering; a circuit has none.</summary>
    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    [PersistentState]
    public Guid? OrderId { get; set; }

    /// <summary>From where the page was asked for; a circuit no longer knows.</summary>
    [PersistentState]
    public string? Network { get; set; }

    [PersistentState]
    public CheckoutForm? Form { get; set; }

    private IReadOnlyList<CartItem> Ordered => [.. items.Where(item => item.CanBeOrdered(Reader.Today))];

    /// <summary>In the cart, but not to be had now.</summary>
    private IReadOnlyList<CartItem> Gone => [.. items.Where(item => !item.CanBeOrdered(Reader.Today))];

    private IReadOnlyList<Rejection> Refused => [.. quoteRefused.UnionBy(placeRefused, rejection => (rejection.Code, rejection.Field))];

    /// <summary>What is shown is being read again.</summary>
    internal bool IsReading => readings > 0;

    private bool HasLineProblems => Ordered.Any(item => quoteRefused.Any(rejection => rejection.Field == item.Lot.Id.ToString()));

    private bool IsPlacedAlready => placeRefused.Any(rejection => rejection.Code is "order.id-taken" or "order.cart-changed");

    private string PlaceText =>
        isBusy ? T["Checkout.Placing"]
        : quote is null ? T["Checkout.Place"]
        : Reader.Fill(T["Checkout.PlaceSum"], quote.ToPayFen);

    protected override async Task OnInitializedAsync()
    {
        buyerId = (await Authentication).User.RequireMemberId();
        Network ??= HttpContext is null ? null : Caller.NetworkOf(HttpContext.Connection.RemoteIpAddress);
        OrderId ??= Guid.CreateVersion7();
        if (Form is null)
        {
            var last = await Orders.LastAddressAsync(buyerId);
            (Form, isRemembered) = (CheckoutForm.From(last, last is null ? await Destination.FindAsync() : null), last is not null);
        }

        await ReadAsync();
        if (RendererInfo.IsInteractive)
        {
            // Which lots there are is known by now; their stock is read again, so that no change falls in between.
            Follow(items.Select(item => StockTopics.Lot(item.Lot.Id)).Append(FundTopics.Grants));
            renewal = Clock.CreateTimer(_ => _ = RenewAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await ReadAsync();
        }
    }

    public override void Dispose()
    {
        renewal?.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    private IReadOnlyList<QuoteLine> LinesOf(QuoteParcel parcel) =>
        [.. quote!.Lines.Where(line => line.Lot.FarmerId == parcel.FarmerId && line.Lot.OriginCode == parcel.OriginCode)];

    protected override async Task ReadAsync()
    {
        readings++;
        try
        {
            items = await Carts.ReadAsync(buyerId);
            await QuoteAsync();
        }
        finally
        {
            readings--;
        }
    }

    /// <summary>
    /// A lot that thousands buy changes all the time. Only an update that this quote rests on makes another: less left than the line asks
    /// for, another price or another last day. What came while something was read, or stands in the way, may be any of these.
    /// </summary>
    protected override bool Concerns(IReadOnlyList<LiveChange> updates) =>
        IsReading || quoteRefused.Count > 0 || updates.Any(change => change is not StockChange stock || ChangesQuote(stock));

    private bool ChangesQuote(StockChange stock)
    {
        if (Ordered.FirstOrDefault(item => item.Lot.Id == stock.LotId) is not { } item)
        {
            return true;
        }

        var lot = quote?.Lines.FirstOrDefault(line => line.Lot.Id == stock.LotId)?.Lot ?? item.Lot;
        return stock.AvailableGrams < item.Grams
            || stock.PriceFen != lot.UnitPriceFen
            || stock.BestBeforeOn != StockChange.Written(lot.BestBeforeOn);
    }

    private async Task RenewAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                await ShowNewsAsync();
                StateHasChanged();
            });
        }
        catch (Exception failure)
        {
            // A timer has nobody to tell: the circuit is told.
            await DispatchExceptionAsync(failure);
        }
    }

    /// <summary>The order being placed takes this stock itself: meanwhile what it answers is shown instead.</summary>
    protected override Task ShowNewsAsync() => isBusy ? Task.CompletedTask : ReadAsync();

    /// <summary>A changed field is judged again when the order is sent; a changed place has another quote at once.</summary>
    private async Task EditAsync(string field)
    {
        placeRefused = [.. placeRefused.Where(rejection => rejection.Field != field)];
        if (field == nameof(CheckoutForm.RegionCode))
        {
            await QuoteAsync();
        }
    }

    /// <summary>Asks what the goods cost at the chosen place; until one is chosen there is nothing to ask.</summary>
    private async Task QuoteAsync()
    {
        if (Form!.RegionCode is not { Length: > 0 } place || Ordered.Count == 0)
        {
            (quote, quoteRefused) = (null, []);
            return;
        }

        renewal?.Change(QuoteGoodFor, Timeout.InfiniteTimeSpan);
        readings++;
        try
        {
            var quoted = await Service.QuoteAsync(WantedLines, place, buyerId, Form.Street, ForEarlierArrival);
            if (place != Form.RegionCode)
            {
                // Another place was chosen meanwhile, and its own quote is on its way.
                return;
            }

            // An unfinished choice of place is no mistake yet: the picker is still asking.
            quote = quoted.IsOk ? quoted.Value : null;
            quoteRefused = [.. quoted.Rejections.Where(rejection => rejection.Code != "address.region")];
        }
        finally
        {
            readings--;
        }
    }

    private List<WantedLine> WantedLines => [.. Ordered.Select(item => new WantedLine(item.Lot.Id, item.Grams))];

    /// <summary>The order that may have been placed when the circuit was lost: placed again, it is the same one.</summary>
    private void TakeOrderId(string kept) => OrderId = Guid.TryParse(kept, out var id) ? id : OrderId;

    private async Task PlaceAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        var lines = WantedLines;
        // What was ordered in another tab has left the cart since it was shown here, and is not wanted twice.
        if (!await Carts.HoldsAsync(buyerId, lines))
        {
            placeRefused = [new Rejection("order.cart-changed")];
            await ReadAsync();
            StopPlacing();
            return;
        }

        if (!Limits.Allows(new Caller(OrderLimits.Orders, buyerId.ToString(), null)))
        {
            placeRefused = [new Rejection("order.too-often")];
            StopPlacing();
            return;
        }

        // Without a quote on the page the buyer has seen no sum, so none may be charged.
        var placed = await Service.PlaceAsync(
            new OrderIntent(OrderId!.Value, buyerId, lines, Form!.ToAddress(), quote?.ToPayFen ?? 0, Network, ForEarlierArrival)
        );
        placeRefused = placed.Rejections;
        if (placed.IsOk)
        {
            await Carts.TakeAsync(buyerId, lines);
            OrderId = null;
            Navigation.NavigateTo(MoneyAddresses.Pay(placed.Value));
            return;
        }

        await ReadAsync();
        StopPlacing();
    }

    /// <summary>Makes the lines what can be had of them now; what cannot be had at all leaves the cart.</summary>
    private async Task TakeWhatIsLeftAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        foreach (var problem in quoteRefused.Where(rejection => Guid.TryParse(rejection.Field, out _)))
        {
            var lotId = Guid.Parse(problem.Field!);
            var left = items.FirstOrDefault(item => item.Lot.Id == lotId) is { } item ? item.LeftGrams(problem, Reader.Today) : 0;
            if (left > 0)
            {
                await Carts.SetAsync(buyerId, lotId, left);
            }
            else
            {
                await Carts.RemoveAsync(buyerId, lotId);
            }
        }

        placeRefused = [];
        await ReadAsync();
        isBusy = false;
    }
}
