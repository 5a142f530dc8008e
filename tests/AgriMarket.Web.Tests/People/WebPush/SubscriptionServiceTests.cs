using System.Buffers.Text;
using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.WebPush;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Messages;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.People.WebPush;

/// <summary>Which browsers are kept, and whose they are.</summary>
public sealed class SubscriptionServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private readonly FarmFixture scene = new(market);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SubscriptionService Service => scene.Get<SubscriptionService>();

    [Theory]
    [InlineData("http://push.example/1")]
    [InlineData("https://127.0.0.1/1")]
    [InlineData("https://[::1]/1")]
    [InlineData("https://localhost/1")]
    [InlineData("https://push.example:8443/1")]
    [InlineData("https://somebody@push.example/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/1")]
    [InlineData(null)]
    public async Task AnAddressThatIsNotOfTheInternetIsRefused(string? endpoint)
    {
        var member = await scene.JoinAsync();

        var kept = await Service.SubscribeAsync(member.Id, FakePushService.Browser() with { Endpoint = endpoint }, "zh");

        Assert.Equal("push.endpoint", Assert.Single(kept.Rejections).Code);
    }

    [Fact]
    public async Task KeysThatNothingCanBeEncryptedForAreRefused()
    {
        var member = await scene.JoinAsync();
        var good = FakePushService.Browser();
        byte[] offTheCurve = [0x04, .. Enumerable.Repeat((byte)7, 64)];
        foreach (
            var browser in new[]
            {
                good with
                {
                    P256dh = null,
                },
                good with
                {
                    P256dh = "not base64!",
                },
                good with
                {
                    P256dh = Base64Url.EncodeToString(offTheCurve),
                },
                good with
                {
                    Auth = Base64Url.EncodeToString(new byte[15]),
                },
                good with
                {
                    Auth = "",
                },
            }
        )
        {
            Assert.Equal("push.keys", Assert.Single((await Service.SubscribeAsync(member.Id, browser, "zh")).Rejections).Code);
        }

        Assert.True((await Service.SubscribeAsync(member.Id, good, "zh")).IsOk);
    }

    [Fact]
    public async Task ABrowserIsWhoseWhoAskedLastAndIsTakenAwayByThemAlone()
    {
        var (first, second) = (await scene.JoinAsync(), await scene.JoinAsync());
        var browser = FakePushService.Browser();
        Assert.True((await Service.SubscribeAsync(first.Id, browser, "zh")).IsOk);
        Assert.True((await Service.SubscribeAsync(second.Id, browser, "en")).IsOk);

        Assert.Empty(await Service.OfAsync(first.Id));
        var kept = Assert.Single(await Service.OfAsync(second.Id));
        Assert.Equal("en", kept.Language);

        await Service.RemoveAsync(first.Id, kept.Id);
        Assert.Single(await Service.OfAsync(second.Id));
        await Service.RemoveAsync(second.Id, kept.Id);
        Assert.Empty(await Service.OfAsync(second.Id));
    }

    [Fact]
    public async Task WhoSignsOutIsToldNothingThereAnyMore()
    {
        var member = await scene.JoinAsync();
        var (phone, desk) = (SessionOf(member.Id), SessionOf(member.Id));
        await using var db = OrderFixture.Db(market);
        db.AddRange(phone, desk);
        await db.SaveChangesAsync(Cancel);
        Assert.True((await Service.SubscribeAsync(member.Id, FakePushService.Browser(), "zh", phone.Id)).IsOk);
        Assert.True((await Service.SubscribeAsync(member.Id, FakePushService.Browser(), "zh", desk.Id)).IsOk);
        Assert.Equal(2, (await Service.OfAsync(member.Id)).Count);

        phone.End(phone.LastSeenAt);
        await db.SaveChangesAsync(Cancel);

        Assert.Equal(desk.Id, Assert.Single(await Service.OfAsync(member.Id)).SessionId);
        // Nor once nothing is known of the session any more.
        db.Remove(desk);
        await db.SaveChangesAsync(Cancel);
        Assert.Empty(await Service.OfAsync(member.Id));
    }

    [Fact]
    public async Task OneMemberHasSoManyBrowsersAtTheMost()
    {
        var member = await scene.JoinAsync();
        for (var browser = 0; browser < BrowserSubscription.MaxOfMember; browser++)
        {
            Assert.True((await Service.SubscribeAsync(member.Id, FakePushService.Browser(), "zh")).IsOk);
        }

        Assert.Equal(
            "push.many",
            Assert.Single((await Service.SubscribeAsync(member.Id, FakePushService.Browser(), "zh")).Rejections).Code
        );
        await using var db = OrderFixture.Db(market);
        Assert.Equal(
            BrowserSubscription.MaxOfMember,
            await db.Set<BrowserSubscription>().CountAsync(row => row.MemberId == member.Id, Cancel)
        );
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("2002:0a00:0001::1", false)]
    public void OnlyAddressesOfTheInternetAreCalled(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicHosts.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task ANameThatLeadsToThisMachineIsNotCalled()
    {
        using var http = new HttpClient(PushTransport.OfTheInternet.Handler);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("http://localhost:1/", Cancel));

        Assert.Contains("no public address", failure.Message, StringComparison.Ordinal);
    }

    private MemberSession SessionOf(Guid memberId) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            MemberId = memberId,
            Kind = SessionKind.Browser,
            Device = "Chrome/Android",
            Network = "10.0.0.0",
            StartedAt = market.Clock.GetUtcNow().UtcDateTime,
            LastSeenAt = market.Clock.GetUtcNow().UtcDateTime,
        };
}
