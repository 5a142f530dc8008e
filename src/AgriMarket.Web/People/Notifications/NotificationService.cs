using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Notifications;

/// <summary>One thing that members are to be notified of.</summary>
/// <param name="Subject">Names the thing, so that nobody is notified of it twice.</param>
public sealed record NotificationDraft(NotificationKind Kind, string Subject, NotificationSubject About);

/// <summary>Notifies members, once of each thing, and keeps what they have read and how they want to be notified.</summary>
public sealed class NotificationService(MarketWriter writer, NotificationKinds kinds, IOptions<NotificationOptions> options)
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
        var byMail = options.Value.SendsMail ? await scope.Db.WantingMailAsync(untold, kind.Group.Code) : new HashSet<Guid>();
        foreach (var memberId in untold)
        {
            scope.Db.Add(
                new Notification
                {
                    Id = Guid.CreateVersion7(),
                    MemberId = memberId,
                    Kind = kind.Code,
                    Subject = subject,
                    About = about[memberId],
                    At = scope.Now,
                    Mail = byMail.Contains(memberId) ? NotificationEmail.Waiting : NotificationEmail.None,
                    MailAt = byMail.Contains(memberId) ? sentAt ?? scope.Now : null,
                }
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

    /// <summary>Keeps about which groups, by their codes, a member wants e-mail. E-mails that are due already still go out.</summary>
    public Task<Result<Done>> ChooseAsync(Guid memberId, IReadOnlyCollection<string> byMail) =>
        writer.RunAsync<Done>(async scope =>
        {
            foreach (var group in kinds.Groups)
            {
                await scope.Sql.UpsertAsync(
                    new NotificationChoice
                    {
                        MemberId = memberId,
                        Group = group.Code,
                        ByMail = byMail.Contains(group.Code),
                    }
                );
            }

            return Done.Instance;
        });

    private static void Announce(WriteScope scope, Guid memberId) =>
        scope.Announce(new LiveSignal(NotificationTopics.Member(memberId), scope.Now));
}
