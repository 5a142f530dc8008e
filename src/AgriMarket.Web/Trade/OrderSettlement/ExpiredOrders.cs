using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderSettlement;

/// <summary>
/// Ends the orders that were due when it began, until none is left. Only a few of them are with the writer at a time, so
/// that a checkout never waits behind more than these. One that fails keeps no other waiting. Several sweeps at once, here
/// or in other processes, do no harm: each order's own command finds out whether it is still due.
/// </summary>
/// <param name="expire">Ends one order, in a command of its own.</param>
/// <param name="pageSize">Orders that are read at once.</param>
internal sealed class ExpiredOrders(IDbContextFactory<MarketDb> contexts, Func<Guid, Task<Result<Done>>> expire, DateTime now, int pageSize = 2_000)
{
    /// <summary>Enough for a commit that is worth its while; few enough that a checkout waits some milliseconds for them.</summary>
    private const int AtOnce = 32;

    private int ended;
    private ExceptionDispatchInfo? failure;
    private volatile bool isOver;

    /// <returns>How many orders it ended.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await Parallel.ForEachAsync(DueAsync(stop), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (orderId, _) => await ExpireAsync(orderId));
        failure?.Throw();
        return ended;
    }

    private async Task ExpireAsync(Guid orderId)
    {
        try
        {
            var answer = await expire(orderId);
            if (answer.IsOk)
            {
                Interlocked.Increment(ref ended);
            }
            else if (answer.Rejections[0].Code == "market.unavailable")
            {
                // Whatever is wrong with the database is wrong for all of them; the next sweep finds what is left.
                isOver = true;
            }
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            failure ??= ExceptionDispatchInfo.Capture(thrown);
        }
    }

    /// <summary>By their time and id, each once: what could not be ended is not met again.</summary>
    private async IAsyncEnumerable<Guid> DueAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var (payBefore, id) = (DateTime.UnixEpoch, Guid.Empty);
        while (!isOver)
        {
            await using var db = await contexts.CreateDbContextAsync(stop);
            var page = await db.Set<Order>()
                .Where(order => order.Status == OrderStatus.AwaitingPayment && order.PayBefore <= now
                    && (order.PayBefore > payBefore || (order.PayBefore == payBefore && order.Id > id)))
                .OrderBy(order => order.PayBefore).ThenBy(order => order.Id)
                .Select(order => new { order.PayBefore, order.Id }).Take(pageSize).ToListAsync(stop);
            foreach (var order in page.TakeWhile(_ => !isOver))
            {
                yield return order.Id;
            }

            if (page.Count < pageSize)
            {
                yield break;
            }

            (payBefore, id) = (page[^1].PayBefore, page[^1].Id);
        }
    }
}
