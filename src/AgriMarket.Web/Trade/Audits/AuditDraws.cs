using System.Globalization;
using System.Security.Cryptography;
using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Audits;

/// <summary>
/// Draws the parcels that are audited, so that nobody can steer it: the seed of a day is made before the day and its commitment published
/// at once, and the seed itself when the day was drawn.
/// </summary>
public sealed class AuditDraws(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    NotificationService notifications,
    DueWork due,
    TimeProvider clock,
    IOptions<AuditOptions> options
)
{
    internal const string Name = "audit.draw";

    /// <summary>After the end of a day, so that another process has stored all that it did on it.</summary>
    public static readonly TimeSpan DrawnAfter = TimeSpan.FromHours(1);

    /// <summary>Makes the seeds of today and tomorrow where there are none yet; none while nothing is to be drawn.</summary>
    public Task<Result<Done>> CommitAsync() =>
        writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            var missing = await MissingAsync(scope.Db, scope.Now);
            scope.Db.AddRange(
                missing.Select(day => AuditSeed.Of(day, RandomNumberGenerator.GetBytes(AuditSeed.Bytes), options.Value.PerDay, scope.Now))
            );
            await scope.Db.SaveChangesAsync();
            return Done.Instance;
        });

    /// <summary>Commits to the days to come, and draws each day that is over and has a seed: late where the market was down.</summary>
    /// <returns>How many days were drawn.</returns>
    public async Task<int> RunDueAsync(CancellationToken stop = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(stop);
        if ((await MissingAsync(db, now)).Count > 0)
        {
            await CommitAsync();
        }

        var days = await db.Set<AuditSeed>()
            .AsNoTracking()
            .Where(seed => !db.Set<AuditDraw>().Any(draw => draw.Day == seed.Day))
            .OrderBy(seed => seed.Day)
            .ToListAsync(stop);
        return (
            await due.RunAsync(
                DueKind.Of(
                    Name,
                    days.Where(seed => IsDue(seed.Day, now)),
                    seed => seed.Day.ToString("O", CultureInfo.InvariantCulture),
                    (seed, _) => DrawAsync(seed.Day)
                ),
                stop
            )
        ).Done;
    }

    /// <summary>Draws a day. One that is not over, has no seed or was drawn already stays as it is.</summary>
    public Task<Result<Done>> DrawAsync(DateOnly day) =>
        writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            var seed = await scope.Db.Set<AuditSeed>().AsNoTracking().FirstOrDefaultAsync(row => row.Day == day);
            if (seed is null || !IsDue(day, scope.Now) || await scope.Db.Set<AuditDraw>().AnyAsync(row => row.Day == day))
            {
                return Done.Instance;
            }

            var candidates = await scope.Db.AuditCandidates(day).Select(proof => proof.ParcelId).ToListAsync();
            var drawn = AuditDrawing.Draw(seed.Seed, candidates, seed.PerDay);
            scope.Db.Add(
                new AuditDraw
                {
                    Day = day,
                    DrawnAt = scope.Now,
                    Candidates = candidates.Count,
                    Drawn = drawn.Count,
                }
            );
            var audits = await AskedAsync(scope, day, drawn);
            scope.Db.AddRange(audits);
            await scope.Db.SaveChangesAsync();
            foreach (var audit in audits)
            {
                await TellAsync(scope, audit);
            }

            return Done.Instance;
        });

    private static bool IsDue(DateOnly day, DateTime now) => now >= ChinaTime.EndOfDay(day) + DrawnAfter;

    private async Task<List<DateOnly>> MissingAsync(MarketDb db, DateTime now)
    {
        var today = ChinaTime.Day(now);
        DateOnly[] days = options.Value.PerDay > 0 ? [today, today.AddDays(1)] : [];
        var made = await db.Set<AuditSeed>().Where(row => days.Contains(row.Day)).Select(row => row.Day).ToListAsync();
        return [.. days.Except(made)];
    }

    private async Task<List<GrantAudit>> AskedAsync(WriteScope scope, DateOnly day, IReadOnlyList<Guid> drawn)
    {
        var rows = await (
            from proof in scope.Db.AuditCandidates(day)
            join parcel in scope.Db.Set<Parcel>() on proof.ParcelId equals parcel.Id
            join order in scope.Db.Set<Order>() on parcel.OrderId equals order.Id
            where drawn.Contains(proof.ParcelId)
            select new
            {
                parcel.Id,
                parcel.OrderId,
                parcel.FarmerId,
                order.BuyerId,
                parcel.OriginCode,
                proof.GrantFen,
            }
        ).ToListAsync();
        return rows.ConvertAll(row => new GrantAudit
        {
            ParcelId = row.Id,
            Day = day,
            OrderId = row.OrderId,
            FarmerId = row.FarmerId,
            BuyerId = row.BuyerId,
            OriginCode = row.OriginCode,
            GrantFen = row.GrantFen,
            AskedAt = scope.Now,
            AnswerBefore = GrantAudit.EndOfDayIn(options.Value.AnswerDays, scope.Now),
        });
    }

    private async Task TellAsync(WriteScope scope, GrantAudit audit)
    {
        await ActWriter.NoteAtAsync(
            scope,
            new(AuditActs.Ask.Code, null, AuditActs.Subject, audit.ParcelId) { After = $"{audit.Status}" },
            audit.OriginCode
        );
        await notifications.NotifyAsync(
            scope,
            [audit.FarmerId],
            new NotificationDraft(
                AuditNotifications.AuditAsked,
                audit.ParcelId.ToString(),
                new NotificationSubject
                {
                    OrderId = audit.OrderId,
                    Fen = audit.GrantFen,
                    Day = audit.LastDay,
                }
            )
        );
        scope.Announce(new LiveSignal(MemberTopics.Farmer(audit.FarmerId), scope.Now));
    }
}

/// <summary>Looks every ten minutes for a day to draw and for sellers whose time is over.</summary>
internal sealed class AuditJob(AuditDraws draws, AuditService audits, DueWork due, TimeProvider clock, ILogger<AuditJob> log)
    : RecurringJob(TimeSpan.FromMinutes(10), clock, log, due.SignalOf(null, AuditDraws.Name, AuditService.LapseName))
{
    protected override async Task<int> RunAsync(CancellationToken stop) => await draws.RunDueAsync(stop) + await audits.LapseDueAsync(stop);
}
