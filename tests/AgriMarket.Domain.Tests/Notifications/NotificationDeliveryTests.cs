using AgriMarket.Domain.Notifications;

namespace AgriMarket.Domain.Tests.Notifications;

public sealed class NotificationDeliveryTests
{
    private static readonly DateTime Now = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);

    private static NotificationDelivery Waiting() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            NotificationId = Guid.CreateVersion7(),
            Channel = NotificationChannel.Mail,
            At = Now,
        };

    [Fact]
    public void AServerThatIsAwayIsAskedAgainLaterAndLaterAndThenNoMore()
    {
        var (delivery, now) = (Waiting(), Now);
        var pauses = new List<TimeSpan>();
        for (var attempt = 1; attempt < DeliveryRetry.MaxAttempts; attempt++)
        {
            delivery.Begin(now);
            delivery.End(new DeliveryOutcome("no route", MayTryAgain: true), now);
            Assert.Equal(NotificationDeliveryStatus.Waiting, delivery.Status);
            pauses.Add(delivery.At - now);
            now = delivery.At;
        }

        delivery.Begin(now);
        delivery.End(new DeliveryOutcome("no route", MayTryAgain: true), now);

        Assert.Equal(
            (NotificationDeliveryStatus.Failed, "no route", DeliveryRetry.MaxAttempts),
            (delivery.Status, delivery.Failure, delivery.Attempts)
        );
        Assert.Equal(pauses.Order(), pauses);
    }

    [Fact]
    public void WhatTheServerRefusedForGoodIsNotTriedAgain()
    {
        var delivery = Waiting();
        delivery.Begin(Now);

        delivery.End(new DeliveryOutcome(new string('x', 1_000), MayTryAgain: false), Now);

        Assert.Equal(
            (NotificationDeliveryStatus.Failed, NotificationDelivery.FailureMaxLength),
            (delivery.Status, delivery.Failure.Length)
        );
    }

    [Fact]
    public void WhatTheServerTookIsSent()
    {
        var delivery = Waiting();
        delivery.Begin(Now);
        Assert.Equal(NotificationDeliveryStatus.Sending, delivery.Status);

        delivery.End(DeliveryOutcome.Sent, Now);

        Assert.Equal((NotificationDeliveryStatus.Sent, ""), (delivery.Status, delivery.Failure));
    }

    [Fact]
    public void OnlyAnSmsIsNotSentUnasked() =>
        Assert.Equal(
            [NotificationChannel.Sms],
            Enum.GetValues<NotificationChannel>().Where(channel => !NotificationChoice.IsOnUnasked(channel))
        );
}
