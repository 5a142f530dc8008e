using System.Net;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Payments;

/// <summary>Paying, and looking after payments, by the forms of their pages.</summary>
public sealed class PaymentPagesTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static int mobiles = 2_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("522634", SandboxOutcome.Succeed, OrderStatus.Paid, true)]
    [InlineData("520381", SandboxOutcome.PayTwice, OrderStatus.Paid, true)]
    [InlineData("520328", SandboxOutcome.Decline, OrderStatus.AwaitingPayment, false)]
    [InlineData("520326", SandboxOutcome.NeverAnswer, OrderStatus.AwaitingPayment, false)]
    [InlineData("520325", SandboxOutcome.PayLate, OrderStatus.AwaitingPayment, false)]
    public async Task TheBuyerPlaysTheBank(string county, SandboxOutcome outcome, OrderStatus expected, bool leadsToOrder)
    {
        var (trade, buyer, buyerId, orderId) = await OrderedAsync(county);
        using var _ = buyer;

        using var answer = await buyer.SendAsync($"/pay/{orderId}", "finish", ("Outcome", outcome.ToString()));

        Assert.Equal(leadsToOrder ? $"/orders/{orderId}" : null, buyer.Landing(answer));
        Assert.Equal(expected, (await trade.Reads.FindAsync(orderId, buyerId))!.Order.Status);
        if (outcome is SandboxOutcome.NeverAnswer or SandboxOutcome.PayLate)
        {
            Assert.Contains(
                "银行还没有答复",
                WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
    }

    // Two tabs: what is sent from the second is no longer on the page.
    [Fact]
    public async Task AFormThatIsNoLongerOnThePageLeadsToThePageAsItIs()
    {
        var (_, buyer, _, orderId) = await OrderedAsync("520329");
        using var __ = buyer;
        var page = $"/pay/{orderId}";
        var token = await buyer.TokenAsync(page);
        (string, string)[] form =
        [
            ("_handler", "finish"),
            ("__RequestVerificationToken", token),
            ("Outcome", nameof(SandboxOutcome.Succeed)),
        ];
        (await buyer.PostAsync(page, form)).Dispose();

        using var again = await buyer.PostAsync(page, form);

        Assert.Equal((HttpStatusCode.SeeOther, page), (again.StatusCode, buyer.Landing(again)));
    }

    [Fact]
    public async Task WhoComesBackFromTheBankSeesHisOrderOrThatTheBankHasNotAnswered()
    {
        var (_, buyer, _, orderId) = await OrderedAsync("520330");
        using var __ = buyer;
        var path = $"/pay/{orderId}/back";

        using var waiting = await buyer.GetAsync(path);
        Assert.Contains("银行还没有答复", WebUtility.HtmlDecode(await waiting.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);

        (await buyer.SendAsync($"/pay/{orderId}", "finish", ("Outcome", nameof(SandboxOutcome.NeverAnswer)))).Dispose();
        using var paid = await buyer.GetAsync(path);
        Assert.Equal($"/orders/{orderId}", buyer.Landing(paid));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.NotFound)]
    [InlineData(MemberRole.Official, HttpStatusCode.NotFound)]
    [InlineData(MemberRole.Administrator, HttpStatusCode.OK)]
    public async Task TheDeskOfPaymentsIsForAdministrators(MemberRole? role, HttpStatusCode expected)
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, NewMobile(), role is { } one ? [one] : []);
        using var __ = visitor;

        using var answer = await visitor.GetAsync("/backoffice/payments");

        Assert.Equal(expected == HttpStatusCode.OK, answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task AnAdministratorSendsHeldMoneyBackAndSaysWhy()
    {
        var (trade, buyer, _, orderId) = await OrderedAsync("520327");
        using var _ = buyer;
        var (recorder, writer) = (
            market.Services.GetRequiredService<PaymentRecorder>(),
            market.Services.GetRequiredService<MarketWriter>()
        );
        Assert.True((await writer.RunAsync(scope => recorder.TakeChargeAsync(scope, orderId, $"page-{orderId}", 1, "cny"))).IsOk);
        var (administrator, _) = await MemberVisitor.SignedInAsync(market, NewMobile(), MemberRole.Administrator);
        using var __ = administrator;
        const string Page = "/backoffice/payments?show=Charge";
        var form = $"do-Charge-page-{orderId}";

        using var refused = await administrator.SendAsync(Page, form, ("Choice", "Return"), ("Note", " "));
        var words = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("写一句话说明", words, StringComparison.Ordinal);
        Assert.Contains("少于应付", words, StringComparison.Ordinal);

        (await administrator.SendAsync(Page, form, ("Choice", "Return"), ("Note", "金额不对"))).Dispose();
        await trade.RoundAsync();
        await using var db = trade.Db();
        var charge = await db.Set<Charge>().SingleAsync(row => row.PaymentId == orderId, Cancel);
        Assert.Equal((ChargeUse.SentBack, "金额不对"), (charge.Use, charge.Note));
        Assert.Equal(
            PaymentRefundReason.Held,
            (await db.Set<PaymentRefund>().SingleAsync(refund => refund.PaymentId == orderId, Cancel)).Reason
        );
    }

    [Fact]
    public async Task AnAdministratorPlaysTheBankThatEndsADispute()
    {
        var (trade, buyer, _, orderId) = await OrderedAsync("520329");
        using var _ = buyer;
        (await buyer.SendAsync($"/pay/{orderId}", "finish", ("Outcome", nameof(SandboxOutcome.Dispute)))).Dispose();
        var (administrator, _) = await MemberVisitor.SignedInAsync(market, NewMobile(), MemberRole.Administrator);
        using var __ = administrator;

        (
            await administrator.SendAsync("/backoffice/payments?show=Dispute", $"do-Dispute-sandbox-dispute-{orderId}", ("Choice", "Lose"))
        ).Dispose();

        await using var db = trade.Db();
        Assert.Equal(DisputeStatus.Lost, (await db.Set<Dispute>().SingleAsync(dispute => dispute.PaymentId == orderId, Cancel)).Status);
    }

    [Fact]
    public async Task TestMoneyHasNoOtherPageThanTheMarketsOwn()
    {
        var (trade, buyer, buyerId, orderId) = await OrderedAsync("520402");
        using var _ = buyer;

        Assert.Equal(
            "payment.outcome",
            (await trade.Payments.OpenPageAsync(orderId, buyerId, "https://market.example", "zh")).Rejections[0].Code
        );
    }

    /// <summary>An order of somebody who is signed in with a browser.</summary>
    private async Task<(OrderFixture Trade, MemberVisitor Buyer, Guid BuyerId, Guid OrderId)> OrderedAsync(string county)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var (buyer, buyerId) = await MemberVisitor.SignedInAsync(market, NewMobile());
        var lotId = await trade.ListAsync(50_000);
        var placed = await trade.Orders.PlaceAsync(trade.Intent(lotId, 5_000) with { BuyerId = buyerId });
        return (trade, buyer, buyerId, placed.Value);
    }

    private static string NewMobile() => $"1390000{Interlocked.Increment(ref mobiles)}";
}
