using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.OwnData;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Audits;

internal sealed class AuditTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<AuditSeed>(seed =>
        {
            seed.ToTable("audit_seeds", table => table.HasCheckConstraint("ck_audit_seeds_per_day", "per_day BETWEEN 1 AND 100"));
            seed.HasKey(row => row.Day);
            seed.IsInsertOnly();
            seed.Property(row => row.Seed).HasMaxLength(AuditSeed.HexLength);
            seed.Property(row => row.Commitment).HasMaxLength(AuditSeed.HexLength);
        });
        model.Entity<AuditDraw>(draw =>
        {
            draw.ToTable("audit_draws", table => table.HasCheckConstraint("ck_audit_draws_drawn", "drawn BETWEEN 0 AND candidates"));
            draw.HasKey(row => row.Day);
            draw.IsInsertOnly();
            draw.HasOne<AuditSeed>().WithOne().HasForeignKey<AuditDraw>(row => row.Day);
        });
        model.Entity<GrantAudit>(audit =>
        {
            audit.ToTable("grant_audits", table => table.HasCheckConstraint("ck_grant_audits_grant", "grant_fen > 0"));
            audit.HasKey(row => row.ParcelId);
            // Of two officials who decide at the same moment in two processes, the second finds it decided.
            audit.Property(row => row.Status).IsConcurrencyToken();
            audit.HasOne<DeliveryProof>().WithOne().HasForeignKey<GrantAudit>(row => row.ParcelId);
            audit.HasOne<AuditDraw>().WithMany().HasForeignKey(row => row.Day);
            audit.HasOne<Member>().WithMany().HasForeignKey(row => row.DecidedBy);
            audit.HasIndex(row => row.Day);
            audit.HasIndex(row => new { row.FarmerId, row.AskedAt });
            audit.HasIndex(row => row.OriginCode).HasFilter("status = 'Asked' OR status = 'Answered'");
            audit.HasIndex(row => row.AnswerBefore).HasFilter("status = 'Asked'");
            audit.Property(row => row.OriginCode).HasMaxLength(6);
            audit.Property(row => row.Text).HasMaxCharacters(GrantAudit.TextMaxLength);
            audit.Property(row => row.TrackingNumber).HasMaxLength(TrackingNumber.NumberMaxLength);
            audit.Property(row => row.Reason).HasMaxCharacters(GrantAudit.ReasonMaxLength);
            audit.Ignore(row => row.LastDay);
            audit.Ignore(row => row.ReviewDay);
        });
    }
}

/// <summary>What a seller was asked about public money, and what they answered. It is evidence, so it stays when they go.</summary>
internal sealed class AuditPersonalData : IPersonalData
{
    public async Task<IReadOnlyList<PersonalTable>> ReadAsync(MarketDb db, Guid memberId)
    {
        var audits = await db.Set<GrantAudit>()
            .AsNoTracking()
            .Where(row => row.FarmerId == memberId)
            .OrderByDescending(row => row.AskedAt)
            .Take(PersonalTable.MostRows)
            .ToListAsync();
        return
        [
            PersonalTable.Of(
                "audits",
                audits,
                ("parcel_id", row => row.ParcelId),
                ("asked_at", row => row.AskedAt),
                ("grant_fen", row => row.GrantFen),
                ("status", row => row.Status.ToString()),
                ("text", row => row.Text),
                ("tracking_number", row => row.TrackingNumber),
                ("answered_at", row => row.AnsweredAt),
                ("decided_at", row => row.DecidedAt),
                ("reason", row => row.Reason)
            ),
        ];
    }

    public Task<Rejection?> WhyNotCloseAsync(WriteScope scope, Guid memberId) => Task.FromResult<Rejection?>(null);

    public Task EraseAsync(WriteScope scope, Guid memberId) => Task.CompletedTask;
}
