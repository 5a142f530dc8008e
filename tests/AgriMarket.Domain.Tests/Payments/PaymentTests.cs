using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Tests.Support;
using static AgriMarket.Domain.Payments.PaymentAction;
using static AgriMarket.Domain.Payments.PaymentStatus;

namespace AgriMarket.Domain.Tests.Payments;

public sealed class PaymentTests
{
    private static readonly DateTime Now = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void APaymentMovesOnlyAsItsTableSays() =>
        StatusMatrix.Holds(
            Payment.Statuses,
            "payment.moved",
            (Open, Succeed, Succeeded),
            (Open, Decline, Declined),
            (Open, Close, Closed),
            (Declined, Succeed, Succeeded),
            (Declined, Decline, Declined),
            (Declined, Close, Closed),
            (Succeeded, Refund, Refunded),
            (Closed, Succeed, Succeeded)
        );

    [Fact]
    public void APaymentBeginsOnceAndOnlyWhileThereIsSomethingToPayFor()
    {
        var payment = new Payment
        {
            Id = Guid.CreateVersion7(),
            PayerId = Guid.CreateVersion7(),
            AmountFen = 100,
            CreatedAt = Now,
            PayBefore = Now.AddMinutes(15),
        };
        Assert.Equal((true, false), (payment.Begin(Now), payment.Begin(Now.AddMinutes(1))));
        Assert.Equal(Now, payment.BegunAt);

        var closed = new Payment
        {
            Id = Guid.CreateVersion7(),
            PayerId = Guid.CreateVersion7(),
            AmountFen = 100,
            CreatedAt = Now,
            PayBefore = Now.AddMinutes(15),
            Status = Closed,
            EndedAt = Now,
        };
        Assert.Equal((false, null), (closed.Begin(Now), closed.BegunAt));
    }
}
