using System.Net;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Payments;

/// <summary>Where farmers' money goes, by the pages' own forms.</summary>
public sealed class PayeePageTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Money = "/farm/money";
    private const string Desk = "/backoffice/payees";
    private const long Jin = 500;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PayoutReads Reads => market.Services.GetRequiredService<PayoutReads>();

    [Fact]
    public async Task AFarmerSetsUpWhereHisMoneyGoes()
    {
        var (visitor, id) = await MemberVisitor.SignedInAsync(market, "a1@example.com", MemberRole.Farmer);
        using var farmer = visitor;
        var before = await farmer.ReadAsync(Money);
        Assert.Contains("设置收款账户", before, StringComparison.Ordinal);
        Assert.Contains("测试钱", before, StringComparison.Ordinal);
        Assert.Contains("还没有货款", before, StringComparison.Ordinal);

        using var opened = await farmer.SendAsync(Money, "open-account");
        Assert.Equal("/farm/money/account", farmer.Landing(opened));
        using var back = await farmer.GetAsync("/farm/money/account");
        Assert.Equal(Money, farmer.Landing(back));

        Assert.Equal(PayoutAccountStatus.Ready, (await Reads.WayAsync(id)).Account!.Status);
        var after = await farmer.ReadAsync(Money);
        Assert.Contains("收款账户已经设好", after, StringComparison.Ordinal);
        Assert.DoesNotContain("设置收款账户", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PayoutAccountStatus.Started, "接着设置")]
    [InlineData(PayoutAccountStatus.Stopped, "被支付服务商停用了")]
    public async Task AnAccountThatIsNotReadySaysWhatToDo(PayoutAccountStatus status, string words)
    {
        var (visitor, id) = await MemberVisitor.SignedInAsync(market, $"s{(int)status}@example.com", MemberRole.Farmer);
        using var farmer = visitor;
        await using (var db = OrderFixture.Db(market))
        {
            db.Add(
                new PayoutAccount
                {
                    MemberId = id,
                    Gateway = PaymentOptions.Sandbox,
                    Reference = $"test-{id}",
                    Status = status,
                    CheckedAt = market.Clock.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Contains(words, await farmer.ReadAsync(Money), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("payee-nobody@example.com", "没有合作社或政府账号")]
    [InlineData(null, "没有合作社或政府账号")]
    [InlineData("123", "手机号")]
    [InlineData("", "请填手机号")]
    public async Task AWrongPayeeIsRefusedBesideTheFieldAndStaysTyped(string? typed, string sentence)
    {
        var login = $"b{Guid.NewGuid():N}@example.com";
        using var farmer = (await MemberVisitor.SignedInAsync(market, login, MemberRole.Farmer)).Visitor;
        var another = $"b{Guid.NewGuid():N}@example.com";
        await MemberVisitor.EnrolAsync(market, another, MemberRole.Farmer);
        typed ??= another;

        using var answer = await farmer.SendAsync(Money, "payee", ("PayeeLogin", typed));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var field = page[page.IndexOf("id=\"payee-login\"", StringComparison.Ordinal)..];
        Assert.Contains($"value=\"{typed}\"", field, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", field, StringComparison.Ordinal);
        Assert.Contains(
            sentence,
            field[field.IndexOf("payee-login-wrong\"", field.IndexOf('>', StringComparison.Ordinal), StringComparison.Ordinal)..],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ACooperativeAgreesGetsTheMoneyAndSeesWhoseItIs()
    {
        var (farmer, farmerId) = await MemberVisitor.SignedInAsync(market, "c1@example.com", MemberRole.Farmer);
        var (cooperative, cooperativeId) = await MemberVisitor.SignedInAsync(market, "c2@example.com", MemberRole.Cooperative);
        using var stranger = (await MemberVisitor.SignedInAsync(market, "c3@example.com", MemberRole.Cooperative)).Visitor;
        using var both = new Both(farmer, cooperative);

        using var asked = await farmer.SendAsync(Money, "payee", ("PayeeLogin", "c2@example.com"));
        Assert.Equal(Money, farmer.Landing(asked));
        Assert.Contains("等对方同意", await farmer.ReadAsync(Money), StringComparison.Ordinal);
        Assert.Contains("c1@example.com", await cooperative.ReadAsync(Money), StringComparison.Ordinal);
        Assert.DoesNotContain("c1@example.com", await stranger.ReadAsync(Money), StringComparison.Ordinal);

        await AnswerAsync(cooperative, Money, farmerId, agrees: true);
        Assert.Contains("还没有设好收款账户", await farmer.ReadAsync(Money), StringComparison.Ordinal);

        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        await trade.OpenAccountAsync(cooperativeId);
        await SellAsync(trade, farmerId);

        var seen = await cooperative.ReadAsync(Money);
        Assert.Contains("替别人收到的钱", seen, StringComparison.Ordinal);
        Assert.Contains("农户：吴老", seen, StringComparison.Ordinal);
        Assert.Contains("¥19.00", seen, StringComparison.Ordinal);
        Assert.Contains("由某处代收", await farmer.ReadAsync(Money), StringComparison.Ordinal);
        Assert.DoesNotContain("替别人收到的钱", await stranger.ReadAsync(Money), StringComparison.Ordinal);
        Assert.Equal(0, (await Reads.PaidForOthersAsync(farmerId, null)).Count);

        await farmer.SendAsync(Money, "payee", ("TakesBack", "true"));
        Assert.Null((await Reads.WayAsync(farmerId)).Choice);
        Assert.Equal(0, (await Reads.AsksAsync(cooperativeId, null)).Count);
    }

    [Fact]
    public async Task AnOfficialSaysNoAtTheDesk()
    {
        var (farmer, farmerId) = await MemberVisitor.SignedInAsync(market, "d1@example.com", MemberRole.Farmer);
        var (official, officialId) = await MemberVisitor.SignedInAsync(market, "d2@example.com", MemberRole.Official);
        using var both = new Both(farmer, official);
        Assert.Contains("没有人请您代收", await official.ReadAsync(Desk), StringComparison.Ordinal);

        await farmer.SendAsync(Money, "payee", ("PayeeLogin", "d2@example.com"));
        Assert.Contains("d1@example.com", await official.ReadAsync(Desk), StringComparison.Ordinal);
        await AnswerAsync(official, Desk, farmerId, agrees: false);

        Assert.Null((await Reads.WayAsync(farmerId)).Choice);
        Assert.Equal(0, (await Reads.AsksAsync(officialId, null)).Count);
        Assert.Contains("要替农户收货款，先设好收款账户", await official.ReadAsync(Desk), StringComparison.Ordinal);
        using var opened = await official.SendAsync(Desk, "open-account");
        Assert.Equal("/backoffice/payees/account", official.Landing(opened));
        using var back = await official.GetAsync("/backoffice/payees/account");
        Assert.Equal(Desk, official.Landing(back));
    }

    [Fact]
    public async Task AnAnswerThatComesTooLateIsRefused()
    {
        var (farmer, farmerId) = await MemberVisitor.SignedInAsync(market, "e1@example.com", MemberRole.Farmer);
        var (cooperative, _) = await MemberVisitor.SignedInAsync(market, "e2@example.com", MemberRole.Cooperative);
        using var both = new Both(farmer, cooperative);
        await farmer.SendAsync(Money, "payee", ("PayeeLogin", "e2@example.com"));
        var token = await cooperative.TokenAsync(Money);
        await farmer.SendAsync(Money, "payee", ("TakesBack", "true"));

        // The page still shows the question, and nobody asks it any more.
        using var answer = await cooperative.PostAsync(
            Money,
            ("_handler", "answer"),
            ("__RequestVerificationToken", token),
            ("Yes", farmerId.ToString())
        );

        Assert.Contains(
            "没有人请您代收货款",
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        Assert.Null((await Reads.WayAsync(farmerId)).Choice);
    }

    [Fact]
    public async Task AskingTheSameAgainKeepsTheAgreement()
    {
        var farmerId = await MemberVisitor.EnrolAsync(market, "g1@example.com", MemberRole.Farmer);
        var payeeId = await MemberVisitor.EnrolAsync(market, "g2@example.com", MemberRole.Cooperative);
        var accounts = market.Services.GetRequiredService<PayoutAccounts>();
        Assert.True((await accounts.AskPayeeAsync(farmerId, "g2@example.com")).IsOk);
        Assert.True((await accounts.AnswerAsync(payeeId, farmerId, agrees: true)).IsOk);

        Assert.True((await accounts.AskPayeeAsync(farmerId, "g2@example.com")).IsOk);

        Assert.NotNull((await Reads.WayAsync(farmerId)).Choice!.AgreedAt);
    }

    [Fact]
    public async Task TheDeskIsForOfficialsAndTheFarmPageForSellers()
    {
        using var farmer = (await MemberVisitor.SignedInAsync(market, "h1@example.com", MemberRole.Farmer)).Visitor;
        using var resident = (await MemberVisitor.SignedInAsync(market, "h2@example.com")).Visitor;

        foreach (
            var (visitor, path) in new[]
            {
                (farmer, Desk),
                (farmer, "/backoffice/payees/account"),
                (resident, Desk),
                (resident, Money),
                (resident, "/farm/money/account"),
            }
        )
        {
            Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(path)).StatusCode);
        }
    }

    private static async Task AnswerAsync(MemberVisitor payee, string page, Guid farmerId, bool agrees)
    {
        using var answer = await payee.SendAsync(page, "answer", (agrees ? "Yes" : "No", farmerId.ToString()));
        Assert.Equal(page, payee.Landing(answer));
    }

    /// <summary>5 斤 of a household's potatoes are sold, received and paid out.</summary>
    private static async Task SellAsync(OrderFixture trade, Guid farmerId)
    {
        var lotId = (await trade.Lots.ListAsync(trade.Offer(100 * Jin) with { FarmerId = farmerId, Household = "吴老" })).Value;
        var orderId = await trade.BuyAsync(lotId, 5 * Jin);
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;
        Assert.True((await trade.Orders.ShipAsync(parcelId, farmerId, "顺丰", OrderFixture.NumberOf(parcelId))).IsOk);
        await trade.ScanAsync(parcelId, ScanKind.PickedUp, ScanKind.Delivered);
        Assert.True((await trade.Orders.ReceiveAsync(parcelId, trade.Buyer)).IsOk);
        await trade.PayOutAsync();
    }

    private sealed class Both(MemberVisitor one, MemberVisitor other) : IDisposable
    {
        public void Dispose()
        {
            one.Dispose();
            other.Dispose();
        }
    }
}
