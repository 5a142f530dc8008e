using System.Collections.Concurrent;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Money.Schemes;

/// <summary>
/// A fund with money for 1,000 grants, asked two hundred times as often: by whole orders, which are placed without a grant once it is
/// dry, and by commands that ask the ledger for a grant and nothing else, as a process would that believes there is money.
/// </summary>
[Trait("Run", "long")]
public sealed class FundLimitTests
{
    private const int Grants = 1_000;
    private const long GrantFen = 200;
    private const int Callers = 512;

    private static readonly int Orders = TestDatabase.IsPostgres ? 300 : 3_000;

    /// <summary>
    /// Fewer on a server, where each statement of an attempt is a message there and back, and as many would take minutes.
    /// </summary>
    private static readonly int Attempts = TestDatabase.IsPostgres ? 5_000 : 200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FarMoreAttemptsThanGrantsAreGrantedExactlyAThousandTimes()
    {
        await using var market = new MarketApp(Environments.Development, ("Writer:BatchSize", "1000"));
        var trade = await OrderFixture.OpenAsync(market, "520181");
        // Nearly enough for one more.
        var schemeId = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, GrantFen, 0, Grants * GrantFen + GrantFen - 1);
        var lotId = await trade.ListAsync(500 * Orders);

        var attempts = AskAsync(market.Services.GetRequiredService<MarketWriter>(), schemeId);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Orders),
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Cancel },
            async (_, _) => await trade.OrderAsync(lotId, 500)
        );
        var granted = await attempts;

        await using var db = trade.Db();
        var toOrders = await db.Set<Order>().SelectMany(order => order.Grants).CountAsync(Cancel);
        Assert.Equal(Grants, granted.Count + toOrders);
        Assert.InRange(toOrders, 1, Grants - 1);
        var budget = await db.Set<Account>().AsNoTracking().SingleAsync(account => account.Id == AccountIds.Budget(schemeId), Cancel);
        Assert.Equal((Grants * GrantFen, 0, GrantFen - 1), (budget.DebitsPendingFen, budget.DebitsPostedFen, budget.AvailableFen));
        Assert.Equal(Grants, await db.Set<Transfer>().CountAsync(entry => entry.Kind == TransferKind.Pending, Cancel));

        await ForgetAsync(db, schemeId, granted.Count);
        await InvariantAssert.AssertCleanAsync(InvariantAssert.Everything, db);
    }

    /// <summary>
    /// No order stands behind what the bare commands were given. Without it the books are whole, so nothing else was written.
    /// </summary>
    private static async Task ForgetAsync(MarketDb db, Guid schemeId, int count)
    {
        var fen = count * GrantFen;
        // Entries are never deleted: only here, without the trigger that refuses it.
        await InsertOnlyGuards.DropAsync(db, "transfers", "transfers_no_delete");
        Assert.Equal(
            count,
            await db.Set<Transfer>().Where(entry => entry.Kind == TransferKind.Pending && entry.OrderId == null).ExecuteDeleteAsync(Cancel)
        );
        await db.MakeMissingTriggersAsync(Cancel);
        await db.Set<Account>()
            .Where(account => account.Id == AccountIds.Budget(schemeId))
            .ExecuteUpdateAsync(account => account.SetProperty(it => it.DebitsPendingFen, it => it.DebitsPendingFen - fen), Cancel);
        await db.Set<Account>()
            .Where(account => account.Id == AccountIds.Clearing)
            .ExecuteUpdateAsync(account => account.SetProperty(it => it.CreditsPendingFen, it => it.CreditsPendingFen - fen), Cancel);
    }

    /// <summary>Everything that is not an order's attempt.</summary>
    /// <returns>The pending grants that were given.</returns>
    private static async Task<IReadOnlyCollection<Transfer>> AskAsync(MarketWriter writer, Guid schemeId)
    {
        var left = Attempts - Orders;
        var granted = new ConcurrentBag<Transfer>();
        await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            while (Interlocked.Decrement(ref left) >= 0)
                            {
                                var grant = Transfer.Pending(
                                    AccountIds.Budget(schemeId),
                                    AccountIds.Clearing,
                                    GrantFen,
                                    LedgerReasons.Grant,
                                    null,
                                    MarketApp.Start.UtcDateTime
                                );
                                var answer = await writer.RunAsync(scope => LedgerWriter.WriteAsync(scope, [grant]));
                                if (answer.IsOk)
                                {
                                    granted.Add(grant);
                                }
                                else
                                {
                                    Assert.Equal("fund.exhausted", answer.Rejections[0].Code);
                                }
                            }
                        },
                        Cancel
                    )
                )
        );
        return granted;
    }
}
