using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Payments;

public sealed class PayoutTests
{
    private static readonly DateTime Now = QuoteFixture.Now;

    [Fact]
    public void HouseholdsAreNamedOnceEachAndAsFarAsThereIsRoom()
    {
        Assert.Equal("杨大山、李二妹", Of(100, "杨大山", "", "李二妹", "杨大山").Household);
        var many = Of(100, [.. Enumerable.Range(0, 200).Select(i => $"户{i}")]).Household;
        Assert.Equal((Payout.HouseholdMaxLength, '…'), (many.Length, many[^1]));
    }

    [Fact]
    public void OfNothingKeptNothingIsPaid() => Assert.Equal(PayoutStatus.Cancelled, Of(0).Status);

    [Fact]
    public void WhatIsGivenBackComesOffUntilItIsSent()
    {
        var payout = Of(1_000, "杨大山");
        Assert.True(payout.Reduce(400));
        payout.Send(payout.FarmerId, Guid.CreateVersion7(), Now);

        Assert.False(payout.Reduce(100));
        Assert.Equal(600, payout.AmountFen);
    }

    [Fact]
    public void WhenAllIsGivenBackItIsCancelled()
    {
        var payout = Of(1_000, "杨大山");

        Assert.True(payout.Reduce(1_000));

        Assert.Equal((PayoutStatus.Cancelled, 0L), (payout.Status, payout.AmountFen));
        Assert.Equal("payout.moved", payout.TryAgain(Now).Rejections[0].Code);
    }

    [Fact]
    public void AskedForAgainItKeepsItsKeyAndRefusedItGetsAnother()
    {
        var payout = Of(1_000, "杨大山");
        var transferId = Guid.CreateVersion7();
        payout.Send(payout.FarmerId, transferId, Now);

        payout.AskAgain("no answer", Now);
        Assert.Equal((PayoutStatus.Sending, transferId), (payout.Status, payout.TransferId));

        payout.Fail("account closed", Now);
        Assert.Equal((PayoutStatus.Waiting, null, null), (payout.Status, payout.TransferId, payout.PayeeId));
    }

    [Fact]
    public void RefusedOftenEnoughItWaitsForAPerson()
    {
        var payout = Of(1_000, "杨大山");
        for (var tries = 0; tries < Retries.Most; tries++)
        {
            payout.Send(payout.FarmerId, Guid.CreateVersion7(), Now);
            payout.Fail("account closed", Now);
        }

        Assert.Equal(PayoutStatus.Failed, payout.Status);
        Assert.True(payout.TryAgain(Now).IsOk);
        Assert.Equal((PayoutStatus.Waiting, 0), (payout.Status, payout.Tries));
    }

    [Fact]
    public void APayeeCountsOnceHeHasAgreed()
    {
        var (farmerId, payeeId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var choice = new PayeeChoice
        {
            FarmerId = farmerId,
            PayeeId = payeeId,
            AskedAt = Now,
        };

        Assert.Equal((farmerId, farmerId), (Payees.Of(farmerId, null), Payees.Of(farmerId, choice)));
        choice.AgreedAt = Now;
        Assert.Equal(payeeId, Payees.Of(farmerId, choice));
    }

    private static Payout Of(long amountFen, params string[] households) =>
        Payout.Of(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), households, amountFen, Now);
}
