using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.PriceReviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.PriceReviews;

/// <summary>A price of more than ten times the reference is paid by nobody before an official of the county has allowed it.</summary>
public sealed class PriceReviewTests(MarketApp market) : IClassFixture<MarketApp>
{
    /// <summary>A thousand yuan a kilogram is the reference of these tests; ten times that is 5,000.00 yuan for 500 g.</summary>
    private const long BandFen = 500_000;

    private PriceReviewService Reviews => market.Services.GetRequiredService<PriceReviewService>();

    [Fact]
    public async Task AMillionYuanAPackIsRefusedWithTheMostThatMayBeAsked()
    {
        var trade = await OrderFixture.OpenAsync(market, "520203");
        var pack = trade.Offer(500_000) with { SaleKind = SaleKind.Pack, UnitGrams = 50_000, UnitPriceFen = 100_000_000 };

        var refused = await trade.Lots.ListAsync(pack);

        Assert.Equal(["lot.price-band"], refused.Rejections.Select(rejection => rejection.Code));
        Assert.Equal([BandFen, 10], refused.Rejections[0].Args);
        Assert.Equal(nameof(ListingIntent.UnitPriceFen), refused.Rejections[0].Field);
    }

    [Fact]
    public async Task AnOfficialOfTheCountyAllowsItForThatLotAlone()
    {
        var trade = await OrderFixture.OpenAsync(market, "520204");
        var other = await OrderFixture.OpenAsync(market, "520281");
        var offer = trade.Offer(1_000) with { UnitPriceFen = BandFen + 1 };

        var asked = await Reviews.AskAsync(offer, "百年古树，当年只有两斤");

        Assert.Equal(offer.Id, asked.Value);
        Assert.Equal(offer.Id, (await Reviews.AskAsync(offer, "百年古树，当年只有两斤")).Value);
        Assert.Equal("lot.price-waiting", (await trade.Lots.ListAsync(offer)).Rejections[0].Code);
        Assert.Equal("member.other-region", await DecideAsync(offer.Id, "好", other.Proposer));
        Assert.Equal("office.not-official", await DecideAsync(offer.Id, "好", trade.Farmer));
        Assert.Equal("price.note-missing", await DecideAsync(offer.Id, " ", trade.Proposer));
        Assert.Equal("", await DecideAsync(offer.Id, "看过货，值这个价", trade.Proposer));
        Assert.Equal("price.decided", await DecideAsync(offer.Id, "再来一次", trade.Approver));

        var lot = await trade.LotAsync(offer.Id);
        Assert.True(lot.CanBeOrdered(trade.Today));
        Assert.Equal((BandFen + 1, 1_000L), (lot.UnitPriceFen, lot.AvailableGrams));
        Assert.Equal(offer.Id, (await trade.Lots.ListAsync(offer)).Value);
        Assert.Equal("lot.price-band", (await trade.Lots.ListAsync(offer with { Id = Guid.CreateVersion7() })).Rejections[0].Code);
        await using var db = trade.Db();
        var told = await db.Set<Notification>()
            .SingleAsync(notification => notification.MemberId == trade.Farmer, TestContext.Current.CancellationToken);
        Assert.Equal(("PriceDecided", "Allowed"), (told.Kind, told.About.Outcome));
        await InvariantAssert.AssertHoldAsync(db);
    }

    [Fact]
    public async Task WhatIsDeclinedStaysOffSaleAndItsSellerReadsWhy()
    {
        var trade = await OrderFixture.OpenAsync(market, "520302");
        var offer = trade.Offer(1_000) with { UnitPriceFen = BandFen + 1 };
        await Reviews.AskAsync(offer, "就值这个价");

        Assert.True((await Reviews.DecideAsync(offer.Id, PriceReviewAction.Decline, "市场上没有这样的价", trade.Approver)).IsOk);

        await using var db = trade.Db();
        Assert.False(await db.Set<Lot>().AnyAsync(lot => lot.Id == offer.Id, TestContext.Current.CancellationToken));
        var reads = market.Services.GetRequiredService<PriceReviewReads>();
        Assert.Equal("市场上没有这样的价", Assert.Single(await reads.OfSellerAsync(trade.Farmer)).Note);
        Assert.Equal([offer.Id], (await reads.ForOfficialAsync(trade.Proposer)).Select(review => review.Id));
        Assert.Empty(await reads.ForOfficialAsync(trade.Buyer));
    }

