using AgriMarket.Domain.Notices;

namespace AgriMarket.Domain.Tests.Notices;

public sealed class NoticeTests
{
    private static readonly DateTime Now = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);

    private static Notice Waiting() => new()
    {
        Id = Guid.CreateVersion7(), MemberId = Guid.CreateVersion7(), Kind = NoticeKind.UnsoldEnded, Subject = "1", About = new(), At = Now, Mail = NoticeMail.Waiting, MailAt = Now,
    };

    [Fact]
    public void EveryKindBelongsToAGroup() => Assert.All(Enum.GetValues<NoticeKind>(), kind => Assert.True(Enum.IsDefined(Notice.GroupOf(kind))));

    [Fact]
    public void AServerThatIsAwayIsAskedAgainLaterAndLaterAndThenNoMore()
    {
        var (notice, now) = (Waiting(), Now);
        var pauses = new List<TimeSpan>();
        for (var attempt = 1; attempt < MailRetry.MaxAttempts; attempt++)
        {
            notice.BeginMail(now);
            notice.EndMail(new MailOutcome("no route", MayTryAgain: true), now);
            Assert.Equal(NoticeMail.Waiting, notice.Mail);
            pauses.Add(notice.MailAt!.Value - now);
            now = notice.MailAt.Value;
        }

        notice.BeginMail(now);
        notice.EndMail(new MailOutcome("no route", MayTryAgain: true), now);

        Assert.Equal((NoticeMail.Failed, "no route", MailRetry.MaxAttempts), (notice.Mail, notice.MailFailure, notice.MailAttempts));
        Assert.Equal(pauses.Order(), pauses);
    }

    [Fact]
    public void WhatTheServerRefusedForGoodIsNotTriedAgain()
    {
        var notice = Waiting();
        notice.BeginMail(Now);

        notice.EndMail(new MailOutcome(new string('x', 1_000), MayTryAgain: false), Now);

        Assert.Equal((NoticeMail.Failed, Notice.MailFailureMaxLength), (notice.Mail, notice.MailFailure.Length));
    }

    [Fact]
    public void WhatTheServerTookIsSent()
    {
        var notice = Waiting();
        notice.BeginMail(Now);
        Assert.Equal(NoticeMail.Sending, notice.Mail);

        notice.EndMail(MailOutcome.Sent, Now);

        Assert.Equal((NoticeMail.Sent, ""), (notice.Mail, notice.MailFailure));
    }
}
