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
            Kind = NotificationKind.UnsoldEnded,
            Subject = "1",
            About = new(),
            At = Now,
            Mail = NotificationEmail.Waiting,
            MailAt = Now,
        };

    [Fact]
    public void EveryKindBelongsToAGroup() =>
        Assert.All(Enum.GetValues<NotificationKind>(), kind => Assert.True(Enum.IsDefined(Notification.GroupOf(kind))));

    [Fact]
    public void AServerThatIsAwayIsAskedAgainLaterAndLaterAndThenNoMore()
    {
        var (notice, now) = (Waiting(), Now);
        var pauses = new List<TimeSpan>();
        for (var attempt = 1; attempt < MailRetry.MaxAttempts; attempt++)
        {
            notice.BeginMail(now);
            notice.EndMail(new MailOutcome("no route", MayTryAgain: true), now);
            Assert.Equal(NotificationEmail.Waiting, notice.Mail);
            pauses.Add(notice.MailAt!.Value - now);
            now = notice.MailAt.Value;
        }

        notice.BeginMail(now);
        notice.EndMail(new MailOutcome("no route", MayTryAgain: true), now);

        Assert.Equal((NotificationEmail.Failed, "no route", MailRetry.MaxAttempts), (notice.Mail, notice.MailFailure, notice.MailAttempts));
        Assert.Equal(pauses.Order(), pauses);
    }

    [Fact]
    public void WhatTheServerRefusedForGoodIsNotTriedAgain()
    {
        var notice = Waiting();
        notice.BeginMail(Now);

        notice.EndMail(new MailOutcome(new string('x', 1_000), MayTryAgain: false), Now);

        Assert.Equal((NotificationEmail.Failed, Notification.MailFailureMaxLength), (notice.Mail, notice.MailFailure.Length));
    }

    [Fact]
    public void WhatTheServerTookIsSent()
    {
        var notice = Waiting();
        notice.BeginMail(Now);
        Assert.Equal(NotificationEmail.Sending, notice.Mail);

        notice.EndMail(MailOutcome.Sent, Now);

        Assert.Equal((NotificationEmail.Sent, ""), (notice.Mail, notice.MailFailure));
    }
}