    [Fact]
    public async Task AnOfficialWhoFarmsDoesNotAllowTheirOwnPrice()
    {
        var trade = await OrderFixture.OpenAsync(market, "520322");
        await using (var db = trade.Db())
        {
            db.AddConfirmed(trade.Proposer, MemberRole.Farmer, "杨大山", trade.County, market.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var offer = trade.Offer(1_000) with { UnitPriceFen = BandFen + 1, FarmerId = trade.Proposer };
        await Reviews.AskAsync(offer, "我家的");

        Assert.Equal("price.own", await DecideAsync(offer.Id, "好", trade.Proposer));
    }

    [Fact]
    public async Task WhatWaitsGoesOnSaleByTheDecisionAloneWhateverIsAskedMeanwhile()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var offer = trade.Offer(1_000) with { UnitPriceFen = BandFen + 1 };
        await Reviews.AskAsync(offer, "值");

        Assert.Equal("lot.id-taken", (await trade.Lots.ListAsync(offer with { UnitPriceFen = 380 })).Rejections[0].Code);
        Assert.Equal("lot.price-waiting", (await trade.Lots.ListAsync(offer)).Rejections[0].Code);

        Assert.True((await Reviews.DecideAsync(offer.Id, PriceReviewAction.Decline, "不值", trade.Proposer)).IsOk);
        Assert.Equal("price.declined", (await Reviews.AskAsync(offer, "值")).Rejections[0].Code);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AnAllowedPriceIsForWhatTheLotHeldThen()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var offer = trade.Offer(1_000) with { UnitPriceFen = BandFen + 1 };
        await Reviews.AskAsync(offer, "值");
        Assert.Equal("", await DecideAsync(offer.Id, "好", trade.Proposer));

        var found = await trade.AdjustAsync(offer.Id, AdjustmentKind.Found, 500_000_000);

        Assert.Equal("stock.price-allowed", found.Rejections[0].Code);
        Assert.True((await trade.AdjustAsync(offer.Id, AdjustmentKind.Damaged, 500)).IsOk);
    }

    [Fact]
    public async Task ASellerTakesARequestBack()
    {
        var trade = await OrderFixture.OpenAsync(market, "520327");
        var offer = trade.Offer(1_000) with { UnitPriceFen = BandFen + 1 };
        await Reviews.AskAsync(offer, "按错了");

        Assert.Equal("price.unknown", (await Reviews.WithdrawAsync(offer.Id, trade.Stranger)).Rejections[0].Code);
        Assert.True((await Reviews.WithdrawAsync(offer.Id, trade.Farmer)).IsOk);
        Assert.True((await Reviews.WithdrawAsync(offer.Id, trade.Farmer)).IsOk);

        Assert.Equal("price.decided", await DecideAsync(offer.Id, "好", trade.Proposer));
        Assert.Empty(await market.Services.GetRequiredService<PriceReviewReads>().OfSellerAsync(trade.Farmer));
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task NobodyFloodsTheOfficeAndAPriceThatNeedsNoLeaveIsNotAskedFor()
    {
        var trade = await OrderFixture.OpenAsync(market, "520323");
        var dear = trade.Offer(1_000) with { UnitPriceFen = BandFen + 1 };

        Assert.Equal("price.not-needed", (await Reviews.AskAsync(dear with { UnitPriceFen = BandFen }, "")).Rejections[0].Code);
        Assert.Equal("price.reason-missing", (await Reviews.AskAsync(dear, " ")).Rejections[0].Code);
        for (var i = 0; i < PriceReview.MaxWaiting; i++)
        {
            Assert.True((await Reviews.AskAsync(dear with { Id = Guid.CreateVersion7() }, "值")).IsOk);
        }

        Assert.Equal("price.reviews-many", (await Reviews.AskAsync(dear, "值")).Rejections[0].Code);
    }

    [Fact]
    public async Task AFarmerWhoseRoleIsGoneIsNotPutOnSaleByALateDecision()
    {
        var trade = await OrderFixture.OpenAsync(market, "520324");
        var offer = trade.Offer(1_000) with { UnitPriceFen = BandFen + 1 };
        await Reviews.AskAsync(offer, "值");
        await using (var db = trade.Db())
        {
            await db.Set<RoleApplication>()
                .Where(row => row.MemberId == trade.Farmer)
                .ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("lot.not-seller", await DecideAsync(offer.Id, "好", trade.Proposer));
    }

    /// <returns>The code of the refusal; empty for none.</returns>
    private async Task<string> DecideAsync(Guid reviewId, string note, Guid officialId) =>
        (await Reviews.DecideAsync(reviewId, PriceReviewAction.Allow, note, officialId)).Rejections is [var refusal, ..]
            ? refusal.Code
            : "";
}
