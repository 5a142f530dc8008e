using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Payments;

public sealed class ChargeTests
{
    [Theory]
    [InlineData(PaymentStatus.Open, 500, "cny", ChargeUse.Kept, null, 0)]
    [InlineData(PaymentStatus.Declined, 500, "cny", ChargeUse.Kept, null, 0)]
    [InlineData(PaymentStatus.Closed, 500, "cny", ChargeUse.Kept, null, 0)]
    [InlineData(PaymentStatus.Open, 501, "cny", ChargeUse.Kept, null, 1)]
    [InlineData(PaymentStatus.Open, 499, "cny", ChargeUse.Held, HeldFor.TooLittle, 0)]
    [InlineData(PaymentStatus.Open, 500, "usd", ChargeUse.Held, HeldFor.Currency, 0)]
    [InlineData(PaymentStatus.Succeeded, 500, "cny", ChargeUse.SentBack, null, 0)]
    [InlineData(PaymentStatus.Succeeded, 1, "cny", ChargeUse.SentBack, null, 0)]
    [InlineData(PaymentStatus.Succeeded, 500, "usd", ChargeUse.Held, HeldFor.Currency, 0)]
    [InlineData(PaymentStatus.Refunded, 500, "cny", ChargeUse.SentBack, null, 0)]
    public void WhatFitsIsKeptOnceAndWhatDoesNotIsHeld(
        PaymentStatus status,
        long amount,
        string currency,
        ChargeUse use,
        HeldFor? heldFor,
        long surplusFen
    ) => Assert.Equal(new ChargeVerdict(use, heldFor, surplusFen), Charging.Judge(amount, currency, (status, 500)));

    [Fact]
    public void MoneyForNothingOfOursIsHeld() =>
        Assert.Equal(new ChargeVerdict(ChargeUse.Held, HeldFor.UnknownPayment), Charging.Judge(500, Charge.Yuan, null));

    [Fact]
    public void HeldMoneyIsDealtWithOnceAndWithAReason()
    {
        var charge = new Charge
        {
            Reference = "c",
            PaymentId = null,
            Amount = 1,
            Currency = Charge.Yuan,
            At = QuoteFixture.Now,
            Use = ChargeUse.Held,
        };
        var memberId = Guid.CreateVersion7();

        Assert.Equal("payment.note", charge.DealWith(ChargeUse.DealtWith, " ", memberId).Rejections[0].Code);
        Assert.Equal(
            "payment.note",
            charge.DealWith(ChargeUse.DealtWith, new string('长', Charge.NoteMaxLength + 1), memberId).Rejections[0].Code
        );
        Assert.True(charge.DealWith(ChargeUse.DealtWith, "  已退回 ", memberId).IsOk);
        Assert.Equal((ChargeUse.DealtWith, "已退回", memberId), (charge.Use, charge.Note, charge.DealtWithById));
        Assert.Equal("payment.not-held", charge.DealWith(ChargeUse.SentBack, "再来", memberId).Rejections[0].Code);
    }
}
