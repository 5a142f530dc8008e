using AgriMarket.Domain.Payments;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Gateways.Stripe;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Stripe;
using Microsoft.Extensions.Time.Testing;
using Stripe.Checkout;

namespace AgriMarket.Web.Tests.Money.Payments.Gateways.Stripe;

/// <summary>Buyers' money through the real Stripe client: pages, refunds, disputes.</summary>
[Trait("Database", "none")]
public sealed class StripeGatewayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh", "助农集市订单 ")]
    [InlineData("en", "AgriMarket order ")]
    public async Task APageSaysWhatItIsForAndWhereItLeads(string language, string item)
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var visit = line.Visit(language);

        var page = StripeGatewayFixture.Must(await line.Gateway.OpenSessionAsync(visit, Cancel));

        var made = Assert.Single(line.Stripe.Sessions);
        var order = visit.PaymentId.ToString();
        Assert.Equal(
            new GatewaySession(
                made.Id,
                $"https://checkout.stripe.test/c/pay/{made.Id}",
                SessionStatus.Open,
                visit.PaymentId,
                null,
                StripeGatewayFixture.OrderFen,
                "cny"
            ),
            page
        );
        Assert.Equal(
            (StripeGatewayFixture.OrderFen, "cny", language, order),
            (made.Amount, made.Currency, made.Locale, made.ClientReference)
        );
        Assert.Equal(item + order.Replace("-", "", StringComparison.Ordinal)[^8..].ToUpperInvariant(), made.Item);
        Assert.Equal(
            ($"{StripeGatewayFixture.Market}/pay/{order}/back", $"{StripeGatewayFixture.Market}/orders/{order}"),
            (made.SuccessUrl, made.CancelUrl)
        );
        Assert.Equal(new DateTimeOffset(visit.ExpiresAt).ToUnixTimeSeconds(), made.ExpiresAt);
        Assert.Equal(["card", "alipay", "wechat_pay"], made.Methods);
        var beside = new Dictionary<string, string> { ["order_id"] = order, ["session_id"] = visit.Id.ToString() };
        Assert.Equal(beside, made.Metadata);
        Assert.Equal(beside, made.IntentMetadata);
        Assert.Equal(order, made.TransferGroup);
    }

    [Fact]
    public async Task OnlyTheConfiguredWaysToPayAreOffered()
    {
        await using var line = await StripeGatewayFixture.OpenAsync(stripe => stripe.Methods = "card,alipay");

        await line.PageAsync();

        Assert.Equal(["card", "alipay"], Assert.Single(line.Stripe.Sessions).Methods);
        Assert.DoesNotContain(line.Stripe.Calls[0].Parameters.Keys, name => name.Contains("wechat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AHoldShorterThanStripesShortestPageStillGetsOneAlsoWhenItIsAskedForAgain()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var visit = line.Visit(minutes: 15);
        line.Stripe.Break(StripeFault.BreaksBefore, "POST", "/sessions", times: 2);

        Assert.False((await line.Gateway.OpenSessionAsync(visit, Cancel)).IsOk);
        Clock(line).Advance(TimeSpan.FromMinutes(4));
        StripeGatewayFixture.Must(await line.Gateway.OpenSessionAsync(visit, Cancel));

        Assert.Equal(new DateTimeOffset(visit.CreatedAt.AddMinutes(35)).ToUnixTimeSeconds(), Assert.Single(line.Stripe.Sessions).ExpiresAt);
    }

    [Fact]
    public async Task TheSameVisitOpensOnePage()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var visit = line.Visit();

        var pages = await Task.WhenAll(
            line.Gateway.OpenSessionAsync(visit, Cancel),
            line.Gateway.OpenSessionAsync(visit, Cancel),
            line.Gateway.OpenSessionAsync(visit, Cancel)
        );

        Assert.Single(line.Stripe.Sessions);
        Assert.All(pages, page => Assert.Equal(StripeGatewayFixture.Must(pages[0]), StripeGatewayFixture.Must(page)));
    }

    [Fact]
    public async Task APaidPageNamesItsMoney()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var page = await line.PageAsync();
        var charge = line.Stripe.Pay(page.Reference);

        var read = StripeGatewayFixture.Must(await line.Gateway.ReadSessionAsync(page.Reference, Cancel));

        Assert.Equal(page with { Status = SessionStatus.Paid, ChargeReference = charge, Address = null }, read);
    }

    [Fact]
    public async Task MoneyThatTakesItsTimeKeepsThePageOpenUntilItHasCome()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var page = await line.PageAsync();
        var charge = line.Stripe.PayLater(page.Reference);

        Assert.Equal(
            page with
            {
                Status = SessionStatus.UnderWay,
                Address = null,
            },
            StripeGatewayFixture.Must(await line.Gateway.ReadSessionAsync(page.Reference, Cancel))
        );
        Assert.Equal(
            page with
            {
                Status = SessionStatus.UnderWay,
                Address = null,
            },
            StripeGatewayFixture.Must(await line.Gateway.CloseSessionAsync(page.Reference, Cancel))
        );

        line.Stripe.Arrive(page.Reference);
        Assert.Equal(
            page with
            {
                Status = SessionStatus.Paid,
                ChargeReference = charge,
                Address = null,
            },
            StripeGatewayFixture.Must(await line.Gateway.ReadSessionAsync(page.Reference, Cancel))
        );
    }

    [Fact]
    public async Task MoneyThatFailsToArriveEndsThePage()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var page = await line.PageAsync();
        line.Stripe.PayLater(page.Reference);

        line.Stripe.FailToArrive(page.Reference);

        Assert.Equal(
            page with
            {
                Status = SessionStatus.Expired,
                Address = null,
            },
            StripeGatewayFixture.Must(await line.Gateway.ReadSessionAsync(page.Reference, Cancel))
        );
    }

    [Fact]
    public async Task APageEndsByItsTime()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var page = await line.PageAsync();

        Clock(line).Advance(TimeSpan.FromHours(1));

        Assert.Equal(SessionStatus.Expired, StripeGatewayFixture.Must(await line.Gateway.ReadSessionAsync(page.Reference, Cancel)).Status);
    }

    [Fact]
    public async Task AnOpenPageIsClosedForGood()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var page = await line.PageAsync();

        Assert.Equal(
            page with
            {
                Status = SessionStatus.Expired,
                Address = null,
            },
            StripeGatewayFixture.Must(await line.Gateway.CloseSessionAsync(page.Reference, Cancel))
        );
        Assert.Equal(SessionStatus.Expired, StripeGatewayFixture.Must(await line.Gateway.CloseSessionAsync(page.Reference, Cancel)).Status);

        Assert.Throws<InvalidOperationException>(() => line.Stripe.Pay(page.Reference));
    }

    [Fact]
    public async Task ClosingAPageThatWasPaidFirstSaysSo()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var page = await line.PageAsync();
        var charge = line.Stripe.Pay(page.Reference);

        var closed = StripeGatewayFixture.Must(await line.Gateway.CloseSessionAsync(page.Reference, Cancel));

        Assert.Equal((SessionStatus.Paid, charge), (closed.Status, closed.ChargeReference));
    }

    [Fact]
    public async Task APageThatIsNotThereIsRefused()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();

        StripeGatewayFixture.Refused("resource_missing", (await line.Gateway.ReadSessionAsync("cs_none", Cancel)).Rejections);
        StripeGatewayFixture.Refused("resource_missing", (await line.Gateway.CloseSessionAsync("cs_none", Cancel)).Rejections);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no id")]
    public void APageOfSomebodyElseIsForNoPayment(string? reference) =>
        Assert.Null(
            new Session { Status = "open", ClientReferenceId = reference }
                .ToGateway()
                .PaymentId
        );

    [Theory]
    [InlineData("succeeded", PaymentRefundStatus.Succeeded, "")]
    [InlineData("pending", PaymentRefundStatus.UnderWay, "")]
    [InlineData("requires_action", PaymentRefundStatus.UnderWay, "")]
    [InlineData("failed", PaymentRefundStatus.Failed, "declined")]
    [InlineData("canceled", PaymentRefundStatus.Failed, "canceled")]
    public async Task ARefundStandsAsStripeSays(string status, PaymentRefundStatus expected, string failure)
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        line.Stripe.BeginRefunds(status);
        var refund = line.Refund(await line.PaidAsync(), 2_345);

        var answer = StripeGatewayFixture.Must(await line.Gateway.RefundAsync(refund, Cancel));

        var made = Assert.Single(line.Stripe.Refunds);
        Assert.Equal((2_345, refund.ChargeReference), (made.Amount, made.Intent.Id));
        Assert.Equal(new GatewayRefund(made.Id, refund.Id, 1, expected, failure), answer);
        Assert.Equal(answer, StripeGatewayFixture.Must(await line.Gateway.ReadRefundAsync(made.Id, Cancel)));
    }

    [Fact]
    public async Task ARefundThatSucceededCanStillFail()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var refund = StripeGatewayFixture.Must(await line.Gateway.RefundAsync(line.Refund(await line.PaidAsync()), Cancel));

        line.Stripe.EndRefund(refund.Reference, "failed", "expired_or_canceled_card");

        Assert.Equal(
            refund with
            {
                Status = PaymentRefundStatus.Failed,
                Failure = "expired_or_canceled_card",
            },
            StripeGatewayFixture.Must(await line.Gateway.ReadRefundAsync(refund.Reference, Cancel))
        );
    }

    [Fact]
    public async Task ARefundIsMadeOnceAnAttempt()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        line.Stripe.BeginRefunds("failed");
        var refund = line.Refund(await line.PaidAsync());

        var first = StripeGatewayFixture.Must(await line.Gateway.RefundAsync(refund, Cancel));
        Assert.Equal(first, StripeGatewayFixture.Must(await line.Gateway.RefundAsync(refund, Cancel)));
        refund.Fail(first.Failure, refund.CreatedAt);
        line.Stripe.BeginRefunds("succeeded");
        var second = StripeGatewayFixture.Must(await line.Gateway.RefundAsync(refund, Cancel));

        Assert.Equal((2, PaymentRefundStatus.Succeeded), (second.Attempt, second.Status));
        Assert.Equal([first.Reference, second.Reference], line.Stripe.Refunds.Select(made => made.Id));
        Assert.Equal(StripeGatewayFixture.OrderFen - 1_000, line.Stripe.Balance);
    }

    [Fact]
    public async Task ARefundAmongManyIsFoundAgainAfterItsKeyIsForgotten()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var refund = line.Refund(await line.PaidAsync());
        StripeGatewayFixture.Must(await line.Gateway.RefundAsync(refund, Cancel));
        for (var i = 0; i < 100; i++)
        {
            StripeGatewayFixture.Must(await line.Gateway.RefundAsync(line.Refund(refund.ChargeReference, fen: 1), Cancel));
        }

        Clock(line).Advance(TimeSpan.FromHours(25));
        StripeGatewayFixture.Must(await line.Gateway.RefundAsync(refund, Cancel));

        Assert.Equal(101, line.Stripe.Refunds.Count);
    }

    [Fact]
    public async Task MoreThanWasPaidIsNotRefunded()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var charge = await line.PaidAsync();

        StripeGatewayFixture.Refused(
            "amount_too_large",
            (await line.Gateway.RefundAsync(line.Refund(charge, StripeGatewayFixture.OrderFen + 1), Cancel)).Rejections
        );
        StripeGatewayFixture.Must(await line.Gateway.RefundAsync(line.Refund(charge, StripeGatewayFixture.OrderFen), Cancel));
        StripeGatewayFixture.Refused(
            "charge_already_refunded",
            (await line.Gateway.RefundAsync(line.Refund(charge, 1), Cancel)).Rejections
        );
    }

    [Theory]
    [InlineData("needs_response", DisputeStatus.Open)]
    [InlineData("under_review", DisputeStatus.Open)]
    [InlineData("warning_needs_response", DisputeStatus.Open)]
    [InlineData("warning_under_review", DisputeStatus.Open)]
    [InlineData("a word of next year", DisputeStatus.Open)]
    [InlineData("won", DisputeStatus.Won)]
    [InlineData("warning_closed", DisputeStatus.Won)]
    [InlineData("lost", DisputeStatus.Lost)]
    public async Task ADisputeStandsAsStripeSays(string status, DisputeStatus expected)
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var charge = await line.PaidAsync();
        var id = line.Stripe.OpenDispute(charge, 5_000, "product_not_received");
        line.Stripe.MoveDispute(id, status);

        var dispute = StripeGatewayFixture.Must(await line.Gateway.ReadDisputeAsync(id, Cancel));

        Assert.Equal(
            new GatewayDispute(
                id,
                charge,
                5_000,
                "cny",
                "product_not_received",
                expected,
                status.StartsWith("warning_", StringComparison.Ordinal),
                MarketApp.Start.UtcDateTime.AddDays(7)
            ),
            dispute
        );
    }

    [Fact]
    public async Task DisputedMoneyIsNotRefunded()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var charge = await line.PaidAsync();
        line.Stripe.OpenDispute(charge, 5_000);

        StripeGatewayFixture.Refused("charge_disputed", (await line.Gateway.RefundAsync(line.Refund(charge), Cancel)).Rejections);
    }

    private static FakeTimeProvider Clock(StripeGatewayFixture line) => (FakeTimeProvider)line.Stripe.Clock;
}
