using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Matching.Quotations;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.Matching.Quotations;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.OrderSettlement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Platform.Jobs;

/// <summary>
/// One row of each kind of due work that cannot be written, and a good one of the same kind after it: the good one is done, the other
/// is shown to administrators, and it is done at its time once it can be.
/// </summary>
public sealed class PoisonedRowTests
{
    private const string Leishan = "522634";

    /// <summary>Two things of a kind that are due. The first is to be poisoned.</summary>
    /// <param name="Poison">Makes the first one's row refuse; answers how to heal it.</param>
    /// <param name="Run">A round of the kind.</param>
    /// <param name="AreDone">Whether the first and the second are done.</param>
    private sealed record Scene(
        Func<MarketDb, Task<Func<MarketDb, Task>>> Poison,
        Func<Task> Run,
        Func<Task<(bool First, bool Second)>> AreDone
    );

    private static readonly Dictionary<string, Func<MarketApp, Task<Scene>>> Kinds = new()
    {
        ["order.expire"] = ExpiryAsync,
        ["lot.end"] = LotsAsync,
        ["campaign.end"] = CampaignsAsync,
        ["demand.repeat"] = DemandsAsync,
        ["proposal.end"] = ProposalsAsync,
        ["quotation.end"] = RequestsAsync,
        ["match.propose"] = RunsAsync,
        ["shortfall.cut"] = ShortfallsAsync,
        ["parcel.pay-out"] = ParcelsAsync,
        ["payment.refund"] = RefundsAsync,
        ["payout.send"] = PayoutsAsync,
        ["unsold.follow"] = ReportsAsync,
    };

