using System.Net;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.People.Notifications;

public sealed class NotificationServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private readonly FarmFixture scene = new(market);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static NotificationDraft News(string subject) =>
        new(
            FundNotifications.FundUsed,
            subject,
            new NotificationSubject
            {
                FundId = Guid.CreateVersion7(),
                Name = "助农资金",
                Percent = 80,
            }
        );

    [Fact]
    public async Task NobodyIsToldTwiceOfTheSameThing()
    {
        var (first, second) = (await scene.JoinAsync(), await scene.JoinAsync());
        var service = scene.Get<NotificationService>();

        Assert.Equal(1, (await service.NotifyAsync([first.Id], News("a"))).Value);
        Assert.Equal(1, (await service.NotifyAsync([first.Id, second.Id], News("a"))).Value);
        Assert.Equal(0, (await service.NotifyAsync([first.Id, second.Id], News("a"))).Value);
        Assert.Equal(1, (await service.NotifyAsync([first.Id], News("b"))).Value);

        Assert.Equal(
            (2, 1),
            (await scene.Get<NotificationReads>().UnreadAsync(first.Id), await scene.Get<NotificationReads>().UnreadAsync(second.Id))
        );
    }

    [Fact]
    public async Task ManyTellersAtOnceTellOnce()
    {
        var member = await scene.JoinAsync();

        var told = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => scene.Get<NotificationService>().NotifyAsync([member.Id], News("storm")))
        );

        Assert.Equal(1, told.Sum(result => result.Value));
    }

    [Fact]
    public async Task ACommandThatIsRefusedTellsNobody()
    {
        var member = await scene.JoinAsync();

        await scene
            .Get<MarketWriter>()
            .RunAsync<Done>(async scope =>
            {
                await scene.Get<NotificationService>().NotifyAsync(scope, [member.Id], News("never"));
                return new Rejection("market.busy");
            });

        Assert.Equal(0, await scene.Get<NotificationReads>().UnreadAsync(member.Id));
    }

    [Fact]
    public async Task ANoticeIsReadByItsMemberOnly()
    {
        var (owner, stranger) = (await scene.JoinAsync(), await scene.JoinAsync());
        var (service, reads) = (scene.Get<NotificationService>(), scene.Get<NotificationReads>());
        await service.NotifyAsync([owner.Id], News("a"));
        await service.NotifyAsync([owner.Id], News("b"));
        var notification = (await reads.ListAsync(owner.Id, 1)).Items[0];

        await service.ReadAsync(stranger.Id, notification.Id);
        await service.ReadAsync(stranger.Id, null);
        Assert.Equal(2, await reads.UnreadAsync(owner.Id));

        await service.ReadAsync(owner.Id, notification.Id);
        Assert.Equal(1, await reads.UnreadAsync(owner.Id));
        Assert.Equal(notification.Id, (await reads.ListAsync(owner.Id, 1)).Items[^1].Id);
        Assert.Empty((await reads.ListAsync(stranger.Id, 1)).Items);
    }

    [Fact]
    public async Task TheBellAndThePageKnowWhatIsUnread()
    {
        var member = await scene.JoinAsync();
        await scene.Get<NotificationService>().NotifyAsync([member.Id], News("a"));
        using var browser = await scene.BrowseAsync(member);
        using var visitor = market.CreateClient();

        Assert.Contains("没读的通知：</span>1<", await browser.GetStringAsync("/me", Cancel), StringComparison.Ordinal);
        Assert.Contains("补贴资金助农资金已使用 80%。", await browser.GetStringAsync("/notifications", Cancel), StringComparison.Ordinal);
        Assert.Contains("本站现在只在站内通知", await browser.GetStringAsync("/me/notifications", Cancel), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync("/notifications", Cancel)).StatusCode);
    }

    [Fact]
    public void EveryKindHasItsSentenceAndAtMostThreeThingsToDo()
    {
        var words = scene.GetScoped<NotificationFormatter>();

        Assert.All(
            scene.Get<IEnumerable<NotificationKind>>(),
            kind =>
            {
                var notification = new Notification
                {
                    Id = Guid.CreateVersion7(),
                    MemberId = Guid.CreateVersion7(),
                    Kind = kind.Code,
                    Subject = "",
                    About = new() { Outcome = kind.Outcomes is [.., var last] ? last.Split('.')[^1] : null },
                    At = DateTime.UnixEpoch,
                };
                Assert.DoesNotContain("Notify.", words.Sentence(notification), StringComparison.Ordinal);
                Assert.InRange(words.Actions(notification).Count, 1, NotificationFormatter.MaxActions);
            }
        );
    }
}
