using System.Linq.Expressions;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.Trade.Carriers;
using AgriMarket.Web.Trade.Deliveries;
using AgriMarket.Web.Trade.OrderNotifications;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.OrderSettlement;
using AgriMarket.Web.Trade.Quotes;
using AgriMarket.Web.Trade.Refunds;
using AgriMarket.Web.Trade.Reservations;
using AgriMarket.Web.Trade.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Orders;

/// <summary>Quotes, places, settles and ends orders. Prices are always computed here, from ids and grams.</summary>
public sealed class OrderService(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    RegionCatalogue regions,
    QuoteFactReads facts,
    UnpaidReservations reservations,
    KnownBuyers buyers,
    RunningSchemes running,
    PaymentService payments,
    DeliveryDecider deliveries,
    CarrierSignal shipped,
    BuyerNotifier buyerNotifier,
    DueWork due,
    IOptions<OrderOptions> options,
    TimeProvider clock
)
{
    private static readonly Func<MarketDb, Guid[], IAsyncEnumerable<Lot>> LotsById = EF.CompileAsyncQuery(
        (MarketDb db, Guid[] ids) => db.Set<Lot>().AsNoTracking().Where(lot => ids.Contains(lot.Id))
    );

    /// <summary>What the lines would cost now. Nothing is reserved.</summary>
    /// <param name="buyerId">Null for nobody in particular.</param>
    /// <param name="street">Of the address, once it is known: what is counted for a door counts for it.</param>
    /// <param name="forEarlierArrival">As in <see cref="OrderIntent"/>.</param>
    public async Task<Result<Quote>> QuoteAsync(
        IReadOnlyList<WantedLine> lines,
        string destinationCode,
        Guid? buyerId,
        string? street = null,
        bool forEarlierArrival = false
    )
    {
        await using var db = await contexts.CreateDbContextAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        var lots = await LotsById(db, WantedLots(lines)).ToDictionaryAsync(lot => lot.Id);
        var buyer = buyerId is { } member ? await BuyerAsync(member, destinationCode, street, now) : BuyerFacts.None;
        var schemes = await running.FundedAsync(db, now, lots.Values, buyerId is { } id ? buyer.Of(id) : null);
        var known = await facts.ReadAsync(db, lots, schemes, now, buyer);
        return Quote.For(lines, destinationCode, buyerId, known, forEarlierArrival);
    }

    private async ValueTask<BuyerFacts> BuyerAsync(Guid buyerId, string regionCode, string? street, DateTime now)
    {
        await reservations.ReadOnceAsync();
        var known = await buyers.FindAsync(buyerId, now);
        return new BuyerFacts(
            known.MobileKey,
            string.IsNullOrWhiteSpace(street) ? null : AddressKey.Of(regionCode, street, regions),
            known.Standing == BuyerStanding.New ? reservations.Share : null
        );
    }

    /// <summary>
    /// Places an order: stock and grants are reserved until it is paid. Idempotent: a replay returns the same result; with another
    /// content it rejects with <c>order.id-taken</c>. Other refusals: <c>stock.short</c>, <c>lot.off-sale</c>,
    /// <c>order.arrives-late</c>, <c>order.may-arrive-late</c>,
    /// <c>quote.changed</c>, <c>fund.exhausted</c>, <c>scheme.…-cap</c>, <c>stock.new-buyers</c>, <c>order.unpaid-…</c>
    /// (<see cref="ReservationTally.WhyNot"/>), and a sentence for each wrong field of the address.
    /// </summary>
    /// <returns>The order's id.</returns>
    public async Task<Result<Guid>> PlaceAsync(OrderIntent intent)
    {
        // Before its turn: what is known of a buyer is some seconds old in any case, and nobody else waits for it to be read.
        var (shipTo, now) = (intent.ShipTo, clock.GetUtcNow().UtcDateTime);
        var buyer = await BuyerAsync(intent.BuyerId, shipTo.RegionCode, shipTo.Street, now);
        return await writer.RunAsync<Guid>(scope => PlaceAsync(scope, intent, buyer), intent.Id);
    }

    private async Task<Result<Guid>> PlaceAsync(WriteScope scope, OrderIntent intent, BuyerFacts buyer)
    {
        var lots = await scope.Cached<LotCache>().FindAsync(scope, WantedLots(intent.Lines));
        var schemes = await scope.Cached<SchemeCache>().FindAsync(scope, buyer.Of(intent.BuyerId), lots.Values);
        var known = await facts.ReadAsync(scope.Db, lots, schemes, scope.Now, buyer);
        var decided = Placement.Plan(intent, known, await OrderHolds.TimeForAsync(scope.Db, known, options.Value.HoldMinutes));
        if (!decided.IsOk)
        {
            // What was to be had the first time need not be there any more.
            return await AgainAsync(scope, intent) ?? Result<Guid>.Refused(decided.Rejections);
        }

        var reservation = Reservation.Of(decided.Value);
        if (reservations.WhyNot(reservation, scope.Now) is { } why)
        {
            return await AgainAsync(scope, intent) ?? why;
        }

        var written = await OrderRecorder.WriteAsync(scope, decided.Value);
        if (written is { IsOk: true })
        {
            reservations.Add(scope, reservation);
        }

        return written ?? (await AgainAsync(scope, intent))!;
    }

    /// <summary>The answer to an order whose id is known; null when it is not.</summary>
    private async Task<Result<Guid>?> AgainAsync(WriteScope scope, OrderIntent intent) =>
        await scope.Sql.QueryAsync($"SELECT 1 FROM orders WHERE id = {intent.Id}", _ => true) is not [_] ? null
        : IsSame((await FindAsync(scope.Db, order => order.Id == intent.Id))!, intent) ? intent.Id
        : new Rejection("order.id-taken");

    /// <summary>
    /// Gives up an unpaid order of this buyer: stock and grants are free again. Idempotent: a replay returns the same result; a paid
    /// order is rejects with <c>order.moved</c>, and its parts are cancelled by <see cref="RefundService"/>. Rejects with
    /// <c>payment.under-way</c> while the gateway cannot say that nobody is paying any more.
    /// </summary>
    public Task<Result<Done>> CancelAsync(Guid orderId, Guid buyerId) =>
        OncePaymentIsStoppedAsync(
            orderId,
            () => writer.RunAsync(scope => UnpaidOrders.CancelAsync(scope, reservations, orderId, buyerId), orderId),
            (underWay, _) => underWay
        );

    /// <summary>Ends every unpaid order past its time, each in a command of its own: see <see cref="DueWork"/>.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> ExpireDueAsync(CancellationToken stop = default) =>
        (await due.RunAsync(ExpiredOrders.Of(ExpireAsync), stop)).Done;

    /// <summary>
    /// Ends an unpaid order past its time. Rejects with <c>order.unknown</c> before that, with <c>order.moved</c> when it has ended or is
    /// paid, and, where somebody may be paying at this moment, as <see cref="PaymentService.StopAsync"/> says.
    /// </summary>
    internal Task<Result<Done>> ExpireAsync(Guid orderId) =>
        OncePaymentIsStoppedAsync(
            orderId,
            () => writer.RunWhenThereIsRoomAsync(scope => UnpaidOrders.ExpireAsync(scope, reservations, orderId), orderId),
            (_, whyNotStopped) => whyNotStopped
        );

    /// <summary>
    /// Lets an order go. Where somebody may be paying for it at this moment, that is stopped first, and what was paid meanwhile counts.
    /// </summary>
    /// <param name="answer">What to answer when it cannot be stopped: of that it is under way, and of why it cannot be stopped.</param>
    private async Task<Result<Done>> OncePaymentIsStoppedAsync(
        Guid orderId,
        Func<Task<Result<Done>>> letGo,
        Func<Result<Done>, Result<Done>, Result<Done>> answer
    )
    {
        var first = await letGo();
        if (first.IsOk || first.Rejections[0].Code != "payment.under-way")
        {
            return first;
        }

        var stopped = await payments.StopAsync(orderId);
        return stopped.IsOk ? await letGo() : answer(first, stopped);
    }

    /// <summary>
    /// Records that this farmer handed a parcel to a carrier. Rejects with <c>order.unknown</c> when it is not theirs to send,
    /// <c>order.moved</c> and <c>parcel.moved</c> when it is not to be sent now, and a sentence for each wrong field, as
    /// <see cref="TrackingNumber.Check"/> and <see cref="ParcelTracking.Share"/> say. The same said again answers the same; another
    /// carrier or number is refused.
    /// </summary>
    public Task<Result<Done>> ShipAsync(Guid parcelId, Guid farmerId, string carrier, string trackingNumber) =>
        MoveParcelAsync(
            order => order.Parcels.Any(parcel => parcel.Id == parcelId && parcel.FarmerId == farmerId),
            (order, now) => order.Ship(parcelId, carrier, trackingNumber, now),
            (scope, order) => TrackAsync(scope, order, order.Parcels.Single(parcel => parcel.Id == parcelId))
        );

    /// <summary>
    /// Records that this buyer has a parcel in hand; whether its farmer is to be paid by that, <see cref="DeliveryDecider"/> says. Rejects
    /// with <c>order.unknown</c> when it is somebody else's and <c>parcel.moved</c> when it is not on its way.
    /// </summary>
    public Task<Result<Done>> ReceiveAsync(Guid parcelId, Guid buyerId) =>
        MoveParcelAsync(
            order => order.BuyerId == buyerId && order.Parcels.Any(parcel => parcel.Id == parcelId),
            (order, now) => order.Receive(parcelId, now),
            async (scope, order) =>
            {
                await deliveries.DecideAsync(scope, order.Parcels.Single(parcel => parcel.Id == parcelId));
                return Done.Instance;
            }
        );

    /// <summary>Keeps the number that a parcel travels under, unless others have it, and has it registered once this is durable.</summary>
    private async Task<Result<Done>> TrackAsync(WriteScope scope, Order order, Parcel parcel)
    {
        if (await scope.Db.Set<ParcelTracking>().AnyAsync(row => row.ParcelId == parcel.Id))
        {
            return Done.Instance;
        }

        var number = new TrackingNumber(parcel.Carrier, parcel.TrackingNumber);
        var tracking = new ParcelTracking
        {
            ParcelId = parcel.Id,
            OrderId = order.Id,
            BuyerId = order.BuyerId,
            FarmerId = parcel.FarmerId,
            Carrier = number.Carrier,
            Number = number.Number,
            PaidAt = order.PaidAt!.Value,
            ShippedAt = parcel.ShippedAt!.Value,
            State = number.IsTracked ? TrackingState.Waiting : TrackingState.NotTracked,
        };
        var others = await scope.Db.Set<ParcelTracking>().AsNoTracking().Where(row => row.Number == number.Number).ToListAsync();
        // Carriers that are not known here count their own slips from one.
        var shared = tracking.Share(others.FindAll(other => number.IsTracked || other.Carrier == number.Carrier));
        if (shared.IsOk)
        {
            scope.Db.Add(tracking);
            await scope.Db.SaveChangesAsync();
            await buyerNotifier.ShippedAsync(scope, order, parcel);
            scope.OnDurable(shipped.Raise);
        }

        return shared;
    }

    private Task<Result<Done>> MoveParcelAsync(
        Expression<Func<Order, bool>> whose,
        Func<Order, DateTime, Result<Done>> move,
        Func<WriteScope, Order, Task<Result<Done>>> follow
    ) =>
        writer.RunAsync(async scope =>
        {
            if (await FindAsync(scope.Db, whose) is not { } order)
            {
                return new Rejection("order.unknown");
            }

            var moved = move(order, scope.Now);
            if (moved.IsOk)
            {
                await scope.Db.SaveChangesAsync();
                moved = await follow(scope, order);
                OrderEvents.Moved(scope, order);
            }

            return moved;
        });

    /// <summary>An order with too many lines is refused, and is not to cost a read of all of them.</summary>
    private static Guid[] WantedLots(IReadOnlyList<WantedLine> lines) =>
        [.. lines.Take(Quote.MaxLines + 1).Select(line => line.LotId).Distinct()];

    /// <summary>
    /// An order with what commands decide on. In one query: nearly all orders have few lines and parcels, and statements are the cost.
    /// </summary>
    private static Task<Order?> FindAsync(MarketDb db, Expression<Func<Order, bool>> which) =>
        db.Set<Order>().Include(order => order.Lines).Include(order => order.Parcels).AsSingleQuery().FirstOrDefaultAsync(which);

    private bool IsSame(Order order, OrderIntent intent) =>
        order.BuyerId == intent.BuyerId
        && Address.Check(intent.ShipTo, regions) is { IsOk: true } shipTo
        && order.ShipTo == shipTo.Value
        && order.Lines.Count == intent.Lines.Count
        && order.Lines.Select(line => new WantedLine(line.LotId, line.Grams)).ToHashSet().SetEquals(intent.Lines);
}
