using System.Net;
using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Aid.Campaigns;

public sealed class CampaignServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Leishan = "522634";

    /// <summary>榕江县, another office.</summary>
    private const string Elsewhere = "522632";

    [Fact]
    public async Task ADraftIsSeenByItsOfficeOnlyAndOffersNothingYet()
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var lot = await trade.ListAsync(10_000);
        var id = (await market.Campaigns().SaveAsync(market.Draft(trade, lot), publish: false)).Value;

        var elsewhere = (await OrderFixture.OpenAsync(market, Elsewhere)).Proposer;
        Assert.NotNull(await market.CampaignReads().FindAsync(id, trade.Proposer));
        Assert.NotNull(await market.CampaignReads().FindAsync(id, trade.Approver));
        Assert.Null(await market.CampaignReads().FindAsync(id, elsewhere));
        Assert.Null(await market.CampaignReads().FindAsync(id, null));
        Assert.Null((await trade.LotAsync(lot)).CampaignId);
        using var visitor = new PageVisitor(market);
        await visitor.ReadAsync($"/campaigns/{id}");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [Fact]
    public async Task APublishedCampaignIsPublicAndOffersItsLots()
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var lot = await trade.ListAsync(10_000);
        var id = await market.PublishAsync(trade, lot);

        using var visitor = new PageVisitor(market);
        var page = await visitor.ReadAsync($"/campaigns/{id}");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("县里的土豆", page, StringComparison.Ordinal);
        Assert.Contains($"/lots/{lot}", page, StringComparison.Ordinal);
        Assert.Equal(id, (await trade.LotAsync(lot)).CampaignId);
    }

    [Fact]
    public async Task AnotherOfficeCannotRewriteOrEndItAndAColleagueCan()
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var stranger = (await OrderFixture.OpenAsync(market, Elsewhere)).Proposer;
        var lot = await trade.ListAsync(10_000);
        var draft = market.Draft(trade, lot);
        await market.Campaigns().SaveAsync(draft, publish: true);

        var rewritten = await market.Campaigns().SaveAsync(draft with { OfficialId = stranger, Title = "别人的" }, publish: false);
        var closed = await market.Campaigns().CloseAsync(draft.Id, stranger);

        Assert.Equal("campaign.unknown", rewritten.Rejections[0].Code);
        Assert.Equal("campaign.unknown", closed.Rejections[0].Code);
        Assert.Null(await market.CampaignReads().OwnAsync(draft.Id, stranger));
        Assert.Equal("县里的土豆", (await market.CampaignReads().FindAsync(draft.Id, null))!.Summary.Campaign.Title);

        var byColleague = draft with { OfficialId = trade.Approver, Title = "同事改的" };
        Assert.Equal(draft.Id, (await market.Campaigns().SaveAsync(byColleague, publish: false)).Value);
        Assert.Equal("同事改的", (await market.CampaignReads().OwnAsync(draft.Id, trade.Proposer))!.Value.Campaign.Title);
        Assert.True((await market.Campaigns().CloseAsync(draft.Id, trade.Approver)).IsOk);
        await using var db = trade.Db();
        var ended = await db.Set<Act>()
            .SingleAsync(act => act.SubjectId == draft.Id && act.Kind == "act.campaign-end", TestContext.Current.CancellationToken);
        Assert.Equal((trade.Approver, "同事改的"), (ended.ActorId, ended.SubjectName));
    }

    [Fact]
    public async Task WhoIsNoOfficialRunsNoCampaign()
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);

        var saved = await market.Campaigns().SaveAsync(market.Draft(trade) with { OfficialId = trade.Buyer }, publish: false);

        Assert.Equal("office.not-official", saved.Rejections[0].Code);
    }

    [Fact]
    public async Task ARefusedPublicationSavesNothing()
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var draft = market.Draft(trade);

        var refused = await market.Campaigns().SaveAsync(draft, publish: true);

        Assert.Equal("campaign.no-lots", refused.Rejections[0].Code);
        Assert.Null(await market.CampaignReads().OwnAsync(draft.Id, trade.Proposer));
    }

    [Fact]
    public async Task ALotIsInOneCampaignAtATimeAndFreeWhenThatEnds()
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var lot = await trade.ListAsync(10_000);
        var first = await market.PublishAsync(trade, lot);
        var second = market.Draft(trade, lot);

        Assert.Equal("campaign.lot-taken", (await market.Campaigns().SaveAsync(second, publish: true)).Rejections[0].Code);
        Assert.True((await market.Campaigns().CloseAsync(first, trade.Proposer)).IsOk);
        Assert.True((await market.Campaigns().SaveAsync(second, publish: true)).IsOk);
        Assert.Equal(second.Id, (await trade.LotAsync(lot)).CampaignId);
    }

    [Fact]
    public async Task AMixedCartGivesEachCampaignItsOwnFenAndNoMore()
    {
        // 黎平县: a county of its own, so that no other test's fund pays here.
        var trade = await OrderFixture.OpenAsync(market, "522631");
        var (one, other, none) = (await trade.ListAsync(50_000), await trade.ListAsync(50_000), await trade.ListAsync(50_000));
        var (first, second) = (await market.PublishAsync(trade, one), await market.PublishAsync(trade, other));
        await trade.OpenFundAsync(AgriMarket.Domain.Subsidies.SchemeKind.ShippingPerOrder, 200, 0, 100_000);
        await trade.OpenFundAsync(AgriMarket.Domain.Subsidies.SchemeKind.PercentOfGoods, 0, 1_000, 100_000);
        var placed = await trade.Orders.PlaceAsync(
            new OrderIntent(
                Guid.CreateVersion7(),
                trade.Buyer,
                [new(one, 500), new(other, 1_000), new(none, 2_500)],
                OrderFixture.Home,
                null
            )
        );
        Assert.Equal(0, (await trade.FiguresAsync(first)).SoldGrams);

        Assert.True((await trade.PayAsync(placed.Value)).IsOk);

        // Goods 3.80 + 7.60 + 19.00; 2.00 yuan and 10 % of it: 0.25 + 0.38, 0.50 + 0.76 and the rest outside any campaign.
        var (of1, of2) = (await trade.FiguresAsync(first), await trade.FiguresAsync(second));
        Assert.Equal((500, 1, 1, 25 + 38), (of1.SoldGrams, of1.Orders, of1.Households, of1.GrantedFen));
        Assert.Equal((1_000, 1, 1, 50 + 76), (of2.SoldGrams, of2.Orders, of2.Households, of2.GrantedFen));
        var order = (await trade.Reads.FindAsync(placed.Value, trade.Buyer))!.Order;
        Assert.Equal(order.ShippingSubsidyFen + order.FundSubsidyFen, order.Lines.Sum(line => line.GrantedFen));
    }

    [Fact]
    public async Task ItEndsWithItsLastDay()
    {
        await using var own = new MarketApp();
        var trade = await OrderFixture.OpenAsync(own, Leishan);
        var lot = await trade.ListAsync(10_000);
        var id = await own.PublishAsync(trade, lot);

        own.Clock.Advance(TimeSpan.FromDays(21));
        await own.Campaigns().EndPastAsync(TestContext.Current.CancellationToken);

        Assert.Equal(CampaignStatus.Closed, await trade.StatusOfAsync(id));
        Assert.Null((await trade.LotAsync(lot)).CampaignId);
    }
}
