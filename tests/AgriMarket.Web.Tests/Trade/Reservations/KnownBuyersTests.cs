using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Reservations;

namespace AgriMarket.Web.Tests.Trade.Reservations;

public sealed class KnownBuyersTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task WhoHasAConfirmedRoleOrPaidADayAgoIsKnown()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var lot = await trade.ListAsync(10_000);
        await trade.PayAsync(await trade.OrderAsync(lot, 500));
        var paidAt = market.Clock.GetUtcNow().UtcDateTime;
        await using var db = trade.Db();

        Assert.Equal(BuyerStanding.Known, await StandingAsync(new KnownBuyers(), db, trade.Proposer, paidAt));
        Assert.Equal(BuyerStanding.New, await StandingAsync(new KnownBuyers(), db, trade.Stranger, paidAt.AddDays(2)));
        Assert.Equal(BuyerStanding.New, await StandingAsync(new KnownBuyers(), db, trade.Buyer, paidAt.AddDays(1).AddTicks(-1)));
        Assert.Equal(BuyerStanding.Known, await StandingAsync(new KnownBuyers(), db, trade.Buyer, paidAt.AddDays(1)));
    }

    [Fact]
    public async Task MoreBuyersThanAreKeptAreAllKnown()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var buyers = new KnownBuyers { Most = 2 };
        var now = market.Clock.GetUtcNow().UtcDateTime;
        await using var db = trade.Db();
        foreach (
            var (member, expected) in new[]
            {
                (trade.Proposer, BuyerStanding.Known),
                (trade.Stranger, BuyerStanding.New),
                (trade.Approver, BuyerStanding.Known),
                (trade.Proposer, BuyerStanding.Known),
            }
        )
        {
            Assert.Equal(expected, await StandingAsync(buyers, db, member, now));
            Assert.InRange(buyers.Kept, 1, 2);
        }
    }

    /// <summary>A role is known within a minute, whatever was known before.</summary>
    [Fact]
    public async Task WhatIsKnownIsForgottenAfterAMinute()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var buyers = new KnownBuyers();
        var now = market.Clock.GetUtcNow().UtcDateTime;
        await using var db = trade.Db();
        Assert.Equal(BuyerStanding.New, await StandingAsync(buyers, db, trade.Stranger, now));

        db.AddConfirmed(trade.Stranger, MemberRole.Institution, "食堂", "310104", now);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        Assert.Equal(BuyerStanding.New, await StandingAsync(buyers, db, trade.Stranger, now.AddSeconds(59)));
        Assert.Equal(BuyerStanding.Known, await StandingAsync(buyers, db, trade.Stranger, now.AddSeconds(60)));
    }

    private static async Task<BuyerStanding> StandingAsync(KnownBuyers buyers, MarketDb db, Guid buyerId, DateTime now) =>
        (await buyers.FindAsync(db, buyerId, now)).Standing;
}
