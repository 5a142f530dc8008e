using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Payments;

/// <summary>What is asked of a gateway again, and until when.</summary>
public sealed class RetryTests
{
    private static readonly DateTime Now = QuoteFixture.Now;

    [Fact]
    public void TriesComeEverMoreSeldomAndEndAfterMoreThanADay()
    {
        DateTime?[] times = [.. Enumerable.Range(1, Retries.Most).Select(tries => Retries.After(tries, Now))];

        Assert.Null(times[^1]);
        var waits = times[..^1].Select(time => time!.Value - Now).ToList();
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits.Aggregate((sum, wait) => sum + wait), TimeSpan.FromHours(20), TimeSpan.FromHours(30));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(0, 24 * 60, true)]
    public void WhatMayHaveBeenDoneIsLookedForFirst(int minutesToNextTry, int minutesSince, bool expected) =>
        Assert.Equal(expected, Retries.MayBeDone(Now, Now.AddMinutes(minutesToNextTry), Now.AddMinutes(minutesSince)));

    [Fact]
    public void ARefundNobodyKnowsAboutKeepsItsKeyAndARefusedOneGetsAnother()
    {
        var refund = Refund();
        var first = refund.Key;

        refund.Wait("no answer", Now);
        Assert.Equal((first, PaymentRefundStatus.Waiting, "no answer", 1), (refund.Key, refund.Status, refund.Failure, refund.Tries));

        refund.Fail("expired card", Now);
        Assert.NotEqual(first, refund.Key);
        Assert.Equal((2, PaymentRefundStatus.Waiting), (refund.Attempt, refund.Status));
    }

    [Fact]
    public void ARefundThatFailsAfterItSucceededIsTriedAnew()
    {
        var refund = Refund();
        refund.Take("re_1");
        refund.Succeed("re_1", Now);
        refund.TransferId = Guid.CreateVersion7();

        refund.Fail("account closed", Now);

        Assert.Equal(
            (PaymentRefundStatus.Waiting, 2, null, null, null),
            (refund.Status, refund.Attempt, refund.Reference, refund.EndedAt, refund.TransferId)
        );
    }

    [Fact]
    public void ARefundTriedOftenEnoughWaitsForAPerson()
    {
        var refund = Refund();
        for (var tries = 0; tries < Retries.Most; tries++)
        {
            Assert.Equal(PaymentRefundStatus.Waiting, refund.Status);
            refund.Fail(new string('x', 500), Now);
        }

        Assert.Equal((PaymentRefundStatus.Failed, PaymentRefund.FailureMaxLength), (refund.Status, refund.Failure.Length));
        Assert.True(refund.TryAgain(Now).IsOk);
        Assert.Equal((PaymentRefundStatus.Waiting, 0), (refund.Status, refund.Tries));
        refund.Take("re_9");
        Assert.Equal("payment.moved", refund.TryAgain(Now).Rejections[0].Code);
    }

    [Fact]
    public void NewsThatCannotBeLookedIntoWaitsForAPersonAndCanBeTriedAgain()
    {
        var gatewayEvent = new GatewayEvent
        {
            Id = "evt_1",
            Type = "refund.updated",
            About = GatewayObject.Refund,
            ObjectReference = "re_1",
            Version = "",
            ReceivedAt = Now,
            NextTryAt = Now,
        };
        for (var tries = 0; tries < Retries.Most; tries++)
        {
            Assert.Equal(GatewayEventStatus.Received, gatewayEvent.Status);
            gatewayEvent.Wait("no answer", Now);
        }

        Assert.Equal((GatewayEventStatus.Failed, Now), (gatewayEvent.Status, gatewayEvent.EndedAt));
        gatewayEvent.TryAgain(Now);
        Assert.Equal(
            (GatewayEventStatus.Received, 0, null, ""),
            (gatewayEvent.Status, gatewayEvent.Tries, gatewayEvent.EndedAt, gatewayEvent.Note)
        );
    }

    private static PaymentRefund Refund() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PaymentId = Guid.CreateVersion7(),
            ChargeReference = "pi_1",
            AmountFen = 100,
            Reason = PaymentRefundReason.Order,
            CreatedAt = Now,
            NextTryAt = Now,
        };
}
