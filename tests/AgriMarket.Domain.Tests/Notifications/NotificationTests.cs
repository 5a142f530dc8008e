using System.Globalization;
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

    [Theory]
    [InlineData("04:00:00", "04:00:00")]
    [InlineData("04:04:59.999", "04:00:00")]
    [InlineData("04:05:00", "04:05:00")]
    public void AWindowBeginsAtTheSameInstantForEverybody(string at, string start)
    {
        var window = NotificationWindow.Of(Now.Date + TimeSpan.Parse(at, CultureInfo.InvariantCulture), TimeSpan.FromMinutes(5));

        Assert.Equal(
            (Now.Date + TimeSpan.Parse(start, CultureInfo.InvariantCulture), TimeSpan.FromMinutes(5)),
            (window.Start, window.End - window.Start)
        );
        Assert.Equal($"20200220{start.Replace(":", "", StringComparison.Ordinal)}", window.Subject);
    }

    [Fact]
    public void OneMoreThingIsCountedAddedUpAndNotReadYet()
    {
        var notification = Waiting();
        notification.About = new() { Count = 1, Fen = 300 };

        notification.Add(new() { Fen = 200 }, Now.AddMinutes(1));
        notification.Add(new() { Fen = 100 }, Now.AddMinutes(2));

        Assert.Equal((3, 600L, Now.AddMinutes(2)), (notification.About.Count, notification.About.Fen, notification.At));
    }
}
