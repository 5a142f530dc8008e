using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.OwnData;

/// <summary>The account itself: name, login, contacts, roles, sessions and notifications.</summary>
internal sealed class MemberPersonalData : IPersonalData
{
    public async Task<IReadOnlyList<PersonalTable>> ReadAsync(MarketDb db, Guid memberId)
    {
        var member = await db.Set<Member>().AsNoTracking().SingleAsync(row => row.Id == memberId);
        var applications = await db.Set<RoleApplication>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId)
            .OrderByDescending(row => row.AppliedAt)
            .Take(PersonalTable.MostRows)
            .ToListAsync();
        var sessions = await db.Set<MemberSession>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId)
            .OrderByDescending(row => row.StartedAt)
            .Take(PersonalTable.MostRows)
            .ToListAsync();
        var factors = await db.Set<MemberFactor>().AsNoTracking().Where(row => row.MemberId == memberId).ToListAsync();
        return
        [
            Account(member),
            await PasskeysAsync(db, memberId),
            PersonalTable.Of("second_factor", factors, ("started_at", row => row.StartedAt), ("confirmed_at", row => row.ConfirmedAt)),
            Roles(applications),
            PersonalTable.Of(
                "sessions",
                sessions,
                ("kind", row => row.Kind.ToString()),
                ("device", row => row.Device),
                ("network", row => row.Network),
                ("started_at", row => row.StartedAt),
                ("last_seen_at", row => row.LastSeenAt),
                ("ended_at", row => row.EndedAt)
            ),
            .. await NotificationsAsync(db, memberId),
        ];
    }

    /// <summary>A role binds others: buyers, offices, those who are owed money. It is given back first.</summary>
    public async Task<Rejection?> WhyNotCloseAsync(WriteScope scope, Guid memberId) =>
        (await scope.Db.RolesOfAsync(memberId)).Count > 1 ? new Rejection("member.close-role") : null;

    public async Task EraseAsync(WriteScope scope, Guid memberId)
    {
        var applications = scope.Db.Set<RoleApplication>().Where(row => row.MemberId == memberId);
        await applications.Where(row => row.Status == ApplicationStatus.Waiting).ExecuteDeleteAsync();
        await applications.ExecuteUpdateAsync(row =>
            row.SetProperty(it => it.DisplayName, Member.ClosedName).SetProperty(it => it.Statement, "")
        );
        await DeliveriesOf(scope.Db, memberId).ExecuteDeleteAsync();
        await scope.Db.Set<BrowserSubscription>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
        await scope.Db.Set<Notification>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
        await scope.Db.Set<NotificationChoice>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
        await scope.Db.Set<AccountMessage>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
        await scope.Db.Set<VerificationCode>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
        await scope.Db.Set<MemberFactor>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
        await scope.Db.Set<MemberPasskey>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
        await scope.Db.Set<MemberDevice>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
        await scope.Db.Set<RecoveryCode>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
        await scope
            .Db.Set<MemberSession>()
            .Where(row => row.MemberId == memberId)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.Device, "/").SetProperty(it => it.Network, ""));
        (await scope.Db.Set<Member>().SingleAsync(row => row.Id == memberId)).Close(scope.Now);
        await scope.Db.SaveChangesAsync();
    }

    private static PersonalTable Account(Member member) =>
        PersonalTable.Of(
            "account",
            [member],
            ("display_name", row => row.DisplayName),
            ("login", row => row.UserName),
            ("destination", row => row.DestinationCode),
            ("joined_at", row => row.JoinedAt),
            ("mobile", row => row.VerifiedMobile ?? row.PhoneNumber),
            ("mobile_verified_at", row => row.MobileVerifiedAt),
            ("email", row => row.VerifiedEmail ?? row.Email),
            ("email_verified_at", row => row.EmailVerifiedAt)
        );

    private static async Task<IReadOnlyList<PersonalTable>> NotificationsAsync(MarketDb db, Guid memberId)
    {
        var notifications = await db.Set<Notification>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId)
            .OrderByDescending(row => row.At)
            .Take(PersonalTable.MostRows)
            .ToListAsync();
        return
        [
            PersonalTable.Of(
                "notifications",
                notifications,
                ("kind", row => row.Kind),
                ("at", row => row.At),
                ("read_at", row => row.ReadAt)
            ),
            await DeliveriesAsync(db, memberId),
            PersonalTable.Of(
                "push_subscriptions",
                await db.Set<BrowserSubscription>().AsNoTracking().Where(row => row.MemberId == memberId).ToListAsync(),
                ("endpoint", row => row.Endpoint),
                ("language", row => row.Language),
                ("added_at", row => row.AddedAt)
            ),
            PersonalTable.Of(
                "notification_choices",
                await db.Set<NotificationChoice>().AsNoTracking().Where(row => row.MemberId == memberId).ToListAsync(),
                ("group", row => row.Group),
                ("channel", row => row.Channel.ToString()),
                ("is_on", row => row.IsOn)
            ),
        ];
    }

    private static IQueryable<NotificationDelivery> DeliveriesOf(MarketDb db, Guid memberId) =>
        db.Set<NotificationDelivery>()
            .Where(row => db.Set<Notification>().Any(it => it.Id == row.NotificationId && it.MemberId == memberId));

    private static async Task<PersonalTable> DeliveriesAsync(MarketDb db, Guid memberId) =>
        PersonalTable.Of(
            "notification_deliveries",
            await DeliveriesOf(db, memberId).AsNoTracking().OrderByDescending(row => row.At).Take(PersonalTable.MostRows).ToListAsync(),
            ("channel", row => row.Channel.ToString()),
            ("status", row => row.Status.ToString()),
            ("at", row => row.At)
        );

    private static async Task<PersonalTable> PasskeysAsync(MarketDb db, Guid memberId) =>
        PersonalTable.Of(
            "passkeys",
            await db.Set<MemberPasskey>().AsNoTracking().Where(row => row.MemberId == memberId).ToListAsync(),
            ("name", row => row.Name),
            ("added_at", row => row.AddedAt),
            ("last_used_at", row => row.LastUsedAt)
        );

    private static PersonalTable Roles(List<RoleApplication> applications) =>
        PersonalTable.Of(
            "roles",
            applications,
            ("role", row => row.Role.ToString()),
            ("name", row => row.DisplayName),
            ("region_code", row => row.RegionCode),
            ("villages", row => string.Join('、', row.Villages)),
            ("statement", row => row.Statement),
            ("applied_at", row => row.AppliedAt),
            ("status", row => row.Status.ToString()),
            ("decided_at", row => row.DecidedAt),
            ("reason", row => row.Reason)
        );
}
