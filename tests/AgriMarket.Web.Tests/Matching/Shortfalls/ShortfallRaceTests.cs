using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Matching.Shortfalls;

/// <summary>A shortfall while everybody else is at work on the same orders.</summary>
public sealed class ShortfallRaceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhateverRacesWithItNobodyKeepsMoreThanHisPartButWhoHasItInThePost()
    {
        const int Orders = 60;
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, "520382");
        await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_234, 1_000_000);
        var lotId = await trade.ListAsync(Orders * 4_000);
        var random = new Random(832);
        var orders = new List<Guid>();
        for (var i = 0; i < Orders; i++)
        {
            orders.Add(
                await (i % 3 == 0 ? trade.OrderAsync(lotId, 500 * random.Next(2, 9)) : trade.BuyAsync(lotId, 500 * random.Next(2, 9)))
            );
        }

        var intent = lots.Intent(lotId, 40_000);
        Func<Task>[] racers =
        [
            .. Enumerable.Repeat<Func<Task>>(() => lots.Service.SayAsync(intent), 5),
            .. Enumerable.Repeat<Func<Task>>(lots.CarryOutAsync, 5),
            .. orders.Where((_, i) => i % 3 == 1).Select(id => (Func<Task>)(() => trade.CancelLineAsync(id, lotId, 500))),
            .. orders.Where((_, i) => i % 6 == 2).Select(id => (Func<Task>)(() => TrySendAsync(trade, id))),
            .. orders.Where((_, i) => i % 6 == 0).Select(id => (Func<Task>)(() => trade.PayAsync(id))),
            .. orders.Where((_, i) => i % 6 == 3).Select(id => (Func<Task>)(() => trade.Orders.CancelAsync(id, trade.Buyer))),
            .. Enumerable.Repeat<Func<Task>>(() => trade.Orders.PlaceAsync(trade.Intent(lotId, 1_000)), 10),
        ];
        random.Shuffle(racers);
        await Task.WhenAll(racers.Select(racer => Task.Run(racer)));
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(Cancel);
        await lots.CarryOutAsync();

        var promises = (await lots.Reads.PromisesAsync(lotId, trade.Farmer))!;
        Assert.True(promises.Latest is { IsDone: true, Shortfall.LeftGrams: 40_000 });
        Assert.InRange(promises.PromisedGrams, 1, 40_000);
        Assert.Equal(LotStatus.Closed, promises.Lot.Status);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    private static async Task<Result<Done>> TrySendAsync(OrderFixture trade, Guid orderId) =>
        await trade.Orders.ShipAsync(
            (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id,
            trade.Farmer,
            "顺丰",
            "SF1"
        );
}
