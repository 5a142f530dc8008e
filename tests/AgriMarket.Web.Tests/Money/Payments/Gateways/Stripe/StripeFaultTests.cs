using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Tests.Support.Stripe;

namespace AgriMarket.Web.Tests.Money.Payments.Gateways.Stripe;

/// <summary>When Stripe does not answer, or not as it should: nobody knows, nothing is done twice, and no key is told.</summary>
[Trait("Database", "none")]
public sealed class StripeFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Dictionary<
        string,
        (string Method, string Path, Func<StripeGatewayFixture, Task<Func<Task<IReadOnlyList<Rejection>>>>> Prepare)
    > Operations = new()
    {
        ["OpenSession"] = (
            "POST",
            "/sessions",
            line =>
            {
                var visit = line.Visit();
                return Ready(() => line.Gateway.OpenSessionAsync(visit, Cancel));
            }
        ),
        ["ReadSession"] = (
            "GET",
            "/sessions",
            async line => await Ready((await line.PageAsync()).Reference, line.Gateway.ReadSessionAsync)
        ),
        ["CloseSession"] = (
            "POST",
            "/expire",
            async line => await Ready((await line.PageAsync()).Reference, line.Gateway.CloseSessionAsync)
        ),
        ["Refund"] = (
            "POST",
            "/refunds",
            async line =>
            {
                var refund = line.Refund(await line.PaidAsync());
                return await Ready(() => line.Gateway.RefundAsync(refund, Cancel));
            }
        ),
        ["RefundList"] = (
            "GET",
            "/refunds",
            async line =>
            {
                var refund = line.Refund(await line.PaidAsync());
                refund.Wait("no answer", line.Stripe.Clock.GetUtcNow().UtcDateTime);
                return await Ready(() => line.Gateway.RefundAsync(refund, Cancel));
            }
        ),
        ["ReadRefund"] = (
            "GET",
            "/refunds",
            async line =>
                await Ready(
                    StripeGatewayFixture.Must(await line.Gateway.RefundAsync(line.Refund(await line.PaidAsync()), Cancel)).Reference,
                    line.Gateway.ReadRefundAsync
                )
        ),
        ["ReadDispute"] = (
            "GET",
            "/disputes",
            async line => await Ready(line.Stripe.OpenDispute(await line.PaidAsync(), 100), line.Gateway.ReadDisputeAsync)
        ),
        ["OpenAccount"] = (
            "POST",
            "/accounts",
            line =>
            {
                var member = Guid.CreateVersion7();
                return Ready(() => line.Gateway.OpenAccountAsync(member, Cancel));
            }
        ),
        ["ReadAccount"] = ("GET", "/accounts", async line => await Ready(await line.ReadyAccountAsync(), line.Gateway.ReadAccountAsync)),
        ["AccountPage"] = (
            "POST",
            "/account_links",
            async line =>
            {
                var account = await line.ReadyAccountAsync();
                return await Ready(() => line.Gateway.AccountPageAsync(account, StripeGatewayFixture.Market, Cancel));
            }
        ),
        ["PayOut"] = (
            "POST",
            "/transfers",
            async line =>
            {
                var (account, payout) = (await line.ReadyAccountAsync(), line.Payout());
                line.Stripe.TopUp(5_000);
                return await Ready(() => line.Gateway.PayOutAsync(payout, account, Cancel));
            }
        ),
        ["TakeBack"] = (
            "POST",
            "/reversals",
            async line =>
            {
                var (account, payout) = (await line.ReadyAccountAsync(), line.Payout());
                line.Stripe.TopUp(5_000);
                var sent = StripeGatewayFixture.Must(await line.Gateway.PayOutAsync(payout, account, Cancel));
                var reversal = line.Reversal(payout);
                return await Ready(() => line.Gateway.TakeBackAsync(reversal, sent, Cancel));
            }
        ),
    };

    public static TheoryData<string> AllOperations => [.. Operations.Keys];

    public static TheoryData<StripeFault> AllFaults => [.. Enum.GetValues<StripeFault>()];

    [Theory]
    [MemberData(nameof(AllOperations))]
    public async Task WhatStripeDidWithoutAnAnswerIsUnknownAndThenDoneOnce(string operation)
    {
        var (method, path, prepare) = Operations[operation];
        await using var line = await StripeGatewayFixture.OpenAsync();
        var ask = await prepare(line);
        line.Stripe.Break(StripeFault.BreaksAfter, method, path, times: 2);

        Assert.Equal("gateway.unreachable", Assert.Single(await ask()).Code);
        Assert.Empty(await ask());

        Assert.Equal(
            1,
            Most(
                line.Stripe.Sessions.Count,
                line.Stripe.Refunds.Count,
                line.Stripe.Accounts.Count,
                line.Stripe.Transfers.Count,
                line.Stripe.Transfers.Sum(transfer => transfer.Reversals.Count)
            )
        );
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task NoFaultIsTakenForANo(StripeFault fault)
    {
        var (method, path, prepare) = Operations["Refund"];
        await using var line = await StripeGatewayFixture.OpenAsync();
        var ask = await prepare(line);
        line.Stripe.Break(fault, method, path, times: 2);

        Assert.Equal("gateway.unreachable", Assert.Single(await ask()).Code);
        line.Stripe.Mend();
        Assert.Empty(await ask());

        Assert.Single(line.Stripe.Refunds);
    }

    [Fact]
    public async Task ALineThatBreaksOnceIsNotEvenNoticed()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        line.Stripe.Break(StripeFault.BreaksAfter, "POST", "/sessions");

        await line.PageAsync();

        Assert.Single(line.Stripe.Sessions);
        Assert.Equal(2, line.Stripe.Calls.Count);
        Assert.Single(line.Stripe.Calls.Select(call => call.Key).Distinct());
    }

    [Fact]
    public async Task NobodyListeningIsUnreachable()
    {
        await using var line = await StripeGatewayFixture.OpenAsync(stripe =>
            stripe.ApiBase = $"http://127.0.0.1:{AgriMarket.Web.Tests.Support.Messages.MailServer.DeadPort()}"
        );

        Assert.Equal("gateway.unreachable", (await line.Gateway.ReadSessionAsync("cs_any", Cancel)).Rejections.Single().Code);
    }

    [Fact]
    public async Task WhoeverNoLongerWantsTheAnswerGetsNone()
    {
        await using var line = await StripeGatewayFixture.OpenAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => line.Gateway.ReadSessionAsync("cs_any", stop.Token));
    }

    [Fact]
    public async Task AKeyThatStripeDoesNotKnowIsRefusedAndNotTold()
    {
        const string Wrong = "sk_live_WrongKeyOfTheMarket42";
        var log = new CapturedLog();
        await using var line = await StripeGatewayFixture.OpenAsync(stripe => stripe.SecretKey = Wrong, log);

        var refused = (await line.Gateway.OpenSessionAsync(line.Visit(), Cancel)).Rejections;

        StripeGatewayFixture.Refused("Invalid API Key provided", refused);
        Assert.NotEmpty(log.Lines);
        Assert.All(
            log.Lines.Append((string)refused[0].Args[0]),
            words =>
            {
                Assert.DoesNotContain("sk_live", words, StringComparison.Ordinal);
                Assert.DoesNotContain("et42", words, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task ParametersThatStripeDoesNotTakeAreRefused()
    {
        await using var line = await StripeGatewayFixture.OpenAsync(stripe => stripe.Methods = "card,barter");

        StripeGatewayFixture.Refused("parameter_invalid", (await line.Gateway.OpenSessionAsync(line.Visit(), Cancel)).Rejections);
    }

    private static int Most(params int[] counts) => counts.Max();

    private static Task<Func<Task<IReadOnlyList<Rejection>>>> Ready<T>(Func<Task<Result<T>>> ask) =>
        Task.FromResult<Func<Task<IReadOnlyList<Rejection>>>>(async () => (await ask()).Rejections);

    private static Task<Func<Task<IReadOnlyList<Rejection>>>> Ready<T>(
        string reference,
        Func<string, CancellationToken, Task<Result<T>>> ask
    ) => Ready(() => ask(reference, Cancel));
}
