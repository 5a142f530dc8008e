using System.Runtime.CompilerServices;
using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Audits;

/// <summary>What must be true of the draws, and of the audits that follow from them.</summary>
internal sealed class AuditInvariants : IInvariants
{
    private static readonly Invariant SeedsAreCommittedTo = Invariant.OfEach(
        "A seed is the one whose commitment was published, and was made before its day was over.",
        db => db.Set<AuditSeed>().AsNoTracking(),
        seed =>
            AuditDrawing.CommitmentOf(seed.Seed) == seed.Commitment && seed.CommittedAt < AuditDayEnd(seed.Day)
                ? null
                : new Breach($"audit seed of {Text(seed.Day)}", "another seed than was committed to, or a late one", "the same, in time")
    );

    private static readonly Invariant DrawsFollowTheirSeeds = new(
        "Drawn is, of the parcels whose grants became final on a day, what the day's published seed gives, and nothing else.",
        FindWrongDrawsAsync
    );

    private static readonly Invariant AuditsAreTheParcels = Invariant.That(
        "An audit says of its parcel, and of the grant that became final with it, what these say.",
        db =>
            from audit in db.Set<GrantAudit>()
            join proof in db.Set<DeliveryProof>() on audit.ParcelId equals proof.ParcelId
            join parcel in db.Set<Parcel>() on audit.ParcelId equals parcel.Id
            join order in db.Set<Order>() on parcel.OrderId equals order.Id
            where
                audit.OrderId != parcel.OrderId
                || audit.FarmerId != parcel.FarmerId
                || audit.BuyerId != order.BuyerId
                || audit.OriginCode != parcel.OriginCode
                || audit.GrantFen != proof.GrantFen
            select new { audit.ParcelId },
        row => new Breach($"audit of parcel {row.ParcelId}", "facts of another", "those of its parcel")
    );

    private static readonly Invariant StepsAreWhole = Invariant.That(
        "An audit has an answer once it was answered, and a decision with its reason once it was decided; without an answer it is decided "
            + "by the clock alone, as not proven and not before its time is over; nobody decides their own.",
        db =>
            db.Set<GrantAudit>()
                .Where(audit =>
                    (audit.Text != "") != (audit.AnsweredAt != null)
                    || (audit.AnsweredAt == null) != (audit.ReviewBefore == null)
                    || (audit.DecidedBy != null) != (audit.Reason != "")
                    || (
                        audit.Status == GrantAuditStatus.Asked ? audit.AnsweredAt != null || audit.DecidedAt != null
                        : audit.Status == GrantAuditStatus.Answered ? audit.AnsweredAt == null || audit.DecidedAt != null
                        : audit.DecidedAt == null || (audit.AnsweredAt == null) != (audit.DecidedBy == null)
                    )
                    || (
                        audit.DecidedBy == null
                        && (
                            audit.Status == GrantAuditStatus.Proven
                            || (audit.Status == GrantAuditStatus.NotProven && audit.DecidedAt < audit.AnswerBefore)
                        )
                    )
                    || audit.DecidedBy == audit.FarmerId
                    || audit.DecidedBy == audit.BuyerId
                )
                .Select(audit => new { audit.ParcelId, audit.Status }),
        row => new Breach($"audit of parcel {row.ParcelId}", $"{row.Status} with other steps", "the steps that lead there")
    );

    private static readonly Invariant DecisionsAreInTheRegister = Invariant.That(
        "Each audit that was decided, by an official or by the clock, has its entry in the register.",
        db =>
            from audit in db.Set<GrantAudit>().Where(audit => audit.DecidedAt != null)
            let kind = audit.DecidedBy == null ? AuditActs.Lapse.Code : AuditActs.Decide.Code
            where !db.Set<Act>().Any(act => act.SubjectId == audit.ParcelId && act.Kind == kind && act.ActorId == audit.DecidedBy)
            select new { audit.ParcelId, audit.Status },
        row => new Breach($"audit of parcel {row.ParcelId}", $"{row.Status} without an entry", "an entry of who decided")
    );

    public string Name => "Audits";

    public IReadOnlyList<AuditedRows> Rows { get; } =
    [AuditedRows.Of<AuditSeed>("seeds"), AuditedRows.Of<AuditDraw>("draws"), AuditedRows.Of<GrantAudit>("audits")];

    public IReadOnlyList<Invariant> All { get; } =
    [SeedsAreCommittedTo, DrawsFollowTheirSeeds, AuditsAreTheParcels, StepsAreWhole, DecisionsAreInTheRegister];

    private static async IAsyncEnumerable<Breach> FindWrongDrawsAsync(MarketDb db, [EnumeratorCancellation] CancellationToken stop)
    {
        var draws = await (
            from draw in db.Set<AuditDraw>().AsNoTracking()
            join seed in db.Set<AuditSeed>() on draw.Day equals seed.Day
            orderby draw.Day
            select new
            {
                Draw = draw,
                seed.Seed,
                seed.PerDay,
            }
        ).ToListAsync(stop);
        foreach (var row in draws)
        {
            var day = row.Draw.Day;
            var candidates = await db.AuditCandidates(day).Select(proof => proof.ParcelId).ToListAsync(stop);
            var due = AuditDrawing.Draw(row.Seed, candidates, row.PerDay).ToHashSet();
            var drawn = await db.Set<GrantAudit>().Where(audit => audit.Day == day).Select(audit => audit.ParcelId).ToListAsync(stop);
            if ((row.Draw.Candidates, row.Draw.Drawn) != (candidates.Count, due.Count))
            {
                yield return Breach.Of(
                    $"audit draw of {Text(day)}",
                    ("candidates", row.Draw.Candidates, candidates.Count),
                    ("drawn", row.Draw.Drawn, due.Count)
                );
            }

            foreach (var id in drawn.Where(id => !due.Contains(id)))
            {
                yield return new Breach($"audit of parcel {id}", $"drawn on {Text(day)}", "not drawn by the day's seed");
            }

            foreach (var id in due.Except(drawn))
            {
                yield return new Breach($"parcel {id}", $"not audited on {Text(day)}", "drawn by the day's seed");
            }
        }
    }

    private static DateTime AuditDayEnd(DateOnly day) => Domain.Common.ChinaTime.EndOfDay(day);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
