using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Cases;

internal sealed class CaseTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<GrantCase>(row =>
        {
            row.ToTable("grant_cases");
            row.HasKey(it => it.Id);
            // Of two people who decide at the same moment in two processes, the second finds it decided.
            row.Property(it => it.Status).IsConcurrencyToken();
            row.HasOne<Member>().WithMany().HasForeignKey(it => it.FarmerId);
            row.HasOne<Member>().WithMany().HasForeignKey(it => it.OpenedBy);
            row.HasOne<Member>().WithMany().HasForeignKey(it => it.ProposedBy);
            row.HasOne<Member>().WithMany().HasForeignKey(it => it.DecidedBy);
            row.HasIndex(it => it.FarmerId).HasFilter("decided_at IS NULL");
            row.HasMany(it => it.Parcels).WithOne().HasForeignKey(parcel => parcel.CaseId);
            row.Property(it => it.OriginCode).HasMaxLength(6);
            row.Property(it => it.FindingKey).HasMaxLength(Finding.KeyMaxLength);
            row.Property(it => it.Reason).HasMaxCharacters(GrantCase.ReasonMaxLength);
            row.Property(it => it.Proposal).HasMaxCharacters(GrantCase.ReasonMaxLength);
            row.Property(it => it.OfficeName).HasMaxCharacters(GrantCase.OfficeMaxLength);
            row.Ignore(it => it.IsDecided);
            row.Ignore(it => it.IsProposed);
        });
        model.Entity<CaseParcel>(parcel =>
        {
            parcel.ToTable("case_parcels", table => table.HasCheckConstraint("ck_case_parcels_grant", "grant_fen > 0"));
            parcel.HasKey(row => new { row.CaseId, row.ParcelId });
            parcel.IsInsertOnly();
            parcel.HasOne<Parcel>().WithMany().HasForeignKey(row => row.ParcelId);
            parcel.HasOne<Order>().WithMany().HasForeignKey(row => row.OrderId);
            parcel.HasOne<Member>().WithMany().HasForeignKey(row => row.BuyerId);
            parcel.HasIndex(row => row.ParcelId);
        });
        model.Entity<CaseNote>(note =>
        {
            note.ToTable("case_notes");
            note.HasKey(row => row.Id);
            note.IsInsertOnly();
            note.HasOne<GrantCase>().WithMany().HasForeignKey(row => row.CaseId);
            note.HasOne<Member>().WithMany().HasForeignKey(row => row.AuthorId);
            note.HasIndex(row => row.CaseId);
            note.Property(row => row.Text).HasMaxCharacters(CaseNote.TextMaxLength);
        });
    }
}
