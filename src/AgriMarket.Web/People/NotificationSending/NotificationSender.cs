using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.NotificationSending;

/// <summary>
/// Sends notifications by the channels that their members chose. Each message is marked as begun, and that is durable, before anybody is
/// asked to send it: should the program die in between, nobody knows whether it was taken, and it is given up rather than sent twice.
/// Whoever misses a message still has the notification in the market.
/// </summary>
internal sealed class NotificationSender(
    MarketWriter writer,
    DueWork due,
    IDbContextFactory<MarketDb> contexts,
    NotificationChannels channels
)
{
    public const string Lost = "notification.lost";

    /// <summary>Nobody takes so long: who began it is gone.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(15);

    private const string Interrupted = "The program stopped while the message was with its sender, which may or may not have taken it.";

    /// <summary>The due work of a channel.</summary>
    public static string NameOf(NotificationChannel channel) =>
        channel switch
        {
            NotificationChannel.Mail => "notification.mail",
            NotificationChannel.Sms => "notification.sms",
            _ => "notification.push",
        };

    /// <summary>
    /// Sends what is due, channel by channel, the longest due first, one after the other. Another side that is away ends the run of its
    /// channel before anything is begun.
    /// </summary>
    /// <returns>How many messages somebody was asked to send.</returns>
    public async Task<int> SendDueAsync(CancellationToken stop)
    {
        await due.RunAsync(
            DueKind.ByTime(Lost, LostDeliveries, (id, _) => EndAsync(id, new DeliveryOutcome(Interrupted, MayTryAgain: false))),
            stop
        );
        var sent = 0;
        foreach (var channel in channels.Offered)
        {
            sent += await SendDueAsync(channel, stop);
        }

        return sent;
    }

    private async Task<int> SendDueAsync(INotificationChannel channel, CancellationToken stop)
    {
        await using var line = channel.Open();
        return (
            await due.RunAsync(
                DueKind.ByTime(
                    NameOf(channel.Channel),
                    (db, now) => DueDeliveries(db, channel.Channel, now),
                    (id, inner) => SendAsync(line, id, inner)
                ) with
                {
                    SideBySide = 1,
                    Away = ["notification.unreachable"],
                    Past = ["notification.begun"],
                },
                stop
            )
        ).Done;
    }

    private static IQueryable<DueItem> LostDeliveries(MarketDb db, DateTime now)
    {
        var before = now - GivenUpAfter;
        return db.Set<NotificationDelivery>()
            .Where(row => row.Status == NotificationDeliveryStatus.Sending && row.At < before)
            .Select(row => new DueItem { At = row.At, Id = row.Id });
    }

    private static IQueryable<DueItem> DueDeliveries(MarketDb db, NotificationChannel channel, DateTime now) =>
        db.Set<NotificationDelivery>()
            .Where(row => row.Channel == channel && row.Status == NotificationDeliveryStatus.Waiting && row.At <= now)
            .Select(row => new DueItem { At = row.At, Id = row.Id });

    /// <summary>Prepares first: what cannot be written, and another side that is away, begins nothing.</summary>
    private async Task<Result<Done>> SendAsync(INotificationLine line, Guid deliveryId, CancellationToken stop)
    {
        var (notification, member) = await ReadAsync(deliveryId, stop);
        var ready = await line.PrepareAsync(notification, member, stop);
        if (!ready.IsOk)
        {
            return Result<Done>.Refused(ready.Rejections);
        }

        var begun = await writer.RunWhenThereIsRoomAsync(scope => BeginAsync(scope, deliveryId));
        return begun.IsOk ? await EndAsync(deliveryId, await ready.Value(stop)) : begun;
    }

    private async Task<(Notification Notification, Member Member)> ReadAsync(Guid deliveryId, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var row = await (
            from delivery in db.Set<NotificationDelivery>().AsNoTracking()
            where delivery.Id == deliveryId
            join notification in db.Set<Notification>().AsNoTracking() on delivery.NotificationId equals notification.Id
            join member in db.Set<Member>().AsNoTracking() on notification.MemberId equals member.Id
            select new { notification, member }
        ).SingleAsync(stop);
        return (row.notification, row.member);
    }

    private static async Task<Result<Done>> BeginAsync(WriteScope scope, Guid deliveryId)
    {
        var delivery = await scope.Db.Set<NotificationDelivery>().SingleAsync(row => row.Id == deliveryId);
        if (delivery.Status != NotificationDeliveryStatus.Waiting || delivery.At > scope.Now)
        {
            return new Rejection("notification.begun");
        }

        delivery.Begin(scope.Now);
        await scope.Db.SaveChangesAsync();
        return Done.Instance;
    }

    private Task<Result<Done>> EndAsync(Guid deliveryId, DeliveryOutcome outcome) =>
        writer.RunWhenThereIsRoomAsync(scope => EndAsync(scope, deliveryId, outcome));

    private static async Task<Result<Done>> EndAsync(WriteScope scope, Guid deliveryId, DeliveryOutcome outcome)
    {
        var delivery = await scope.Db.Set<NotificationDelivery>().SingleAsync(row => row.Id == deliveryId);
        if (delivery.Status == NotificationDeliveryStatus.Sending)
        {
            delivery.End(outcome, scope.Now);
            await scope.Db.SaveChangesAsync();
        }

        return Done.Instance;
    }
}
