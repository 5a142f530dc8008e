using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Reservations;

/// <summary>
/// What orders that nobody has paid yet keep from everybody else, and how much of it one buyer, mobile, delivery address or network
/// address may have at once (<see cref="ReservationLimits"/>). Kept in memory, since it bounds and counts no money: an order costs it no
/// statement. Read from the orders at the first need, and moved by the commands of this process; those of other processes on
/// the same database are seen some seconds later (<see cref="UnpaidReservationsJob"/>). For several threads.
/// </summary>
public sealed class UnpaidReservations(IDbContextFactory<MarketDb> contexts, IOptions<OrderOptions> options, TimeProvider clock)
    : IDisposable
{
    /// <summary>
    /// A command lasts less. What one of them has just counted, or ended, a reading need not have seen, and changes nothing about it.
    /// </summary>
    private static readonly TimeSpan InTheAir = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly ReservationTally tally = new();
    private readonly HashSet<Guid> justEnded = [];
    private readonly Queue<(Guid OrderId, DateTime At)> ends = [];
    private bool isReading;
    private volatile bool isRead;
    private NewBuyerShare? share;

    private ReservationLimits Limits => options.Value.Unpaid;

    /// <summary>How much new buyers may reserve of a lot or a budget, now and later.</summary>
    public NewBuyerShare Share => share ??= new(Limits, OfNewBuyers);

    /// <summary>Reads what is reserved, unless that was done already.</summary>
    public async ValueTask ReadOnceAsync()
    {
        if (!isRead)
        {
            await ReadAsync();
        }
    }

    /// <summary>Why an order may not be placed now, as <see cref="ReservationTally.WhyNot"/> says; null when it may.</summary>
    public Rejection? WhyNot(Reservation wanted, DateTime now)
    {
        lock (gate)
        {
            return tally.WhyNot(wanted, Limits, now);
        }
    }

    /// <summary>Counts an order that is being placed; forgotten if the command is undone.</summary>
    public void Add(WriteScope scope, Reservation reservation)
    {
        lock (gate)
        {
            tally.Add(reservation);
        }

        scope.OnUndone(() => Remove(reservation.OrderId));
    }

    /// <summary>An order is paid, or its buyer gave it up: it keeps nothing any more. Counted again if the command is undone.</summary>
    public void End(WriteScope scope, Guid orderId)
    {
        if (Remove(orderId) is { } ended)
        {
            scope.OnUndone(() => AddAgain(ended));
        }
    }

    /// <summary>An order ran out unpaid, which its buyer's next orders may have to wait for.</summary>
    public void RanOut(WriteScope scope, Guid orderId, Guid buyerId)
    {
        End(scope, orderId);
        var ranOut = new RanOutOrder(orderId, buyerId, scope.Now);
        lock (gate)
        {
            tally.RanOut(ranOut);
        }

        scope.OnUndone(() => DidNotRunOut(ranOut.OrderId, ranOut.BuyerId));
    }

    /// <summary>The payment of an order that ran out came late, and it is sold after all.</summary>
    public void PaidLate(WriteScope scope, Guid orderId, Guid buyerId) => scope.OnDurable(() => DidNotRunOut(orderId, buyerId));

    /// <summary>Reads what is reserved, also by other processes.</summary>
    /// <returns>How many orders wait for their payment.</returns>
    internal async Task<int> ReadAsync()
    {
        await reading.WaitAsync();
        try
        {
            var began = clock.GetUtcNow().UtcDateTime;
            lock (gate)
            {
                isReading = true;
            }

            await using var db = await contexts.CreateDbContextAsync();
            var open = await db.ReservationsAsync();
            var ranOut = await db.RanOutSinceAsync(began - ReservationLimits.Remembered);
            lock (gate)
            {
                Take(open, ranOut, began - InTheAir);
                isRead = true;
                return tally.Count;
            }
        }
        finally
        {
            lock (gate)
            {
                isReading = false;
            }

            reading.Release();
        }
    }

    private void Take(IReadOnlyDictionary<Guid, Reservation> open, IReadOnlyList<RanOutOrder> ranOut, DateTime settledBefore)
    {
        foreach (var (orderId, reservation) in open)
        {
            if (!justEnded.Contains(orderId))
            {
                tally.Add(reservation);
            }
        }

        tally.RemoveWhere((orderId, placedAt) => placedAt < settledBefore && !open.ContainsKey(orderId));
        foreach (var order in ranOut)
        {
            tally.RanOut(order);
        }
    }

    public void Dispose() => reading.Dispose();

    private long OfNewBuyers(Guid lotOrSchemeId)
    {
        lock (gate)
        {
            return tally.OfNewBuyers(lotOrSchemeId);
        }
    }

    private Reservation? Remove(Guid orderId)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (justEnded.Add(orderId))
            {
                ends.Enqueue((orderId, now));
            }

            while (!isReading && ends.TryPeek(out var oldest) && oldest.At < now - InTheAir)
            {
                justEnded.Remove(ends.Dequeue().OrderId);
            }

            return tally.Remove(orderId);
        }
    }

    private void AddAgain(Reservation reservation)
    {
        lock (gate)
        {
            justEnded.Remove(reservation.OrderId);
            tally.Add(reservation);
        }
    }

    private void DidNotRunOut(Guid orderId, Guid buyerId)
    {
        lock (gate)
        {
            tally.DidNotRunOut(orderId, buyerId);
        }
    }
}
