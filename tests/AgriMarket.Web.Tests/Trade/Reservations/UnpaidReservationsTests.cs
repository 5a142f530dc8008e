using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Trade.Reservations;

/// <summary>Who reserves without paying, and the honest people who order in much the same way.</summary>
public sealed class UnpaidReservationsTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static int streets;

    /// <summary>The attack: a new account reserved every gram of a hundred lots with two requests of fifty lines.</summary>
    [Fact]
    public async Task OneNewAccountCannotEmptyAShopWindow()
    {
        var trade = await OpenAsync("522634");
        var lots = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => trade.ListAsync(120_000)));

        var refused = await Task.WhenAll(lots.Chunk(50).Select(window => PlaceAsync(trade, trade.Buyer, NewHome(), window, 60_000)));

        Assert.All(refused, placed => Assert.Equal("order.unpaid-buyer", placed.Rejections[0].Code));
        var reserved = await ReserveUntilRefusedAsync(trade, lots);
        Assert.Equal(300_000, reserved);
    }

    /// <summary>The attack: accounts made for it, each within its own bounds, hold a lot together.</summary>
    [Fact]
    public async Task NewAccountsTogetherHoldHalfOfALot()
    {
        var trade = await OpenAsync("520381");
        var known = await KnownAsync(trade);
        var lot = await trade.ListAsync(1_000_000);
        var refusals = new List<Rejection>();
        for (var account = 0; account < 8; account++)
        {
            var placed = await PlaceAsync(trade, await JoinAsync(), NewHome(), [lot], 100_000);
            refusals.AddRange(placed.Rejections);
        }

        Assert.Equal(500_000, (await trade.LotAsync(lot)).AvailableGrams);
        Assert.Equal(["stock.new-buyers", "stock.new-buyers", "stock.new-buyers"], refusals.Select(refusal => refusal.Code));
        Assert.Equal(lot.ToString(), refusals[0].Field);

        // Whoever has bought before still gets what is left.
        Assert.True((await PlaceAsync(trade, known, NewHome(), [lot], 400_000)).IsOk);
    }

    /// <summary>The attack: twelve unpaid orders set 1.8 million yuan of a fund aside.</summary>
    [Fact]
    public async Task UnpaidOrdersOfNewBuyersHoldAQuarterOfABudget()
    {
        var trade = await OpenAsync("520326");
        var knownBuyer = await KnownAsync(trade);
        var scheme = await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 5_000, 100_000);
        var lot = await trade.ListAsync(10_000_000);

        // 38 yuan each, so that none is stopped by their own bound.
        for (var account = 0; account < 12; account++)
        {
            await PlaceAsync(trade, await JoinAsync(), NewHome(), [lot], 10_000);
        }

        // 6 of 38 yuan are within 250; with the seventh it would be 266.
        Assert.Equal(100_000 - 6 * 3_800, await trade.BudgetAsync(scheme));
        var quoted = await trade.Orders.QuoteAsync([new WantedLine(lot, 10_000)], NewHome().RegionCode, await JoinAsync());
        Assert.Equal("scheme.new-buyers", Assert.Single(quoted.Value.Subsidies.NotGranted).Why.Code);
        var known = await trade.Orders.QuoteAsync([new WantedLine(lot, 10_000)], NewHome().RegionCode, knownBuyer);
        Assert.Equal(3_800, known.Value.FundSubsidyFen);
    }

    /// <summary>One person with many accounts: the mobile, the door or the network is the same, however it is written.</summary>
    [Theory]
    [InlineData("order.unpaid-mobile", 10)]
    [InlineData("order.unpaid-address", 20)]
    [InlineData("order.unpaid-network", 200)]
    public async Task AccountsThatShareAMobileADoorOrANetworkShareItsBounds(string code, int most)
    {
        var trade = await OpenAsync("520325");
        var lot = await trade.ListAsync(10_000_000);
        var shared = NewHome();
        string[] spellings = ["3栋2单元501室", "三号楼 2单元 501", "３幢２单元５０１", "三栋二单元五零一"];
        var (placed, refusal) = (0, (Rejection?)null);
        while (refusal is null && placed <= most)
        {
            var buyer = await JoinAsync();
            for (var i = 0; i < 5 && refusal is null; i++)
            {
                var home = code switch
                {
                    "order.unpaid-mobile" => NewHome() with { Mobile = shared.Mobile },
                    "order.unpaid-address" => NewHome() with { Street = spellings[placed % spellings.Length] },
                    _ => NewHome(),
                };
                var answer = await PlaceAsync(trade, buyer, home, [lot], 500, code == "order.unpaid-network" ? "203.0.113.7" : null);
                (placed, refusal) = answer.IsOk ? (placed + 1, null) : (placed, answer.Rejections[0]);
            }
        }

        Assert.Equal((most, code), (placed, refusal?.Code));
    }

    /// <summary>Orders that run out one after the other: each pause is three times as long as the one before.</summary>
    [Fact]
    public async Task WhoLetsOrdersRunOutWaitsLongerEachTime()
    {
        var trade = await OpenAsync("520328");
        var lot = await trade.ListAsync(100_000);
        var (buyer, home) = (await JoinAsync(), NewHome());
        var pauses = new List<long>();
        for (var order = 0; order < 5; order++)
        {
            var placed = await PlaceAsync(trade, buyer, home, [lot], 500);
            if (!placed.IsOk)
            {
                Assert.Equal("order.unpaid-pause", placed.Rejections[0].Code);
                pauses.Add((long)placed.Rejections[0].Args[0]);
                market.Clock.Advance(TimeSpan.FromMinutes(pauses[^1]));
                placed = await PlaceAsync(trade, buyer, home, [lot], 500);
            }

            await trade.RunOutAsync(placed.Value);
            await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal([5, 15], pauses);

        // What is remembered is in the orders: another process, or this one started again, says the same.
        var anew = Anew();
        await anew.ReadAsync();
        Assert.Equal(45L, anew.WhyNot(ReservationOf(buyer), market.Clock.GetUtcNow().UtcDateTime)!.Args[0]);

        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await PlaceAsync(trade, buyer, home, [lot], 500)).IsOk);
    }

    /// <summary>Payments that fail twice, and one that comes late, are nobody's fault.</summary>
    [Fact]
    public async Task WhoseMoneyComesLateNeedNotWait()
    {
        var trade = await OpenAsync("520402");
        var lot = await trade.ListAsync(100_000);
        for (var order = 0; order < 3; order++)
        {
            var placed = await PlaceAsync(trade, trade.Buyer, NewHome(), [lot], 500);
            await trade.RunOutAsync(placed.Value);
            await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
            if (order == 0)
            {
                Assert.True((await trade.PayAsync(placed.Value)).IsOk);
            }
        }

        Assert.True((await PlaceAsync(trade, trade.Buyer, NewHome(), [lot], 500)).IsOk);
    }

    /// <summary>The honest twin: four of a family order to one flat, each for themselves and none has paid yet.</summary>
    [Fact]
    public async Task AFamilyOfFourOrdersToOneFlat()
    {
        var trade = await OpenAsync("520327");
        var lot = await trade.ListAsync(1_000_000);
        var (home, mobile) = (NewHome(), NewHome().Mobile);
        for (var person = 0; person < 4; person++)
        {
            // The parents share a telephone.
            var shipTo = NewHome() with
            {
                RegionCode = home.RegionCode,
                Street = home.Street,
            };
            shipTo = person < 2 ? shipTo with { Mobile = mobile } : shipTo;
            var buyer = await JoinAsync();
            for (var order = 0; order < 5; order++)
            {
                Assert.Empty((await PlaceAsync(trade, buyer, shipTo, [lot], 5_000, "198.51.100.4")).Rejections);
            }
        }
    }

    /// <summary>The honest twin: a school canteen that bought last week orders for forty kitchens before it pays.</summary>
    [Fact]
    public async Task ACanteenThatHasPaidBeforeOrdersFortyTimes()
    {
        var trade = await OpenAsync("520329");
        var lot = await trade.ListAsync(5_000_000);
        var (canteen, kitchen) = (await KnownAsync(trade), NewHome());
        for (var order = 0; order < 40; order++)
        {
            Assert.Empty((await PlaceAsync(trade, canteen, kitchen, [lot], 50_000)).Rejections);
        }
    }

    /// <summary>What is paid, cancelled or has ended counts no more, and what is read again is what was counted.</summary>
    [Fact]
    public async Task WhatIsPaidOrCancelledFreesItsPlace()
    {
        var trade = await OpenAsync("520403");
        var lot = await trade.ListAsync(1_000_000);
        var (buyer, home) = (trade.Buyer, NewHome());
        var orders = new List<Guid>();
        for (var order = 0; order < 5; order++)
        {
            orders.Add((await PlaceAsync(trade, buyer, home, [lot], 5_000)).Value);
        }

        var sixth = trade.Intent(lot, 5_000) with { ShipTo = home };
        Assert.Equal("order.unpaid-buyer", (await trade.Orders.PlaceAsync(sixth)).Rejections[0].Code);
        Assert.True((await trade.PayAsync(orders[0])).IsOk);
        Assert.True((await trade.Orders.PlaceAsync(sixth)).IsOk);
        Assert.True((await trade.Orders.PlaceAsync(sixth)).IsOk);
        Assert.True((await trade.Orders.CancelAsync(orders[1], buyer)).IsOk);
        var last = await PlaceAsync(trade, buyer, home, [lot], 5_000);
        Assert.True(last.IsOk);
        Assert.True((await trade.Orders.CancelAsync(last.Value, buyer)).IsOk);

        var anew = Anew();
        await anew.ReadAsync();
        foreach (var counted in new[] { anew, market.Services.GetRequiredService<UnpaidReservations>() })
        {
            var now = market.Clock.GetUtcNow().UtcDateTime;
            Assert.Null(counted.WhyNot(ReservationOf(buyer), now));
            Assert.NotNull(counted.WhyNot(ReservationOf(buyer) with { Lots = [new(lot, 300_000 - 4 * 5_000 + 1)] }, now));
        }
    }

    private async Task<OrderFixture> OpenAsync(string county)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        trade.BoundUnpaidOrders();
        return trade;
    }

    private static async Task<long> ReserveUntilRefusedAsync(OrderFixture trade, Guid[] lots)
    {
        var reserved = 0L;
        foreach (var lot in lots)
        {
            if (!(await PlaceAsync(trade, trade.Buyer, NewHome(), [lot], 60_000)).IsOk)
            {
                return reserved;
            }

            reserved += 60_000;
        }

        return reserved;
    }

    private static Task<Result<Guid>> PlaceAsync(
        OrderFixture trade,
        Guid buyerId,
        AgriMarket.Domain.Logistics.Address shipTo,
        IEnumerable<Guid> lots,
        long grams,
        string? network = null
    ) =>
        trade.Orders.PlaceAsync(
            new OrderIntent(Guid.CreateVersion7(), buyerId, [.. lots.Select(lot => new WantedLine(lot, grams))], shipTo, null, network)
        );

    /// <summary>A door and a telephone that no other test has.</summary>
    private static AgriMarket.Domain.Logistics.Address NewHome()
    {
        var number = Interlocked.Increment(ref streets);
        return new("李雷", $"139{number:00000000}", "310104", $"天平路 {number} 弄 1 号");
    }

    private async Task<Guid> JoinAsync()
    {
        var id = Guid.CreateVersion7();
        await using var db = OrderFixture.Db(market);
        db.Add(
            new Member
            {
                Id = id,
                UserName = id.ToString(),
                NormalizedUserName = id.ToString(),
                DisplayName = "某人",
                JoinedAt = market.Clock.GetUtcNow().UtcDateTime,
            }
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return id;
    }

    /// <summary>Somebody who paid for an order the day before.</summary>
    private async Task<Guid> KnownAsync(OrderFixture trade)
    {
        var buyer = await JoinAsync();
        var placed = await PlaceAsync(trade, buyer, NewHome(), [await trade.ListAsync(500)], 500);
        Assert.True((await trade.Bank.FinishAsync(placed.Value, buyer, SandboxOutcome.Succeed)).IsOk);
        market.Clock.Advance(TimeSpan.FromDays(1));
        return buyer;
    }

    /// <summary>As another process would count, which has read nothing yet.</summary>
    private UnpaidReservations Anew() =>
        new(
            market.Services.GetRequiredService<IDbContextFactory<MarketDb>>(),
            market.Services.GetRequiredService<IOptions<OrderOptions>>(),
            market.Clock
        );

    /// <summary>The next small order of a new buyer.</summary>
    private Reservation ReservationOf(Guid buyerId) =>
        new(
            Guid.CreateVersion7(),
            buyerId,
            NewHome().Mobile,
            NewHome().Street,
            null,
            BuyerStanding.New,
            market.Clock.GetUtcNow().UtcDateTime,
            [new(Guid.CreateVersion7(), 500)],
            []
        );
}
