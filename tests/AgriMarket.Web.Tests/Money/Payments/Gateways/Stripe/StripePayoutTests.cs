using AgriMarket.Domain.Payments;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Tests.Support.Stripe;
using Microsoft.Extensions.Time.Testing;

namespace AgriMarket.Web.Tests.Money.Payments.Gateways.Stripe;

/// <summary>Farmers' money through the real Stripe client: accounts, transfers, and taking back.</summary>
[Trait("Database", "none")]
public sealed class StripePayoutTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMemberHasOneAccountThatIsReadyOnceItIsFilledIn()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var member = Guid.CreateVersion7();

        var opened = StripeGatewayFixture.Must(await line.Gateway.OpenAccountAsync(member, Cancel));
        Assert.Equal(opened, StripeGatewayFixture.Must(await line.Gateway.OpenAccountAsync(member, Cancel)));

        var account = Assert.Single(line.Stripe.Accounts);
        Assert.Equal(member.ToString(), account.Metadata["member_id"]);
        Assert.Equal(new GatewayAccount(account.Id, PayoutAccountStatus.Started), opened);
        line.Stripe.FillInForReview(account.Id);
        Assert.Equal(
            PayoutAccountStatus.Started,
            StripeGatewayFixture.Must(await line.Gateway.ReadAccountAsync(account.Id, Cancel)).Status
        );
        line.Stripe.FillIn(account.Id);
        Assert.Equal(PayoutAccountStatus.Ready, StripeGatewayFixture.Must(await line.Gateway.ReadAccountAsync(account.Id, Cancel)).Status);
    }

    [Theory]
    [InlineData("rejected.fraud")]
    [InlineData("requirements.past_due")]
    [InlineData("under_review")]
    public async Task AnAccountThatStripeStopsIsStopped(string reason)
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var account = await line.ReadyAccountAsync();

        line.Stripe.Stop(account, reason);

        Assert.Equal(PayoutAccountStatus.Stopped, StripeGatewayFixture.Must(await line.Gateway.ReadAccountAsync(account, Cancel)).Status);
    }

    [Fact]
    public async Task AnAccountsPageLeadsBack()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var account = await line.ReadyAccountAsync();

        var address = StripeGatewayFixture.Must(await line.Gateway.AccountPageAsync(account, "https://market.example/me/payouts", Cancel));

        Assert.StartsWith("https://connect.stripe.test/", address, StringComparison.Ordinal);
        var call = line.Stripe.Calls[^1];
        Assert.Equal(("https://market.example/me/payouts", "https://market.example/me/payouts"), (call["return_url"], call["refresh_url"]));
        StripeGatewayFixture.Refused(
            "resource_missing",
            (await line.Gateway.AccountPageAsync("acct_none", "https://market.example/", Cancel)).Rejections
        );
    }

    [Fact]
    public async Task APayoutIsSentOnceAKey()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var account = await line.ReadyAccountAsync();
        line.Stripe.TopUp(10_000);
        var payout = line.Payout(3_000);

        var reference = StripeGatewayFixture.Must(await line.Gateway.PayOutAsync(payout, account, Cancel));
        Assert.Equal(reference, StripeGatewayFixture.Must(await line.Gateway.PayOutAsync(payout, account, Cancel)));

        var transfer = Assert.Single(line.Stripe.Transfers);
        Assert.Equal(
            (reference, 3_000, "cny", account, payout.PaymentId.ToString()),
            (transfer.Id, transfer.Amount, transfer.Currency, transfer.Destination.Id, transfer.Group)
        );
        Assert.Equal(payout.Id.ToString(), transfer.Metadata["payout_id"]);
        Assert.Equal(7_000, line.Stripe.Balance);

        payout.Fail("", payout.CreatedAt);
        payout.Send(payout.FarmerId, Guid.CreateVersion7(), line.Stripe.Clock.GetUtcNow().UtcDateTime);
        Assert.NotEqual(reference, StripeGatewayFixture.Must(await line.Gateway.PayOutAsync(payout, account, Cancel)));
    }

    [Fact]
    public async Task WhatWasSentIsNotSentAgainToAnotherAccount()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        line.Stripe.TopUp(10_000);
        var payout = line.Payout();
        var reference = StripeGatewayFixture.Must(await line.Gateway.PayOutAsync(payout, await line.ReadyAccountAsync(), Cancel));

        var other = await line.ReadyAccountAsync();
        Assert.Equal("gateway.unreachable", Assert.Single((await line.Gateway.PayOutAsync(payout, other, Cancel)).Rejections).Code);
        payout.AskAgain("gateway.unreachable", line.Stripe.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(reference, StripeGatewayFixture.Must(await line.Gateway.PayOutAsync(payout, other, Cancel)));

        Assert.Single(line.Stripe.Transfers);
    }

    [Fact]
    public async Task WhatCannotBeSentIsRefusedInStripesWords()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var started = StripeGatewayFixture.Must(await line.Gateway.OpenAccountAsync(Guid.CreateVersion7(), Cancel)).Reference;
        var ready = await line.ReadyAccountAsync();
        line.Stripe.TopUp(100);

        StripeGatewayFixture.Refused(
            "insufficient_capabilities_for_transfer",
            (await line.Gateway.PayOutAsync(line.Payout(100), started, Cancel)).Rejections
        );
        StripeGatewayFixture.Refused("balance_insufficient", (await line.Gateway.PayOutAsync(line.Payout(101), ready, Cancel)).Rejections);
        StripeGatewayFixture.Refused(
            "resource_missing",
            (await line.Gateway.PayOutAsync(line.Payout(100), "acct_none", Cancel)).Rejections
        );
        Assert.Empty(line.Stripe.Transfers);
    }

    [Fact]
    public async Task AsMuchAsWasSentIsTakenBackOnceAKey()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var account = await line.ReadyAccountAsync();
        line.Stripe.TopUp(1_000);
        var payout = line.Payout();
        var sent = StripeGatewayFixture.Must(await line.Gateway.PayOutAsync(payout, account, Cancel));
        var reversal = line.Reversal(payout);

        var reference = StripeGatewayFixture.Must(await line.Gateway.TakeBackAsync(reversal, sent, Cancel));
        Assert.Equal(reference, StripeGatewayFixture.Must(await line.Gateway.TakeBackAsync(reversal, sent, Cancel)));
        Assert.NotEqual(reference, StripeGatewayFixture.Must(await line.Gateway.TakeBackAsync(line.Reversal(payout, 600), sent, Cancel)));

        Assert.Equal(1_000, line.Stripe.Balance);
        StripeGatewayFixture.Refused(
            "amount_too_large",
            (await line.Gateway.TakeBackAsync(line.Reversal(payout, 1), sent, Cancel)).Rejections
        );
    }

    [Fact]
    public async Task WhatNobodyAnsweredIsFoundAgainAfterItsKeyIsForgotten()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        var account = await line.ReadyAccountAsync();
        line.Stripe.TopUp(10_000);
        var payout = line.Payout();
        line.Stripe.Break(StripeFault.BreaksAfter, "POST", "/transfers", times: 2);
        Assert.Equal("gateway.unreachable", (await line.Gateway.PayOutAsync(payout, account, Cancel)).Rejections.Single().Code);

        ((FakeTimeProvider)line.Stripe.Clock).Advance(TimeSpan.FromHours(25));
        var sent = StripeGatewayFixture.Must(await line.Gateway.PayOutAsync(payout, account, Cancel));

        var reversal = line.Reversal(payout);
        line.Stripe.Break(StripeFault.BreaksAfter, "POST", "/reversals", times: 2);
        Assert.Equal("gateway.unreachable", (await line.Gateway.TakeBackAsync(reversal, sent, Cancel)).Rejections.Single().Code);
        ((FakeTimeProvider)line.Stripe.Clock).Advance(TimeSpan.FromHours(25));
        StripeGatewayFixture.Must(await line.Gateway.TakeBackAsync(reversal, sent, Cancel));

        Assert.Equal(600, Assert.Single(line.Stripe.Transfers).Rest);
    }
}