    public static TheoryData<string> AllKinds => [.. Kinds.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(AllKinds))]
    public async Task HoldUpNothingAreSeenAndAreDoneOnceTheyCanBe(string kind)
    {
        await using var market = new MarketApp(Environments.Development, ("Logging:Console:LogLevel:Default", "None"));
        var scene = await Kinds[kind](market);
        var due = new FarmFixture(market).Get<DueWork>();
        await using var db = OrderFixture.Db(market);
        var heal = await scene.Poison(db);

        await scene.Run();

        Assert.Equal((false, true), await scene.AreDone());
        var failure = Assert.Single((await due.TroubleAsync()).Failures, failure => failure.Kind == kind);
        Assert.Contains("poisoned", failure.Reason, StringComparison.Ordinal);

        await heal(db);
        await scene.Run();
        Assert.False((await scene.AreDone()).First);

        Assert.True((await due.TryAgainAsync(kind, failure.ItemId)).IsOk);
        await scene.Run();
        Assert.Equal((true, true), await scene.AreDone());
        Assert.DoesNotContain((await due.TroubleAsync()).Failures, left => left.Kind == kind);
    }

    private static async Task<Scene> ExpiryAsync(MarketApp market)
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var lotId = await trade.ListAsync(50_000);
        Guid[] orders = [await trade.OrderAsync(lotId, 5_000), await trade.OrderAsync(lotId, 5_000)];
        await trade.RunOutAsync(orders);
        return new(
            On<Order>("Id", orders[0]),
            () => trade.Orders.ExpireDueAsync(Cancel),
            async () =>
                (await trade.StatusAsync(orders[0]) == OrderStatus.Expired, await trade.StatusAsync(orders[1]) == OrderStatus.Expired)
        );
    }

    private static async Task<Scene> LotsAsync(MarketApp market)
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        Guid[] lots = [await trade.ListAsync(50_000), await trade.ListAsync(50_000)];
        await using var db = trade.Db();
        await db.Set<Lot>().ExecuteUpdateAsync(lot => lot.SetProperty(it => it.BestBeforeOn, trade.Today.AddDays(-1)), Cancel);
        return new(
            On<Lot>("Id", lots[0]),
            () => trade.Lots.WriteOffPastAsync(Cancel),
            async () => ((await trade.LotAsync(lots[0])).AvailableGrams == 0, (await trade.LotAsync(lots[1])).AvailableGrams == 0)
        );
    }

    private static async Task<Scene> CampaignsAsync(MarketApp market)
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        Guid[] campaigns =
        [
            await market.PublishAsync(trade, await trade.ListAsync(10_000)),
            await market.PublishAsync(trade, await trade.ListAsync(10_000)),
        ];
        await using var db = trade.Db();
        await db.Set<Campaign>()
            .ExecuteUpdateAsync(
                campaign =>
                    campaign.SetProperty(it => it.StartsOn, trade.Today.AddDays(-2)).SetProperty(it => it.EndsOn, trade.Today.AddDays(-1)),
                Cancel
            );
        return new(
            On<Campaign>("Id", campaigns[0]),
            () => market.Campaigns().EndPastAsync(Cancel),
            async () =>
                (
                    await trade.StatusOfAsync(campaigns[0]) == CampaignStatus.Closed,
                    await trade.StatusOfAsync(campaigns[1]) == CampaignStatus.Closed
                )
        );
    }

    private static async Task<Scene> DemandsAsync(MarketApp market)
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG009");
        var terms = deals.Terms with { From = deals.Trade.Today, EveryDays = 7, RepeatUntil = deals.Trade.Today.AddDays(30) };
        Guid[] demands = [await deals.PostAsync(terms), await deals.PostAsync(terms with { Grams = terms.Grams - 1_000 })];
        return new(
            On<Demand>("PreviousId", demands[0], onInsert: true),
            () => deals.Demands.RepeatDueAsync(Cancel),
            () => EachAsync(market, demands, (db, id) => db.Set<Demand>().AnyAsync(next => next.PreviousId == id, Cancel))
        );
    }

    private static async Task<Scene> ProposalsAsync(MarketApp market)
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG011");
        await deals.ListAsync(200_000, deals.Farmer);
        var first = Assert.Single(await deals.RunAsync(await deals.PostAsync(deals.Terms with { Grams = 100_000 })));
        await deals.ListAsync(200_000, deals.Farmer);
        var second = Assert.Single(await deals.RunAsync(await deals.PostAsync(deals.Terms with { Grams = 99_000 })));
        Guid[] proposals = [first.Id, second.Id];
        await using var db = OrderFixture.Db(market);
        var now = market.Clock.GetUtcNow().UtcDateTime;
        await db.Set<Proposal>().ExecuteUpdateAsync(proposal => proposal.SetProperty(it => it.AnswerBefore, now), Cancel);
        return new(
            On<Proposal>("Id", first.Id),
            () => deals.Proposals.EndDueAsync(Cancel),
            () =>
                EachAsync(
                    market,
                    proposals,
                    (inner, id) => inner.Set<Proposal>().AnyAsync(row => row.Id == id && row.Status != ProposalStatus.Open, Cancel)
                )
        );
    }

    private static async Task<Scene> RequestsAsync(MarketApp market)
    {
        var (deals, service) = (await MatchingFixture.OpenAsync(market, "VG010"), new FarmFixture(market).Get<QuotationService>());
        Guid[] lots = [await deals.ListAsync(200_000, deals.Farmer), await deals.ListAsync(200_000, deals.Other)];
        Assert.Empty(
            (await service.AskAsync(new(Guid.CreateVersion7(), lots, 200_000, ""), await deals.PostAsync(), deals.Institution)).Rejections
        );
        await using var db = OrderFixture.Db(market);
        var now = market.Clock.GetUtcNow().UtcDateTime;
        await db.Set<QuotationRequest>().ExecuteUpdateAsync(request => request.SetProperty(it => it.OpenUntil, now), Cancel);
        return new(
            On<QuotationRequest>("LotId", lots[0]),
            () => service.EndDueAsync(Cancel),
            () =>
                EachAsync(
                    market,
                    lots,
                    (inner, id) => inner.Set<QuotationRequest>().AnyAsync(row => row.LotId == id && row.EndedAt != null, Cancel)
                )
        );
    }

    private static async Task<Scene> RunsAsync(MarketApp market)
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG011");
        await deals.ListAsync(200_000, deals.Farmer);
        Guid[] demands =
        [
            await deals.PostAsync(deals.Terms with { Grams = 100_000 }),
            await deals.PostAsync(deals.Terms with { Grams = 99_000 }),
        ];
        return new(
            On<Proposal>("DemandId", demands[0], onInsert: true),
            () => deals.Matching.RunAsync(RunTrigger.Schedule),
            () => EachAsync(market, demands, (inner, id) => inner.Set<Proposal>().AnyAsync(row => row.DemandId == id, Cancel))
        );
    }

    private static async Task<Scene> ShortfallsAsync(MarketApp market)
    {
        var (trade, lots) = await ShortfallFixture.OpenAsync(market, Leishan);
        var lotId = await trade.ListAsync(10_000);
        Guid[] orders = [await trade.BuyAsync(lotId, 5_000), await trade.BuyAsync(lotId, 5_000)];
        await lots.SayAndDieAsync(lotId, 2_000);
        return new(
            On<ShortfallClaim>("OrderId", orders[0]),
            lots.CarryOutAsync,
            async () => (await lots.CutAsync(orders[0]) is not null, await lots.CutAsync(orders[1]) is not null)
        );
    }

    private static async Task<Scene> ParcelsAsync(MarketApp market)
    {
        var (trade, orders) = await BoughtAsync(market);
        await using var db = trade.Db();
        var longAgo = market.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromDays(60);
        foreach (var orderId in orders)
        {
            await trade.ShipAsync(orderId);
        }

        // Their carrier has just delivered them: the days for an objection begin then.
        market.Clock.Advance(TimeSpan.FromDays(3));
        await db.Set<Parcel>().ExecuteUpdateAsync(parcel => parcel.SetProperty(it => it.ShippedAt, longAgo), Cancel);
        return new(
            On<Payout>("PaymentId", orders[0], onInsert: true),
            () => new FarmFixture(market).Get<ParcelPayouts>().OweDueAsync(Cancel),
            () => EachAsync(market, orders, (inner, id) => inner.Set<Payout>().AnyAsync(row => row.PaymentId == id, Cancel))
        );
    }

    private static async Task<Scene> RefundsAsync(MarketApp market)
    {
        var (trade, orders) = await BoughtAsync(market);
        return new(
            async db =>
            {
                var heal = await On<PaymentRefund>("PaymentId", orders[0])(db);
                foreach (var orderId in orders)
                {
                    var lotId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.Lines[0].LotId;
                    Assert.True((await trade.CancelLineAsync(orderId, lotId, 1_000)).IsOk);
                }

                return heal;
            },
            trade.RoundAsync,
            () =>
                EachAsync(
                    market,
                    orders,
                    (inner, id) =>
                        inner
                            .Set<PaymentRefund>()
                            .AnyAsync(row => row.PaymentId == id && row.Status == PaymentRefundStatus.Succeeded, Cancel)
                )
        );
    }

    private static async Task<Scene> PayoutsAsync(MarketApp market)
    {
        var (trade, orders) = await BoughtAsync(market);
        return new(
            async db =>
            {
                var heal = await On<Payout>("PaymentId", orders[0])(db);
                await trade.OpenAccountAsync(trade.Farmer);
                foreach (var orderId in orders)
                {
                    await trade.ShipAsync(orderId);
                    await trade.ReceiveAsync(orderId);
                }

                return heal;
            },
            trade.PayOutAsync,
            () =>
                EachAsync(
                    market,
                    orders,
                    (inner, id) => inner.Set<Payout>().AnyAsync(row => row.PaymentId == id && row.Status == PayoutStatus.Paid, Cancel)
                )
        );
    }

    private static async Task<Scene> ReportsAsync(MarketApp market)
    {
        var scene = new FarmFixture(market);
        var (farmer, buyer) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync());
        var service = scene.Get<UnsoldService>();
        Guid[] lots = [await scene.ListAsync(farmer), await scene.ListAsync(farmer)];
        foreach (var lotId in lots)
        {
            Assert.Empty(
                (
                    await service.ReportAsync(
                        new UnsoldReportDraft(
                            Guid.CreateVersion7(),
                            farmer.Id,
                            lotId,
                            "",
                            "",
                            50 * Weights.JinGrams,
                            UnsoldQuality.Good,
                            UnsoldTransport.NeedsPickup,
                            "杨阿婆",
                            FarmFixture.Mobile,
                            ""
                        )
                    )
                ).Rejections
            );
            await scene.BuyAsync(buyer, lotId, 100 * Weights.JinGrams);
        }

        return new(
            On<UnsoldReport>("LotId", lots[0]),
            () => service.FollowStockAsync(Cancel),
            () =>
                EachAsync(
                    market,
                    lots,
                    (inner, id) => inner.Set<UnsoldReport>().AnyAsync(row => row.LotId == id && row.Status != UnsoldStatus.Open, Cancel)
                )
        );
    }

    /// <summary>Two orders that are paid for.</summary>
    private static async Task<(OrderFixture Trade, Guid[] Orders)> BoughtAsync(MarketApp market)
    {
        var trade = await OrderFixture.OpenAsync(market, Leishan);
        var lotId = await trade.ListAsync(50_000);
        return (trade, [await trade.BuyAsync(lotId, 5_000), await trade.BuyAsync(lotId, 5_000)]);
    }

    private static Func<MarketDb, Task<Func<MarketDb, Task>>> On<T>(string property, object value, bool onInsert = false)
        where T : class =>
        async db =>
        {
            var name = await Poison.AddAsync<T>(db, property, value, onInsert);
            return later => Poison.RemoveAsync<T>(later, name);
        };

    private static async Task<(bool First, bool Second)> EachAsync(MarketApp market, Guid[] ids, Func<MarketDb, Guid, Task<bool>> isDone)
    {
        await using var db = OrderFixture.Db(market);
        return (await isDone(db, ids[0]), await isDone(db, ids[1]));
    }
}
