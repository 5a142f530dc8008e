using AgriMarket.Domain.Notifications;

namespace AgriMarket.Domain.Tests.Notifications;

public sealed class NotificationTests
{
    private static readonly DateTime Now = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);

    private static Notification Waiting() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            MemberId = Guid.CreateVersion7(),
            Kind = "UnsoldEnded",
            Subject = "1",
            About = new(),
            At = Now,
            Mail = NotificationEmail.Waiting,
            MailAt = Now,
        };

    [Fact]
    public void AServerThatIsAwayIsAskedAgainLaterAndLaterAndThenNoMore()
    {
        var (notification, now) = (Waiting(), Now);
        var pauses = new List<TimeSpan>();
        for (var attempt = 1; attempt < MailRetry.MaxAttempts; attempt++)
        {
            notification.BeginMail(now);
            notification.EndMail(new DeliveryOutcome("no route", MayTryAgain: true), now);
            Assert.Equal(NotificationEmail.Waiting, notification.Mail);
            pauses.Add(notification.MailAt!.Value - now);
            now = notification.MailAt.Value;
        }

        notification.BeginMail(now);
        notification.EndMail(new DeliveryOutcome("no route", MayTryAgain: true), now);

        Assert.Equal(
            (NotificationEmail.Failed, "no route", MailRetry.MaxAttempts),
            (notification.Mail, notification.MailFailure, notification.MailAttempts)
        );
        Assert.Equal(pauses.Order(), pauses);
    }

    [Fact]
    public void WhatTheServerRefusedForGoodIsNotTriedAgain()
    {
        var notification = Waiting();
        notification.BeginMail(Now);

        notification.EndMail(new DeliveryOutcome(new string('x', 1_000), MayTryAgain: false), Now);

        Assert.Equal((NotificationEmail.Failed, Notification.MailFailureMaxLength), (notification.Mail, notification.MailFailure.Length));
    }

    [Fact]
    public void WhatTheServerTookIsSent()
    {
        var notification = Waiting();
        notification.BeginMail(Now);
        Assert.Equal(NotificationEmail.Sending, notification.Mail);

        notification.EndMail(DeliveryOutcome.Sent, Now);

        Assert.Equal((NotificationEmail.Sent, ""), (notification.Mail, notification.MailFailure));
    }
}
