using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Cases;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.PriceReviews;
using AgriMarket.Web.Trade.Refunds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>
/// An official once paid themselves back twice for one purchase, and let an account of their own sell, from another account with the same
/// proved mobile.
/// </summary>
public sealed class ConflictOfInterestTests(MarketApp market) : IClassFixture<MarketApp>
{
    /// <summary>Just above what may be asked without an official's word.</summary>
    private const long DearFen = 500_001;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RoleService Roles => market.Services.GetRequiredService<RoleService>();

    private PriceReviewService Prices => market.Services.GetRequiredService<PriceReviewService>();

    [Fact]
    public async Task NobodyInOfficePaysThemselvesBack()
    {
        var trade = await OrderFixture.OpenAsync(market, "522636");
        var lotId = await trade.ListAsync(50_000);
        var own = trade.Proposer;
        var orderId = (await trade.Orders.PlaceAsync(trade.Intent(lotId, 5_000) with { BuyerId = own })).Value;
        Assert.True((await trade.Bank.FinishAsync(orderId, own, SandboxOutcome.Succeed)).IsOk);
        await using var db = trade.Db();
        await ShareMobileAsync(db, own, trade.Stranger);
        db.AddConfirmed(trade.Stranger, MemberRole.Official, "另一个账户", trade.County, market.Clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(Cancel);
        var intent = Refund(orderId, lotId, own);

        Assert.Equal("refund.own", (await trade.Refunds.PreviewAsync(intent)).Rejections[0].Code);
        foreach (var member in new[] { own, trade.Stranger })
        {
            Assert.Equal("refund.own", (await trade.Refunds.RefundAsync(Refund(orderId, lotId, member))).Rejections[0].Code);
        }

        // The honest twin: another official of the county, which the register says.
        Assert.True((await trade.Refunds.RefundAsync(Refund(orderId, lotId, trade.Approver))).IsOk);
        Assert.Equal(
            trade.Approver,
            (await db.Set<Act>().SingleAsync(act => act.Kind == RefundActs.Refund.Code && act.SubjectId == orderId, Cancel)).ActorId
        );
    }

    [Fact]
    public async Task NobodyConfirmsAnotherAccountOfTheirs()
    {
        var trade = await OrderFixture.OpenAsync(market, "522635");
        await using var db = trade.Db();
        await ShareMobileAsync(db, trade.Proposer, trade.Stranger);
        var request = new RoleRequest(Guid.CreateVersion7(), trade.Stranger, MemberRole.Farmer, "杨大山", trade.County, "种土豆");
        Assert.True((await Roles.ApplyAsync(request)).IsOk);

        Assert.Equal("member.own-application", await ConfirmAsync(request.Id, trade.Proposer));
        Assert.Null(await ConfirmAsync(request.Id, trade.Approver));
    }

    [Fact]
    public async Task NobodyAllowsThePriceOfAnotherAccountOfTheirs()
    {
        var trade = await OrderFixture.OpenAsync(market, "522633");
        var offer = trade.Offer(1_000) with { UnitPriceFen = DearFen };
        Assert.True((await Prices.AskAsync(offer, "就值这个价")).IsOk);
        await ShareMobileAsync(trade.Db(), trade.Proposer, trade.Farmer);

        var decided = await Prices.DecideAsync(offer.Id, PriceReviewAction.Allow, "好", trade.Proposer);

        Assert.Equal("price.own", decided.Rejections[0].Code);
        Assert.True((await Prices.DecideAsync(offer.Id, PriceReviewAction.Allow, "问过了", trade.Approver)).IsOk);
    }

    [Fact]
    public async Task NobodyLooksIntoWhatAnotherAccountOfTheirsBought()
    {
        var seller = await CaseFixture.OpenAsync(market, "522631");
        var parcelId = await seller.SellAsync();
        await ShareMobileAsync(seller.Trade.Db(), seller.Trade.Proposer, seller.Trade.Buyer);
        var intent = seller.Intent(parcelId);

        Assert.Equal("case.own", (await seller.Cases.OpenAsync(intent with { OfficialId = seller.Trade.Proposer })).Rejections[0].Code);
        Assert.True((await seller.Cases.OpenAsync(intent with { OfficialId = seller.Trade.Approver })).IsOk);
    }

    private static RefundIntent Refund(Guid orderId, Guid lotId, Guid memberId) =>
        new(Guid.CreateVersion7(), orderId, memberId, RefundKind.Undelivered, [new WantedLine(lotId, 5_000)], "发不出");

    private async Task<string?> ConfirmAsync(Guid applicationId, Guid officialId) =>
        (await Roles.DecideAsync(applicationId, ApplicationAction.Confirm, "", officialId))
            .Rejections.Select(row => row.Code)
            .FirstOrDefault();

    /// <summary>Gives one member the mobile that another has proved.</summary>
    private static async Task ShareMobileAsync(MarketDb db, Guid of, Guid with)
    {
        var mobile = await db.VerifiedMobileOfAsync(of);
        Assert.NotNull(mobile);
        await db.Set<Member>()
            .Where(row => row.Id == with)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.VerifiedMobile, mobile), Cancel);
    }
}
