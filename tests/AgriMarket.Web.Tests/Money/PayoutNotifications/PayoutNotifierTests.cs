using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Money.PayoutNotifications;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.PayoutNotifications;

/// <summary>Farmers are told that money was sent, of an hour at once, and that it could not be.</summary>
public sealed class PayoutNotifierTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PayoutsOfAnHourAreOneNotificationWithTheirSum()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var lotId = await trade.ListAsync(50_000);
        await trade.OpenAccountAsync(trade.Farmer);
        LetHourBegin();
        await PaidAsync(trade, lotId, 5_000);
        await PaidAsync(trade, lotId, 2_500);
        await trade.RoundAsync();

        var told = Assert.Single(await ToldAsync(trade.Farmer));
        Assert.Equal((PayoutKinds.PayoutSent.Code, 2, 5_700L), (told.Kind, told.About.Count, told.About.Fen));
        using var scope = market.Services.CreateScope();
        Assert.Equal("已打款 2 笔，共 ¥57.00。", scope.ServiceProvider.GetRequiredService<NotificationFormatter>().Sentence(told));

        LetHourBegin();
        await PaidAsync(trade, lotId, 500);
        Assert.Equal(2, (await ToldAsync(trade.Farmer)).Count);
    }

    [Fact]
    public async Task AnotherPayoutMakesWhatWasReadNewAgain()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var lotId = await trade.ListAsync(50_000);
        await trade.OpenAccountAsync(trade.Farmer);
        LetHourBegin();
        await PaidAsync(trade, lotId, 5_000);
        await market.Services.GetRequiredService<NotificationService>().ReadAsync(trade.Farmer, null);

        await PaidAsync(trade, lotId, 2_500);

        Assert.Null(Assert.Single(await ToldAsync(trade.Farmer)).ReadAt);
    }

    [Fact]
    public async Task APayoutThatFailsForGoodIsToldToFarmerAndAdministratorsAndOneThatIsTriedAgainToNobody()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var administrator = await trade.AdministratorAsync();
        var (waiting, failed) = (Payout(trade, 0), Payout(trade, 100));
        waiting.Fail("no", market.Clock.GetUtcNow().UtcDateTime);
        while (failed.Status != PayoutStatus.Failed)
        {
            failed.Fail("no", market.Clock.GetUtcNow().UtcDateTime);
        }

        await market
            .Services.GetRequiredService<MarketWriter>()
            .RunAsync<Done>(async scope =>
            {
                await market.Services.GetRequiredService<NotifyPayout>()(scope, waiting);
                await market.Services.GetRequiredService<NotifyPayout>()(scope, failed);
                return Done.Instance;
            });

        Assert.Equal(PayoutStatus.Waiting, waiting.Status);
        Assert.Equal(PayoutKinds.PayoutFailed.Code, Assert.Single(await ToldAsync(trade.Farmer)).Kind);
        Assert.Equal(PayoutKinds.PayoutStuck.Code, Assert.Single(await ToldAsync(administrator)).Kind);
    }

    [Fact]
    public async Task WhoIsAskedToTakeMoneyIsToldAndTheFarmerReadsTheAnswer()
    {
        var scene = new FarmFixture(market);
        var (farmer, payee) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Cooperative));
        var accounts = scene.Get<PayoutAccounts>();
        await using (var db = OrderFixture.Db(market))
        {
            await db.Set<AgriMarket.Web.People.Members.Member>()
                .Where(row => row.Id == payee.Id)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(it => it.UserName, "13800138000").SetProperty(it => it.NormalizedUserName, "13800138000"),
                    Cancel
                );
        }

        Assert.True((await accounts.AskPayeeAsync(farmer.Id, "13800138000")).IsOk);
        Assert.True((await accounts.AskPayeeAsync(farmer.Id, "13800138000")).IsOk);
        var asked = Assert.Single(await ToldAsync(payee.Id));
        Assert.Equal((PayoutKinds.PayeeAsked.Code, "阿婆土豆"), (asked.Kind, asked.About.Name));

        Assert.True((await accounts.AnswerAsync(payee.Id, farmer.Id, agrees: true)).IsOk);
        var answered = Assert.Single(await ToldAsync(farmer.Id));
        Assert.Equal((PayoutKinds.PayeeAnswered.Code, "Agreed"), (answered.Kind, answered.About.Outcome));
    }

    private static Payout Payout(OrderFixture trade, long fen) =>
        AgriMarket.Domain.Payments.Payout.Of(Guid.CreateVersion7(), Guid.CreateVersion7(), trade.Farmer, [], fen + 100, DateTime.UnixEpoch);

    private static async Task PaidAsync(OrderFixture trade, Guid lotId, long grams)
    {
        var orderId = await trade.BuyAsync(lotId, grams);
        await trade.ShipAsync(orderId);
        await trade.ReceiveAsync(orderId);
        await trade.PayOutAsync();
    }

    /// <summary>At the beginning of a window, so that no test falls apart at its end.</summary>
    private void LetHourBegin()
    {
        var now = market.Clock.GetUtcNow().UtcDateTime;
        market.Clock.Advance(NotificationWindow.Of(now, PayoutNotifier.Window).End - now);
    }

    private async Task<List<Notification>> ToldAsync(Guid memberId)
    {
        await using var db = OrderFixture.Db(market);
        return await db.NotificationsOf(memberId).AsNoTracking().Where(row => row.Kind.StartsWith("Pay")).ToListAsync(Cancel);
    }
}
