using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.People.Notifications;

/// <summary>Sends one message that is written already, at most once. What may have been sent is not to be tried again.</summary>
public delegate Task<DeliveryOutcome> SendMessage(CancellationToken stop);

/// <summary>A way in which notifications go out. One that the market does not offer is chosen by nobody and shown to nobody.</summary>
public interface INotificationChannel
{
    NotificationChannel Channel { get; }

    bool IsOffered { get; }

    /// <summary>A line for the messages of one run.</summary>
    INotificationLine Open();
}

/// <summary>Messages that go out one after the other.</summary>
public interface INotificationLine : IAsyncDisposable
{
    /// <summary>
    /// Writes the message and sees whether the other side is there, before anything is begun. Rejects with
    /// <c>notification.unreachable</c> when it is away: then no other message of the run would go out either.
    /// </summary>
    Task<Result<SendMessage>> PrepareAsync(Notification notification, Member member, CancellationToken stop);
}

/// <summary>The channels that capabilities have handed in.</summary>
public sealed class NotificationChannels(IEnumerable<INotificationChannel> channels)
{
    /// <summary>Those that this market offers, each once.</summary>
    public IReadOnlyList<INotificationChannel> Offered { get; } = [.. channels.Where(channel => channel.IsOffered)];

    /// <summary>Those by which notifications of a group can go out.</summary>
    public IEnumerable<NotificationChannel> Of(NotificationGroup group) =>
        Offered.Select(channel => channel.Channel).Where(channel => channel != NotificationChannel.Sms || group.MayBeSms);
}
