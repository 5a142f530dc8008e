using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Notifications;

/// <summary>One thing that members are to be notified of.</summary>
/// <param name="Subject">Names the thing, so that nobody is notified of it twice.</param>
public sealed record NotificationDraft(NotificationKind Kind, string Subject, NotificationSubject About);

/// <summary>That a member wants to be told of a group by a channel.</summary>
/// <param name="Group">Its code.</param>
public readonly record struct ChosenChannel(string Group, NotificationChannel Channel);

/// <summary>Notifies members, once of each thing, and keeps what they have read and how they want to be notified.</summary>
public sealed class NotificationService(MarketWriter writer, NotificationChannels channels)
{
    /// <summary>Members whom one notification goes to: more officials than any region has.</summary>
    public const int MaxMembers = 200;

    /// <summary>
    /// Tells members something as a part of a command: the notifications are stored with it or not at all, and go out after it. Who
    /// has been notified of this subject already is passed over.
    /// </summary>
    /// <returns>How many were notified.</returns>
    public Task<int> NotifyAsync(WriteScope scope, IReadOnlyCollection<Guid> memberIds, NotificationDraft draft) =>
        NotifyAsync(scope, draft.Kind, draft.Subject, memberIds.Distinct().ToDictionary(memberId => memberId, _ => draft.About));

    /// <summary>As the other, for a thing that is a different one to each member.</summary>
    /// <param name="sentAt">When it goes out by other ways than the market; null for now.</param>
    public async Task<int> NotifyAsync(
        WriteScope scope,
        NotificationKind kind,
        string subject,
        IReadOnlyDictionary<Guid, NotificationSubject> about,
        DateTime? sentAt = null
    )
    {
        var told = await scope
            .Db.Set<Notification>()
            .Where(notification =>
                about.Keys.Contains(notification.MemberId) && notification.Kind == kind.Code && notification.Subject == subject
            )
            .Select(notification => notification.MemberId)
            .ToListAsync();
        List<Guid> untold = [.. about.Keys.Except(told).Take(MaxMembers)];
        var wanted = await WantedAsync(scope, untold, kind.Group);
        foreach (var memberId in untold)
        {
            var notification = new Notification
            {
                Id = Guid.CreateVersion7(),
                MemberId = memberId,
                Kind = kind.Code,
                Subject = subject,
                About = about[memberId],
                At = scope.Now,
            };
            scope.Db.Add(notification);
            scope.Db.AddRange(
                wanted[memberId]
                    .Select(channel => new NotificationDelivery
                    {
                        Id = Guid.CreateVersion7(),
                        NotificationId = notification.Id,
                        Channel = channel,
                        At = sentAt ?? scope.Now,
                    })
            );
            Announce(scope, memberId);
        }

        await scope.Db.SaveChangesAsync();
        return untold.Count;
    }

    /// <summary>
    /// Tells a member of one of many things of a kind, as a part of the command that does it: with the first of a window, and each
    /// further one is added to it. E-mail tells of all of them when the window is over.
    /// </summary>
    public async Task AddUpAsync(WriteScope scope, Guid memberId, NotificationKind kind, TimeSpan window, NotificationSubject about)
    {
        var within = NotificationWindow.Of(scope.Now, window);
        var known = await scope
            .Db.Set<Notification>()
            .FirstOrDefaultAsync(row => row.MemberId == memberId && row.Kind == kind.Code && row.Subject == within.Subject);
        if (known is null)
        {
            var first = new Dictionary<Guid, NotificationSubject> { [memberId] = about with { Count = 1 } };
            await NotifyAsync(scope, kind, within.Subject, first, within.End);
            return;
        }

        known.Add(about, scope.Now);
        await scope.Db.SaveChangesAsync();
        Announce(scope, memberId);
    }

    /// <summary>As the other, in a command of its own, for work that nobody waits for.</summary>
    public Task<Result<int>> NotifyAsync(IReadOnlyCollection<Guid> memberIds, NotificationDraft draft) =>
        writer.RunWhenThereIsRoomAsync<int>(async scope => await NotifyAsync(scope, memberIds, draft));

    /// <summary>Marks notifications of this member as read; null marks all of them. Somebody else's stay as they are.</summary>
    public Task<Result<Done>> ReadAsync(Guid memberId, Guid? notificationId) =>
        writer.RunAsync<Done>(async scope =>
        {
            await scope
                .Db.UnreadOf(memberId)
                .Where(notification => notificationId == null || notification.Id == notificationId)
                .ExecuteUpdateAsync(notification => notification.SetProperty(row => row.ReadAt, scope.Now));
            Announce(scope, memberId);
            return Done.Instance;
        });

    /// <summary>
    /// Keeps by which channels a member wants to be told of which of these groups. What the market does not offer, and what is due
    /// already, stays as it is.
    /// </summary>
    public Task<Result<Done>> ChooseAsync(
        Guid memberId,
        IReadOnlyCollection<NotificationGroup> groups,
        IReadOnlyCollection<ChosenChannel> wanted
    ) =>
        writer.RunAsync<Done>(async scope =>
        {
            foreach (var choice in groups.SelectMany(group => channels.Of(group).Select(channel => new ChosenChannel(group.Code, channel))))
            {
                await scope.Sql.UpsertAsync(
                    new NotificationChoice
                    {
                        MemberId = memberId,
                        Group = choice.Group,
                        Channel = choice.Channel,
                        IsOn = wanted.Contains(choice),
                    }
                );
            }

            return Done.Instance;
        });

    private async Task<ILookup<Guid, NotificationChannel>> WantedAsync(WriteScope scope, List<Guid> memberIds, NotificationGroup group)
    {
        List<NotificationChannel> asked = [.. channels.Of(group)];
        return asked.Count == 0 || memberIds.Count == 0
            ? Enumerable.Empty<(Guid Id, NotificationChannel Channel)>().ToLookup(none => none.Id, none => none.Channel)
            : await scope.Db.WantedChannelsAsync(memberIds, group.Code, asked);
    }

    private static void Announce(WriteScope scope, Guid memberId) =>
        scope.Announce(new LiveSignal(NotificationTopics.Member(memberId), scope.Now));
}
