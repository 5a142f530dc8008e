using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>Takes reports of unsold goods and what became of them.</summary>
public sealed class UnsoldService(
    MarketWriter writer,
    DueWork due,
    NotificationService notifications,
    ProduceCatalogue produce,
    RegionCatalogue regions
)
{
    /// <summary>
    /// Takes a report and tells the officials of its region. Rejects with <c>unsold.may-not-report</c>, with
    /// <c>unsold.already-reported</c> while another report of the lot is open, and as <see cref="UnsoldReportDraft.Plan"/> says.
    /// Idempotent: a replay returns the same result; with another content it rejects with <c>unsold.id-taken</c>.
    /// </summary>
    /// <returns>The report's id.</returns>
    public Task<Result<Guid>> ReportAsync(UnsoldReportDraft draft) =>
        writer.RunAsync<Guid>(async scope =>
        {
            var db = scope.Db;
            if (await db.Set<UnsoldReport>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == draft.Id) is { } known)
            {
                return known.IsSame(draft) ? known.Id : new Rejection("unsold.id-taken");
            }

            if (await db.ReporterAsync(draft.ReporterId) is not { } reporter)
            {
                return new Rejection("unsold.may-not-report");
            }

            var lot = draft.LotId is null ? null : await db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == draft.LotId);
            var planned = draft.Plan(new UnsoldFacts(reporter, lot, produce, regions, scope.Now));
            if (!planned.IsOk)
            {
                return Result<Guid>.Refused(planned.Rejections);
            }

            if (lot is not null && await db.Set<UnsoldReport>().AnyAsync(row => row.LotId == lot.Id && row.Status == UnsoldStatus.Open))
            {
                return new Rejection("unsold.already-reported");
            }

            var report = planned.Value;
            db.Add(report);
            var officials = await db.OfficialsOfAsync(regions, Duties.Edit, report.OriginCode);
            await notifications.NotifyAsync(
                scope,
                [.. officials.Where(official => official != report.ReporterId)],
                new NotificationDraft(
                    UnsoldNotifications.UnsoldReported,
                    report.Id.ToString(),
                    About(report) with
                    {
                        Name = report.ReporterName,
                        ForOfficial = true,
                    }
                )
            );
            Announce(scope, report);
            return report.Id;
        });

    /// <summary>Takes a report of this member's own back. Rejects with <c>unsold.unknown</c> and <c>unsold.ended</c>.</summary>
    public Task<Result<Done>> WithdrawAsync(Guid reportId, Guid reporterId) =>
        writer.RunAsync(async scope =>
        {
            var report = await scope.Db.Set<UnsoldReport>().FirstOrDefaultAsync(row => row.Id == reportId && row.ReporterId == reporterId);
            return report is null ? new Rejection("unsold.unknown") : await EndAsync(scope, report, report.Withdraw(scope.Now));
        });

    /// <summary>
    /// Records what an official of the region made of a report, and tells the reporter. Rejects with <c>unsold.unknown</c> for
    /// one of another region, as <see cref="OfficeQueries.WithDutyAsync"/> says, and as <see cref="UnsoldReport.Decide"/> says.
    /// </summary>
    public Task<Result<Done>> DecideAsync(UnsoldDecision decision) =>
        writer.RunAsync(async scope =>
        {
            var post = await scope.Db.WithDutyAsync(decision.OfficialId, Duties.Edit);
            if (!post.IsOk)
            {
                return Result<Done>.Refused(post.Rejections);
            }

            var ofOffice = await scope.Db.UnsoldOfOfficeAsync(regions, decision.OfficialId);
            if (await ofOffice.FirstOrDefaultAsync(row => row.Id == decision.ReportId) is not { } report)
            {
                return new Rejection("unsold.unknown");
            }

            var before = report.Status;
            var ended = await EndAsync(scope, report, report.Decide(decision with { OfficialName = post.Value.Name }, scope.Now));
            if (ended.IsOk)
            {
                await ActWriter.NoteAsync(
                    scope,
                    new ActNote(UnsoldActs.Decide.Code, decision.OfficialId, "unsold", report.Id)
                    {
                        Before = $"{before}",
                        After = $"{report.Status}",
                    }
                );
            }

            return ended;
        });

    /// <summary>Ends the open reports of lots of which nothing is left.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> FollowStockAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                DueKind.ByTime(
                    UnsoldReportFollowUp.Name,
                    OfEmptyLots,
                    (reportId, _) => writer.RunWhenThereIsRoomAsync(scope => FollowAsync(scope, reportId))
                ) with
                {
                    Past = ["unsold.ended"],
                },
                stop
            )
        ).Done;

    private static IQueryable<DueItem> OfEmptyLots(MarketDb db, DateTime now) =>
        db.Set<UnsoldReport>()
            .Where(report =>
                report.Status == UnsoldStatus.Open
                && db.Set<Lot>().Any(lot => lot.Id == report.LotId && lot.AvailableGrams + lot.HeldGrams == 0)
            )
            .Select(report => new DueItem { At = report.At, Id = report.Id });

    /// <summary>Rejects with <c>unsold.ended</c> when it is open no more, or something is left after all.</summary>
    private async Task<Result<Done>> FollowAsync(WriteScope scope, Guid reportId)
    {
        var report = await scope.Db.Set<UnsoldReport>().SingleAsync(row => row.Id == reportId);
        var lot = await scope.Db.Set<Lot>().AsNoTracking().SingleAsync(row => row.Id == report.LotId);
        return report.Follow(lot, scope.Now) ? await EndAsync(scope, report, Done.Instance) : new Rejection("unsold.ended");
    }

    private async Task<Result<Done>> EndAsync(WriteScope scope, UnsoldReport report, Result<Done> ended)
    {
        if (!ended.IsOk)
        {
            return ended;
        }

        await scope.Db.SaveChangesAsync();
        if (report.EndedBy != report.ReporterId)
        {
            var reporter = await scope.Db.ReporterAsync(report.ReporterId);
            await notifications.NotifyAsync(
                scope,
                [report.ReporterId],
                new NotificationDraft(
                    UnsoldNotifications.UnsoldEnded,
                    report.Id.ToString(),
                    About(report) with
                    {
                        Grams = report.EndedGrams,
                        Name = report.EndedByName,
                        Outcome = report.Status.ToString(),
                        ForOfficial = reporter is { Sells: false },
                    }
                )
            );
        }

        Announce(scope, report);
        return ended;
    }

    private static NotificationSubject About(UnsoldReport report) =>
        new()
        {
            LotId = report.LotId,
            ProduceCode = report.ProduceCode,
            OriginCode = report.OriginCode,
            Grams = report.Grams,
        };

    private static void Announce(WriteScope scope, UnsoldReport report)
    {
        scope.Announce(new LiveSignal(UnsoldTopics.Reports, scope.Now));
        foreach (var concerned in new[] { report.ReporterId, report.FarmerId ?? report.ReporterId }.Distinct())
        {
            scope.Announce(new LiveSignal(MemberTopics.Farmer(concerned), scope.Now));
        }
    }
}
