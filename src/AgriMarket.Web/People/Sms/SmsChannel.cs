using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Sms;

/// <summary>
/// Notifications by SMS to the number that a member has proved, in a market whose gateway has a template for them. Each costs the market
/// money, so a member gets so many in 24 hours and finds the others in the market.
/// </summary>
internal sealed class SmsChannel(
    ISmsSender sms,
    NotificationSummaries summaries,
    IDbContextFactory<MarketDb> contexts,
    IOptions<SmsOptions> options,
    TimeProvider clock
) : INotificationChannel, INotificationLine
{
    /// <summary>As long as one message is in Chinese.</summary>
    public const int SentenceMaxLength = 70;

    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    public NotificationChannel Channel => NotificationChannel.Sms;

    public bool IsOffered => !options.Value.IsSandbox && options.Value.NotificationTemplate.Length > 0;

    public INotificationLine Open() => this;

    public async Task<Result<SendMessage>> PrepareAsync(Notification notification, Member member, CancellationToken stop)
    {
        if (member.VerifiedMobile is not { } mobile)
        {
            return Failing("The member has no mobile number any more.");
        }

        if (await SentToAsync(member.Id, stop) >= options.Value.NotificationsPerDay)
        {
            return Failing("The member has had as many messages as anybody gets in a day.");
        }

        var text = summaries.Write(notification, Chinese, SentenceMaxLength, PeopleAddresses.Notifications);
        var message = new SmsMessage(notification.Id, mobile, null, null) { Sentence = text.Sentence };
        return (SendMessage)(inner => sms.SendAsync(message, inner));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Result<SendMessage> Failing(string why) =>
        (SendMessage)(_ => Task.FromResult(new DeliveryOutcome(why, MayTryAgain: false)));

    private async Task<int> SentToAsync(Guid memberId, CancellationToken stop)
    {
        var since = clock.GetUtcNow().UtcDateTime.AddDays(-1);
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await (
            from notification in db.NotificationsOf(memberId)
            where notification.At > since
            join delivery in db.Set<NotificationDelivery>() on notification.Id equals delivery.NotificationId
            where delivery.Channel == NotificationChannel.Sms && delivery.Status == NotificationDeliveryStatus.Sent
            select delivery.Id
        ).CountAsync(stop);
    }
}
