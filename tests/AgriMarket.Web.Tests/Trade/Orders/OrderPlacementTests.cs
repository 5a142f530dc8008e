using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Trade.Orders;

public sealed class OrderPlacementTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task AnOrderSetsStockAndGrantsAside()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var scheme = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        var lotId = await trade.ListAsync(50_000);

        var orderId = await trade.OrderAsync(lotId, 5_000);

        var lot = await trade.LotAsync(lotId);
        Assert.Equal((45_000, 5_000, 0), (lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams));
        Assert.Equal(9_800, await trade.BudgetAsync(scheme));
        Assert.Equal(OrderStatus.AwaitingPayment, await trade.StatusAsync(orderId));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task TheSumsOfAQuoteAreThoseOfItsOrder()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 3_000, 100_000);
        var intent = trade.Intent(await trade.ListAsync(50_000), 5_000);

        var quote = (await trade.Orders.QuoteAsync(intent.Lines, intent.ShipTo.RegionCode, trade.Buyer)).Value;
        var placed = await trade.Orders.PlaceAsync(intent with { ExpectedFen = quote.ToPayFen });

        var order = (await trade.Reads.FindAsync(placed.Value, trade.Buyer))!.Order;
        Assert.Equal((3_800, 200, 1_140), (order.GoodsFen, order.ShippingSubsidyFen, order.FundSubsidyFen));
        Assert.Equal((quote.GoodsFen, quote.ShippingFen, quote.ToPayFen), (order.GoodsFen, order.ShippingFen, order.ToPayFen));
        Assert.Equal(order.GoodsFen + order.ShippingFen, order.ToPayFen + order.ShippingSubsidyFen + order.FundSubsidyFen);
    }

    [Fact]
    public async Task OfAThousandOrdersAtOnceOnStockForAHundredAHundredAreSoldAndTheOthersRefused()
    {
        var trade = await OrderFixture.OpenAsync(market, "520328");
        var scheme = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 100_000);
        var lotId = await trade.ListAsync(100 * 500);

        var rush = Task.WhenAll(
            Enumerable
                .Range(0, 1_000)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var answer = await trade.Orders.PlaceAsync(trade.Intent(lotId, 500));
                        Assert.True(!answer.IsOk || (await trade.PayAsync(answer.Value)).IsOk);
                        return answer;
                    })
                )
        );
        do
        {
            // Whoever reads meanwhile sees whole books, and no more than there is.
            Assert.Equal(100 * 500, await trade.LotAsync(lotId) is var seen ? seen.AvailableGrams + seen.HeldGrams + seen.SoldGrams : 0);
            await InvariantAssert.AssertHoldAsync(trade.Db());
        } while (!rush.IsCompleted);

        var answers = await rush;
        Assert.Equal(100, answers.Count(answer => answer.IsOk));
        Assert.All(
            answers.Where(answer => !answer.IsOk),
            answer => Assert.Equal(("stock.short", lotId.ToString()), (answer.Rejections[0].Code, answer.Rejections[0].Field))
        );
        var lot = await trade.LotAsync(lotId);
        Assert.Equal((0, 0, 50_000), (lot.AvailableGrams, lot.HeldGrams, lot.SoldGrams));
        Assert.Equal(80_000, await trade.BudgetAsync(scheme));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task TheSameOrderSentManyTimesIsPlacedOnce()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var lotId = await trade.ListAsync(50_000);
        var intent = trade.Intent(lotId, 5_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => trade.Orders.PlaceAsync(intent)));

        Assert.All(answers, answer => Assert.Equal(intent.Id, answer.Value));
        Assert.Equal(45_000, (await trade.LotAsync(lotId)).AvailableGrams);
    }

    [Fact]
    public async Task AnIdTakenByAnotherOrderIsRefused()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var lotId = await trade.ListAsync(50_000);
        var intent = trade.Intent(lotId, 5_000);
        await trade.Orders.PlaceAsync(intent);

        OrderIntent[] others =
        [
            intent with
            {
                Lines = [new(lotId, 5_500)],
            },
            intent with
            {
                BuyerId = trade.Stranger,
            },
            intent with
            {
                ShipTo = intent.ShipTo with { Name = "韩梅梅" },
            },
            intent with
            {
                ShipTo = intent.ShipTo with { Street = "别处 2 号" },
            },
            intent with
            {
                Lines = [intent.Lines[0], intent.Lines[0]],
            },
        ];
        foreach (var other in others)
        {
            Assert.Equal("order.id-taken", (await trade.Orders.PlaceAsync(other)).Rejections[0].Code);
        }

        Assert.Equal(45_000, (await trade.LotAsync(lotId)).AvailableGrams);
    }

    [Fact]
    public async Task AnotherSumThanTheBuyerSawPlacesNothing()
    {
        var trade = await OrderFixture.OpenAsync(market, "520324");
        var lotId = await trade.ListAsync(50_000);

        var refused = await trade.Orders.PlaceAsync(trade.Intent(lotId, 5_000) with { ExpectedFen = 1 });

        Assert.Equal(("quote.changed", 1L), (refused.Rejections[0].Code, refused.Rejections[0].Args[0]));
        Assert.Equal(50_000, (await trade.LotAsync(lotId)).AvailableGrams);
    }

    [Fact]
    public async Task ALineThatCannotBeHadLeavesTheOthersFree()
    {
        var trade = await OrderFixture.OpenAsync(market, "520327");
        var (plenty, little) = (await trade.ListAsync(50_000), await trade.ListAsync(1_000));

        var refused = await trade.Orders.PlaceAsync(trade.Intent(plenty, 5_000) with { Lines = [new(plenty, 5_000), new(little, 1_500)] });

        Assert.Equal(("stock.short", little.ToString()), (refused.Rejections[0].Code, refused.Rejections[0].Field));
        Assert.Equal(50_000, (await trade.LotAsync(plenty)).AvailableGrams);
    }

    [Fact]
    public async Task AFarmerCannotBuyFromHimself()
    {
        var trade = await OrderFixture.OpenAsync(market, "520329");
        var lotId = await trade.ListAsync(50_000, farmerId: trade.Buyer);

        Assert.Equal("order.own-lot", (await trade.Orders.PlaceAsync(trade.Intent(lotId, 5_000))).Rejections[0].Code);
    }

    [Fact]
    public async Task TheShippingSubsidyIsNeverMoreThanTheShipping()
    {
        var trade = await OrderFixture.OpenAsync(market, "520402");
        var scheme = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 10_000, 0, 100_000);

        var orderId = await trade.OrderAsync(await trade.ListAsync(50_000), 500);

        var order = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order;
        Assert.Equal((order.ShippingFen, order.GoodsFen), (order.ShippingSubsidyFen, order.ToPayFen));
        Assert.Equal(100_000 - order.ShippingFen, await trade.BudgetAsync(scheme));
    }

    [Fact]
    public async Task AFundPaysUntilItIsDryAndNotAFenMore()
    {
        var trade = await OrderFixture.OpenAsync(market, "520403");
        var scheme = await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 700);
        var lotId = await trade.ListAsync(50_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => trade.Orders.PlaceAsync(trade.Intent(lotId, 500))));

        var views = await Task.WhenAll(answers.Select(answer => trade.Reads.FindAsync(answer.Value, trade.Buyer)));
        Assert.Equal([0L, 0L, 200L, 200L, 200L], views.Select(view => view!.Order.ShippingSubsidyFen).Order());
        Assert.Equal(100, await trade.BudgetAsync(scheme));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }
}
