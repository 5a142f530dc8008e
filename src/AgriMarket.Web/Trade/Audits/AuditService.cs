using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Audits;

/// <summary>What sellers and officials do about a parcel that was drawn, and the clock where a seller does nothing.</summary>
public sealed class AuditService(
    MarketWriter writer,
    NotificationService notifications,
    RegionCatalogue regions,
    DueWork due,
    IOptions<AuditOptions> options
)
{
    internal const string LapseName = "audit.lapse";

    /// <summary>
    /// The seller's evidence, once. Rejects with <c>audit.unknown</c>, also to anybody but the seller, and as
    /// <see cref="GrantAudit.Answer"/> says.
    /// </summary>
    public Task<Result<Done>> AnswerAsync(Guid parcelId, Guid farmerId, AuditEvidence evidence) =>
        writer.RunAsync<Done>(async scope =>
        {
            var audit = await scope.Db.Set<GrantAudit>().FirstOrDefaultAsync(row => row.ParcelId == parcelId && row.FarmerId == farmerId);
            if (audit is null)
            {
                return new Rejection("audit.unknown");
            }

            var answered = audit.Answer(evidence, options.Value.ReviewDays, scope.Now);
            if (!answered.IsOk)
            {
                return answered;
            }

            await scope.Db.SaveChangesAsync();
            await ActWriter.NoteAtAsync(
                scope,
                new(AuditActs.Answer.Code, farmerId, AuditActs.Subject, parcelId)
                {
                    Before = $"{GrantAuditStatus.Asked}",
                    After = $"{audit.Status}",
                    Reason = audit.Text,
                },
                audit.OriginCode
            );
            await notifications.NotifyAsync(
                scope,
                await scope.Db.OfficialsOfAsync(regions, Duties.Audit, audit.OriginCode),
                new NotificationDraft(
                    AuditNotifications.AuditAnswered,
                    parcelId.ToString(),
                    new NotificationSubject { OrderId = audit.OrderId, OriginCode = audit.OriginCode }
                )
            );
            return answered;
        });

    /// <summary>
    /// An official decides whether the evidence proves the delivery. Rejects with <c>audit.unknown</c>, as
    /// <see cref="OfficeQueries.WhyNotAtAsync"/> and as <see cref="GrantAudit.Decide"/> say.
    /// </summary>
    public Task<Result<Done>> DecideAsync(Guid parcelId, bool isProven, string reason, Guid officialId) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await scope.Db.Set<GrantAudit>().FirstOrDefaultAsync(row => row.ParcelId == parcelId) is not { } audit)
            {
                return new Rejection("audit.unknown");
            }

            var mayNot =
                await scope.Db.WhyNotAtAsync(officialId, Duties.Audit, audit.OriginCode, regions)
                ?? await scope.Db.WhyNotAboutAsync(officialId, "audit.own", audit.FarmerId, audit.BuyerId);
            if (mayNot is not null)
            {
                return mayNot;
            }

            var decided = audit.Decide(isProven, officialId, reason, scope.Now);
            if (!decided.IsOk)
            {
                return decided;
            }

            await scope.Db.SaveChangesAsync();
            await ActWriter.NoteAsync(
                scope,
                new(AuditActs.Decide.Code, officialId, AuditActs.Subject, parcelId)
                {
                    Before = $"{GrantAuditStatus.Answered}",
                    After = $"{audit.Status}",
                    Reason = audit.Reason,
                }
            );
            await TellSellerAsync(
                scope,
                audit,
                AuditNotifications.AuditDecided,
                new NotificationSubject
                {
                    OrderId = audit.OrderId,
                    Outcome = audit.Status.ToString(),
                    Name = audit.Reason,
                }
            );
            return decided;
        });

    /// <summary>Ends what no seller has answered in time: not proven.</summary>
    /// <returns>How many.</returns>
    public async Task<int> LapseDueAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                DueKind.ByTime(
                    LapseName,
                    (db, now) =>
                        db.Set<GrantAudit>()
                            .Where(row => row.Status == GrantAuditStatus.Asked && row.AnswerBefore <= now)
                            .Select(row => new DueItem { At = row.AnswerBefore, Id = row.ParcelId }),
                    (parcelId, _) => LapseAsync(parcelId)
                ) with
                {
                    Past = ["audit.moved"],
                },
                stop
            )
        ).Done;

    private Task<Result<Done>> LapseAsync(Guid parcelId) =>
        writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            var audit = await scope.Db.Set<GrantAudit>().SingleAsync(row => row.ParcelId == parcelId);
            var lapsed = audit.Lapse(scope.Now);
            if (!lapsed.IsOk)
            {
                return lapsed;
            }

            await scope.Db.SaveChangesAsync();
            await ActWriter.NoteAtAsync(
                scope,
                new(AuditActs.Lapse.Code, null, AuditActs.Subject, parcelId)
                {
                    Before = $"{GrantAuditStatus.Asked}",
                    After = $"{audit.Status}",
                },
                audit.OriginCode
            );
            await TellSellerAsync(scope, audit, AuditNotifications.AuditLapsed, new NotificationSubject { OrderId = audit.OrderId });
            return lapsed;
        });

    private async Task TellSellerAsync(WriteScope scope, GrantAudit audit, NotificationKind kind, NotificationSubject about)
    {
        await notifications.NotifyAsync(scope, [audit.FarmerId], new NotificationDraft(kind, audit.ParcelId.ToString(), about));
        scope.Announce(new LiveSignal(MemberTopics.Farmer(audit.FarmerId), scope.Now));
    }
}
