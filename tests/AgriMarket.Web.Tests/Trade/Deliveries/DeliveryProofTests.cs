using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Deliveries;

/// <summary>Public money follows a delivery that happened.</summary>
public sealed class DeliveryProofTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const long GrantFen = 15_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DeliveryReviewService Reviews => market.Services.GetRequiredService<DeliveryReviewService>();

    /// <summary>The attack that paid out 150,000 yuan for a parcel that was never sent.</summary>
    [Fact]
    public async Task AnInventedBuyerDrawsNothingForAParcelThatWasNeverSent()
    {
        var trade = await OrderFixture.OpenAsync(market, "522701");
        var (orderId, schemeId, parcelId) = await BuyWithGrantAsync(trade, GrantFen);
        Assert.Equal("parcel.number-form", (await SendAsync(trade, parcelId, "sf", "SF1")).Rejections[0].Code);
        Assert.True((await SendAsync(trade, parcelId, "sf", OrderFixture.NumberOf(parcelId))).IsOk);
        market.Clock.Advance(TimeSpan.FromSeconds(1));

        await trade.ReceiveAsync(orderId);
        market.Clock.Advance(TimeSpan.FromDays(30));
        await trade.PayOutAsync();

        Assert.Null(await PayoutAsync(trade, parcelId));
        var review = await ReviewAsync(trade, parcelId);
        Assert.Equal(
            (DeliveryReviewStatus.Waiting, DeliveryReasons.NewBuyer | DeliveryReasons.HighValue | DeliveryReasons.FastReceipt),
            (review!.Status, review.Reasons)
        );
        Assert.Equal(0, await trade.BudgetAsync(schemeId));

        Assert.True((await Reviews.DecideAsync(parcelId, release: false, "快递查无此单", trade.Proposer)).IsOk);
        await trade.PayOutAsync();

        Assert.Equal(GrantFen, await trade.BudgetAsync(schemeId));
        Assert.Null(await PayoutAsync(trade, parcelId));
        var order = (await trade.Reads.FindAsync(orderId, trade.Buyer))!;
        Assert.Equal((OrderStatus.Refunded, ParcelStatus.Unproven), (order.Order.Status, order.Parcels[0].Parcel.Status));
        var refund = Assert.Single(order.Refunds);
        Assert.Equal(
            (RefundKind.Unproven, trade.Proposer, "快递查无此单", order.Order.ToPayFen),
            (refund.Kind, refund.MemberId, refund.Note, refund.BuyerFen)
        );
        await using var db = trade.Db();
        var told = await db.Set<Notification>()
            .Where(row => row.Kind == "DeliveryDecided" && (row.MemberId == trade.Farmer || row.MemberId == trade.Buyer))
            .Select(row => row.MemberId)
            .ToListAsync(Cancel);
        Assert.Equal(new[] { trade.Farmer, trade.Buyer }.Order(), told.Order());
        Assert.Equal("delivery.decided", (await Reviews.DecideAsync(parcelId, true, "又看", trade.Approver)).Rejections[0].Code);
        await InvariantAssert.AssertHoldAsync(db);
    }

    [Fact]
    public async Task WithAScanTheFarmerIsOwedAtReceiptAndWithoutOneThreeDaysLater()
    {
        var trade = await OrderFixture.OpenAsync(market, "522702");
        var (_, _, scanned) = await BuyWithGrantAsync(trade, 200);
        var (_, _, unscanned) = await BuyWithGrantAsync(trade, 200);
        foreach (var parcelId in new[] { scanned, unscanned })
        {
            Assert.True((await SendAsync(trade, parcelId, "sf", OrderFixture.NumberOf(parcelId))).IsOk);
        }

        await trade.ScanAsync(scanned, ScanKind.Announced, ScanKind.PickedUp);
        market.Clock.Advance(TimeSpan.FromDays(2));
        foreach (var parcelId in new[] { scanned, unscanned })
        {
            Assert.True((await trade.Orders.ReceiveAsync(parcelId, trade.Buyer)).IsOk);
        }

        await trade.PayOutAsync();
        Assert.NotNull(await PayoutAsync(trade, scanned));
        Assert.Null(await PayoutAsync(trade, unscanned));
        market.Clock.Advance(TimeSpan.FromDays(3));
        await trade.PayOutAsync();
        Assert.NotNull(await PayoutAsync(trade, unscanned));
        await using var db = trade.Db();
        var bases = await db.Set<DeliveryProof>()
            .ToDictionaryAsync(proof => proof.ParcelId, proof => (proof.Basis, proof.GrantFen), Cancel);
        Assert.Equal((DeliveryBasis.Scan, 200L), bases[scanned]);
        Assert.Equal((DeliveryBasis.Delay, 200L), bases[unscanned]);
    }

    [Fact]
    public async Task AScanThatComesLateClearsWhatNobodyNeedsToLookAtAnyMore()
    {
        var trade = await OrderFixture.OpenAsync(market, "522722");
        var (orderId, _, parcelId) = await BuyWithGrantAsync(trade, 200);
        Assert.True((await SendAsync(trade, parcelId, "sf", OrderFixture.NumberOf(parcelId))).IsOk);
        await trade.ReceiveAsync(orderId);
        Assert.Equal(DeliveryReasons.FastReceipt, (await ReviewAsync(trade, parcelId))!.Reasons);

        await trade.ScanAsync(parcelId, ScanKind.PickedUp, ScanKind.Delivered);

        Assert.Equal(DeliveryReviewStatus.Cleared, (await ReviewAsync(trade, parcelId))!.Status);
        Assert.NotNull(await PayoutAsync(trade, parcelId));
    }

    [Fact]
    public async Task OnlyAnOfficialOfTheCountyReleasesAndThenItIsPaid()
    {
        var trade = await OrderFixture.OpenAsync(market, "522723");
        var other = await OrderFixture.OpenAsync(market, "522725");
        var (orderId, _, parcelId) = await BuyWithGrantAsync(trade, 200);
        Assert.True((await SendAsync(trade, parcelId, "老王货运", "17")).IsOk);
        await trade.ReceiveAsync(orderId);

        foreach (
            var (member, code) in new[]
            {
                (other.Proposer, "member.other-region"),
                (trade.Farmer, "office.not-official"),
                (trade.Buyer, "office.not-official"),
            }
        )
        {
            Assert.Equal(code, (await Reviews.DecideAsync(parcelId, true, "好", member)).Rejections[0].Code);
        }

        await using var db = trade.Db();
        var mobile = await db.VerifiedMobileOfAsync(trade.Proposer);
        await db.Set<Member>()
            .Where(row => row.Id == trade.Farmer)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.VerifiedMobile, mobile), Cancel);
        Assert.Equal("delivery.own", (await Reviews.DecideAsync(parcelId, true, "我的号", trade.Proposer)).Rejections[0].Code);

        Assert.True((await Reviews.DecideAsync(parcelId, true, "打过电话，货收到了", trade.Approver)).IsOk);

        var payout = await PayoutAsync(trade, parcelId);
        Assert.Equal((orderId, trade.Farmer), (payout!.PaymentId, payout.FarmerId));
        Assert.Equal(trade.Approver, (await ReviewAsync(trade, parcelId))!.DecidedBy);
        Assert.Equal("refund.by-review", (await RefundAsync(trade, orderId)).Rejections[0].Code);
    }

    [Fact]
    public async Task WhatGoesToWhereTheSellerHasGoodsSentWaitsAndTheNeighboursOrderDoesNot()
    {
        var trade = await OrderFixture.OpenAsync(market, "522726");
        var elsewhere = await OrderFixture.OpenAsync(market, "522727");
        await BuyAsSellerAsync(trade, elsewhere);
        var (same, _, sameParcel) = await BuyWithGrantAsync(trade, 200);
        var (next, _, nextParcel) = await BuyWithGrantAsync(
            trade,
            200,
            OrderFixture.Home with
            {
                Mobile = "13900000001",
                Street = "天平路 2 号",
            }
        );
        foreach (var (orderId, parcelId) in new[] { (same, sameParcel), (next, nextParcel) })
        {
            await trade.ShipAsync(orderId);
            Assert.True((await trade.Orders.ReceiveAsync(parcelId, trade.Buyer)).IsOk);
        }

        Assert.Equal(DeliveryReasons.SameMobile | DeliveryReasons.SameAddress, (await ReviewAsync(trade, sameParcel))!.Reasons);
        Assert.Null(await ReviewAsync(trade, nextParcel));
        Assert.NotNull(await PayoutAsync(trade, nextParcel));
    }

    [Fact]
    public async Task ANumberOfAnotherParcelIsRefusedUnlessTheyTravelTogether()
    {
        var trade = await OrderFixture.OpenAsync(market, "522728");
        var stranger = await OrderFixture.OpenAsync(market, "522729");
        var (first, second, third) = (
            (await BuyWithGrantAsync(trade, 200)).ParcelId,
            (await BuyWithGrantAsync(trade, 200)).ParcelId,
            (await BuyWithGrantAsync(stranger, 200)).ParcelId
        );
        var number = OrderFixture.NumberOf(first);

        Assert.True((await SendAsync(trade, first, "顺丰", number)).IsOk);
        Assert.True((await SendAsync(trade, second, "顺丰", number)).IsOk);
        var refused = (await SendAsync(stranger, third, "顺丰", number)).Rejections[0];

        Assert.Equal(("parcel.number-used", nameof(Parcel.TrackingNumber)), (refused.Code, refused.Field));
        await using var db = trade.Db();
        Assert.Equal(ParcelStatus.ToShip, (await db.Set<Parcel>().SingleAsync(row => row.Id == third, Cancel)).Status);
    }

    /// <summary>A paid order of 5 kg with a grant of a few yuan, or of 150 kg at 2,000 yuan each with half of it granted.</summary>
    private static async Task<(Guid OrderId, Guid SchemeId, Guid ParcelId)> BuyWithGrantAsync(
        OrderFixture trade,
        long grantFen,
        Domain.Logistics.Address? shipTo = null
    )
    {
        var isLarge = grantFen == GrantFen;
        var lotId = (await trade.Lots.ListAsync(trade.Offer(200_000) with { UnitPriceFen = isLarge ? 100_000 : 380 })).Value;
        var fund = isLarge
            ? trade.Proposal(SchemeKind.PercentOfGoods, 0, 5_000, grantFen) with
            {
                Caps = SchemeCaps.None,
            }
            : trade.Proposal(SchemeKind.ShippingPerOrder, grantFen, 0, grantFen);
        await trade.OpenFundAsync(fund);
        var intent = trade.Intent(lotId, isLarge ? 150_000 : 5_000) with { ShipTo = shipTo ?? OrderFixture.Home };
        Assert.Empty((await trade.Orders.PlaceAsync(intent)).Rejections);
        Assert.True((await trade.PayAsync(intent.Id)).IsOk);
        return (intent.Id, fund.SchemeId, (await trade.Reads.FindAsync(intent.Id, trade.Buyer))!.Parcels[0].Parcel.Id);
    }

    /// <summary>A seller has bought from somebody else, to their own address.</summary>
    private static async Task BuyAsSellerAsync(OrderFixture seller, OrderFixture shop)
    {
        var intent = shop.Intent(await shop.ListAsync(50_000), 5_000) with { BuyerId = seller.Farmer };
        Assert.True((await shop.Orders.PlaceAsync(intent)).IsOk);
        Assert.True((await shop.Bank.FinishAsync(intent.Id, seller.Farmer, SandboxOutcome.Succeed)).IsOk);
    }

    private static Task<Result<Done>> SendAsync(OrderFixture trade, Guid parcelId, string carrier, string number) =>
        trade.Orders.ShipAsync(parcelId, trade.Farmer, carrier, number);

    private static Task<Result<Refund>> RefundAsync(OrderFixture trade, Guid orderId) =>
        trade.Refunds.RefundAsync(
            new RefundIntent(Guid.CreateVersion7(), orderId, trade.Proposer, RefundKind.Unproven, [new(Guid.NewGuid(), 500)], "查")
        );

    private static async Task<Payout?> PayoutAsync(OrderFixture trade, Guid parcelId)
    {
        await using var db = trade.Db();
        return await db.Set<Payout>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == parcelId, Cancel);
    }

    private static async Task<DeliveryReview?> ReviewAsync(OrderFixture trade, Guid parcelId)
    {
        await using var db = trade.Db();
        return await db.Set<DeliveryReview>().AsNoTracking().FirstOrDefaultAsync(row => row.ParcelId == parcelId, Cancel);
    }
}
