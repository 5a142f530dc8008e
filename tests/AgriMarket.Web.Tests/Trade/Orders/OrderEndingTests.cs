using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Trade.Orders;

public sealed class OrderEndingTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AHoldEndsOnceWhenPayingCancellingAndExpiringRace()
    {
        const int Orders = 120;
        var trade = await OrderFixture.OpenAsync(market, "522634");
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 1_000_000);
        var lotId = await trade.ListAsync(Orders * 500);
        var ids = await Task.WhenAll(Enumerable.Range(0, Orders).Select(_ => trade.OrderAsync(lotId, 500)));
        var random = new Random(832);
        // Past their time and not swept: all three are possible.
        await trade.RunOutAsync(ids);

        await Task.WhenAll(
            ids.SelectMany(id =>
            {
                Func<Task>[] racers =
                [
                    () => trade.PayAsync(id),
                    () => trade.Orders.CancelAsync(id, trade.Buyer),
                    () => trade.Orders.ExpireAsync(id),
                    () => trade.PayAsync(id),
                ];
                random.Shuffle(racers);
                return racers.Select(racer => Task.Run(racer));
            })
        );

        await using var books = trade.Db();
        Assert.Equal(0, await books.Set<Hold>().CountAsync(hold => hold.LotId == lotId && hold.Status == HoldStatus.Held, Cancel));
        var paid = await books.Set<Order>().CountAsync(order => ids.Contains(order.Id) && order.Status == OrderStatus.Paid, Cancel);
        var lot = await trade.LotAsync(lotId);
        Assert.Equal((paid * 500L, 0L, (Orders - paid) * 500L), (lot.SoldGrams, lot.HeldGrams, lot.AvailableGrams));
        await InvariantAssert.AssertHoldAsync(books);
    }

    [Fact]
    public async Task PlacingAndPayingAThousandTimesHappenOnce()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var lotId = await trade.ListAsync(50_000);
        var intent = trade.Intent(lotId, 5_000);

        var placed = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => trade.Orders.PlaceAsync(intent)));
        Assert.All(placed, answer => Assert.Equal(intent.Id, answer.Value));
        Assert.Equal(
            "order.id-taken",
            (await trade.Orders.PlaceAsync(intent with { Lines = [new WantedLine(lotId, 500)] })).Rejections[0].Code
        );

        var paid = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => trade.PayAsync(intent.Id)));
        Assert.All(paid, answer => Assert.True(answer.IsOk));
        Assert.Equal((45_000, 5_000), ((await trade.LotAsync(lotId)).AvailableGrams, (await trade.LotAsync(lotId)).SoldGrams));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task SendingAndReceivingTwiceHappenOnce()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var orderId = await trade.BuyAsync(await trade.ListAsync(50_000), 5_000);
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;

        var sent = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", "SF1000000000001"))
        );
        Assert.All(sent, answer => Assert.True(answer.IsOk));
        Assert.Equal("order.moved", (await trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", "SF1000000000002")).Rejections[0].Code);

        var received = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => trade.Orders.ReceiveAsync(parcelId, trade.Buyer)));
        Assert.All(received, answer => Assert.True(answer.IsOk));
        Assert.Equal(OrderStatus.Received, await trade.StatusAsync(orderId));
    }

    [Fact]
    public async Task AListingIdStandsForOneListing()
    {
        var trade = await OrderFixture.OpenAsync(market, "520328");
        var intent = trade.Offer(10_000);

        var listed = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => trade.Lots.ListAsync(intent)));

        Assert.All(listed, answer => Assert.Equal(intent.Id, answer.Value));
        foreach (
            var other in new[]
            {
                intent with
                {
                    QuantityGrams = 20_000,
                },
                intent with
                {
                    UnitPriceFen = 1,
                },
                intent with
                {
                    FarmerId = trade.Stranger,
                },
            }
        )
        {
            Assert.Equal("lot.id-taken", (await trade.Lots.ListAsync(other)).Rejections[0].Code);
        }

        Assert.Equal(10_000, (await trade.LotAsync(intent.Id)).AvailableGrams);
    }

    [Fact]
    public async Task ACampaignsOwnTimeIsTheTimeToPay()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var lotId = await trade.ListAsync(50_000);
        var draft = new AgriMarket.Domain.Campaigns.CampaignDraft(
            Guid.CreateVersion7(),
            trade.Proposer,
            "",
            "帮帮土豆",
            "故事",
            "field",
            trade.County,
            trade.Today,
            trade.Today.AddDays(5),
            1_000_000,
            null,
            [lotId]
        )
        {
            HoldMinutes = 121,
        };
        var campaigns =
            market.Services.GetService(typeof(AgriMarket.Web.Aid.Campaigns.CampaignService))
            as AgriMarket.Web.Aid.Campaigns.CampaignService;
        Assert.Equal("campaign.hold-minutes", (await campaigns!.SaveAsync(draft, publish: true)).Rejections[0].Code);
        Assert.True((await campaigns.SaveAsync(draft with { HoldMinutes = 120 }, publish: true)).IsOk);

        var alone = await trade.OrderAsync(lotId, 500);
        var mixed = (
            await trade.Orders.PlaceAsync(
                trade.Intent(lotId, 500) with
                {
                    Lines = [new(lotId, 500), new(await trade.ListAsync(5_000), 500)],
                }
            )
        ).Value;

        Assert.Equal((120, 15), (await MinutesAsync(trade, alone), await MinutesAsync(trade, mixed)));
    }

    private static async Task<double> MinutesAsync(OrderFixture trade, Guid orderId)
    {
        var order = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order;
        return (order.PayBefore - order.PlacedAt).TotalMinutes;
    }
}
