using System.Collections.Concurrent;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderNotifications;

/// <summary>
/// Tells farmers of orders that were paid, after the payments and not in them: all that one farmer sold within a window is one
/// notification, whose subject is the window, so that it is made once however often it is looked for.
/// </summary>
public sealed class NewOrderNotifier(
    NotificationService notifications,
    DueWork due,
    IDbContextFactory<MarketDb> contexts,
    TimeProvider clock
)
{
    internal const string Name = "order.tell-farmers";

    /// <summary>Orders that come within it are told of together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>After the end of a window, so that another process has stored all that it did in it.</summary>
    public static readonly TimeSpan ClosedAfter = TimeSpan.FromMinutes(1);

    /// <summary>At the start of a process: before the last order that was paid, however long ago that was.</summary>
    private static readonly TimeSpan LooksBack = TimeSpan.FromHours(12);

    /// <summary>Whom this process has still to tell of what, by a key that names both for good.</summary>
    private readonly ConcurrentDictionary<string, FarmersOrders> untold = new(StringComparer.Ordinal);
    private DateTime? lookedUntil;

    /// <summary>Tells of each window that is over.</summary>
    /// <returns>How many farmers were told, or had been.</returns>
    public async Task<int> NotifyDueAsync(CancellationToken stop = default)
    {
        await LookAsync(stop);
        return (await due.RunAsync(DueKind.Of(Name, untold.Values, orders => orders.Key, (orders, _) => NotifyAsync(orders)), stop)).Done;
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var until = NotificationWindow.Of(clock.GetUtcNow().UtcDateTime - ClosedAfter, Window).Start;
        await using var db = await contexts.CreateDbContextAsync(stop);
        lookedUntil ??= await db.Set<Order>().MaxAsync(order => order.PaidAt, stop) - LooksBack ?? until;
        while (
            await db.Set<Order>().Where(order => order.PaidAt >= lookedUntil && order.PaidAt < until).MinAsync(order => order.PaidAt, stop)
                is { } paidAt
        )
        {
            var window = NotificationWindow.Of(paidAt, Window);
            foreach (var (farmerId, orders) in await ReadAsync(db, window, stop))
            {
                var item = new FarmersOrders(window, farmerId, orders.Subject);
                untold[item.Key] = item;
            }

            lookedUntil = window.End;
        }

        lookedUntil = lookedUntil < until ? until : lookedUntil;
    }

    private async Task<Result<Done>> NotifyAsync(FarmersOrders orders)
    {
        var told = await notifications.NotifyAsync(
            [orders.FarmerId],
            new NotificationDraft(SaleNotifications.OrdersCame, orders.Within.Subject, orders.About)
        );
        if (told.IsOk)
        {
            untold.TryRemove(orders.Key, out _);
        }

        return told.IsOk ? Done.Instance : Result<Done>.Refused(told.Rejections);
    }

    /// <summary>What each farmer has to ship of a window's orders. Read line by line, so that memory holds a row for each farmer.</summary>
    private static async Task<Dictionary<Guid, NewOrders>> ReadAsync(MarketDb db, NotificationWindow window, CancellationToken stop)
    {
        var sold = new Dictionary<Guid, NewOrders>();
        await foreach (var line in db.LinesToShip(window).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (!sold.TryGetValue(line.FarmerId, out var orders))
            {
                sold[line.FarmerId] = orders = new();
            }

            orders.Add(line);
        }

        return sold;
    }

    private sealed record FarmersOrders(NotificationWindow Within, Guid FarmerId, NotificationSubject About)
    {
        public string Key => $"{Within.Subject}:{FarmerId:N}";
    }
}

/// <summary>Looks every minute for orders that farmers are to be told of.</summary>
internal sealed class NewOrderJob(NewOrderNotifier notifier, DueWork due, TimeProvider clock, ILogger<NewOrderJob> log)
    : RecurringJob(TimeSpan.FromMinutes(1), clock, log, due.SignalOf(null, NewOrderNotifier.Name), atOnce: false)
{
    protected override Task<int> RunAsync(CancellationToken stop) => notifier.NotifyDueAsync(stop);
}
