using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Ledger;

/// <summary>What the market's own writer keeps of accounts, with room for two.</summary>
public sealed class AccountCacheTests : IAsyncLifetime
{
    private const int Room = 2;

    private readonly MarketApp market = new();

    public async ValueTask InitializeAsync() =>
        await LookAsync(
            (_, cache) =>
            {
                cache.Most = Room;
                return Task.FromResult(0);
            }
        );

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task AKnownAndANewAccountAreBothAnsweredWhenThereIsNoRoomForBoth()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        string[] budgets =
        [
            await BudgetAsync(trade, 10_000),
            await BudgetAsync(trade, 20_000),
            await BudgetAsync(trade, 30_000),
            await BudgetAsync(trade, 40_000),
        ];

        // Each question but the first asks for an account that is known and for one that is not.
        for (var i = 1; i < budgets.Length; i++)
        {
            string[] asked = [budgets[i - 1], budgets[i]];
            var left = await LookAsync((scope, cache) => cache.AvailableAsync(scope, asked));
            Assert.Equal([i * 10_000, (i + 1) * 10_000], asked.Select(id => left[id]));
            Assert.InRange((await LookAsync((_, cache) => Task.FromResult(cache.Count))).Available, 1, Room);
        }
    }

    [Fact]
    public async Task OrdersGoOnWhenThereIsNoRoomForTheirAccounts()
    {
        var trade = await OrderFixture.OpenAsync(market, "520382");
        var schemeId = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        var lotId = await trade.ListAsync(10_000);

        for (var order = 1; order <= 3; order++)
        {
            await trade.BuyAsync(lotId, 1_000);
            Assert.Equal(10_000 - (order * 200), await trade.BudgetAsync(schemeId));
        }

        var (open, available) = await LookAsync((_, cache) => Task.FromResult(cache.Count));
        Assert.InRange(open, 1, Room);
        Assert.InRange(available, 0, Room);
    }

    private static async Task<string> BudgetAsync(OrderFixture trade, long fen) =>
        AccountIds.Budget(await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, fen));

    private async Task<T> LookAsync<T>(Func<WriteScope, AccountCache, Task<T>> look) =>
        (
            await market
                .Services.GetRequiredService<MarketWriter>()
                .RunAsync(async scope => Result<T>.Of(await look(scope, scope.Cached<AccountCache>())))
        ).Value;
}
