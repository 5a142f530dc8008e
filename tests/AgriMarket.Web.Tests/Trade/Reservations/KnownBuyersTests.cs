using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.SignIn;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

        Assert.Equal(BuyerStanding.Known, await StandingAsync(Buyers(), trade.Proposer, paidAt));
        Assert.Equal(BuyerStanding.New, await StandingAsync(Buyers(), trade.Stranger, paidAt.AddDays(2)));
        Assert.Equal(BuyerStanding.New, await StandingAsync(Buyers(), trade.Buyer, paidAt.AddDays(1).AddTicks(-1)));
        Assert.Equal(BuyerStanding.Known, await StandingAsync(Buyers(), trade.Buyer, paidAt.AddDays(1)));
    }

    [Fact]
    public async Task MoreBuyersThanAreKeptAreAllKnown()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var buyers = Buyers();
        buyers.Most = 2;
        var now = market.Clock.GetUtcNow().UtcDateTime;
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
            Assert.Equal(expected, await StandingAsync(buyers, member, now));
            Assert.InRange(buyers.Kept, 1, 2);
        }
    }

    /// <summary>A role is known within a minute, whatever was known before.</summary>
    [Fact]
    public async Task WhatIsKnownIsForgottenAfterAMinute()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var buyers = Buyers();
        var now = market.Clock.GetUtcNow().UtcDateTime;
        await using var db = trade.Db();
        Assert.Equal(BuyerStanding.New, await StandingAsync(buyers, trade.Stranger, now));

        db.AddConfirmed(trade.Stranger, MemberRole.Institution, "食堂", "310104", now);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        Assert.Equal(BuyerStanding.New, await StandingAsync(buyers, trade.Stranger, now.AddSeconds(59)));
        Assert.Equal(BuyerStanding.Known, await StandingAsync(buyers, trade.Stranger, now.AddSeconds(60)));
    }

    /// <summary>Whoever proves their mobile because an order asked for it orders again at once.</summary>
    [Fact]
    public async Task AMobileIsKnownAsSoonAsItIsProved()
    {
        const string mobile = "17700002201";
        await using var scope = market.Services.CreateAsyncScope();
        var contacts = scope.ServiceProvider.GetRequiredService<ContactService>();
        var signedUp = await scope
            .ServiceProvider.GetRequiredService<MemberService>()
            .SignUpAsync(new("某人", mobile, MemberVisitor.Password));
        var (buyer, buyers) = (signedUp.Value.Id, market.Services.GetRequiredService<KnownBuyers>());
        var now = market.Clock.GetUtcNow().UtcDateTime;
        Assert.Null((await buyers.FindAsync(buyer, now)).Mobile);

        Assert.True((await contacts.AskAsync(buyer, ContactKind.Mobile, mobile, "203.0.113.7")).IsOk);
        var digits = await market.DigitsAsync(mobile, CodePurpose.Prove);
        Assert.True((await contacts.SaveAsync(buyer, ContactKind.Mobile, new(mobile, digits, null, null), "203.0.113.7")).IsOk);

        Assert.Equal(mobile, (await buyers.FindAsync(buyer, now)).Mobile);
    }

    private KnownBuyers Buyers() =>
        new(market.Services.GetRequiredService<IDbContextFactory<MarketDb>>(), market.Services.GetRequiredService<ContactChanges>());

    private static async Task<BuyerStanding> StandingAsync(KnownBuyers buyers, Guid buyerId, DateTime now) =>
        (await buyers.FindAsync(buyerId, now)).Standing;
}
