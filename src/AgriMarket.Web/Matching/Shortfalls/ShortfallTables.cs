using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Shortfalls;

internal sealed class ShortfallTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Shortfall>(shortfall =>
        {
            shortfall.ToTable(
                "shortfalls",
                table => table.HasCheckConstraint("ck_shortfalls_grams", "left_grams >= 0 AND left_grams < promised_grams")
            );
            shortfall.HasKey(row => row.Id);
            shortfall.IsInsertOnly();
            shortfall.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);
            shortfall.HasOne<Member>().WithMany().HasForeignKey(row => row.FarmerId);
            shortfall.HasIndex(row => new { row.LotId, row.At });
            shortfall.HasMany(row => row.Claims).WithOne().HasForeignKey(claim => claim.ShortfallId);
            shortfall.Property(row => row.Note).HasMaxCharacters(Shortfall.NoteMaxLength);
            shortfall.Ignore(row => row.ShortGrams);
        });
        model.Entity<ShortfallClaim>(claim =>
        {
            claim.ToTable(
                "shortfall_claims",
                table =>
                {
                    table.HasCheckConstraint(
                        "ck_shortfall_claims_grams",
                        "given_grams >= 0 AND given_grams <= promised_grams AND promised_grams > 0"
                    );
                    table.HasCheckConstraint(
                        "ck_shortfall_claims_cut",
                        "(cut_grams IS NULL) = (done_at IS NULL) AND (cut_grams IS NULL OR cut_grams BETWEEN 0 AND "
                            + "promised_grams - given_grams)"
                    );
                }
            );
            claim.HasKey(row => new { row.ShortfallId, row.OrderId });
            claim.HasOne<OrderLine>().WithMany().HasForeignKey(row => new { row.OrderId, row.LotId });

            // One shortfall at a time cuts a line, and what is open is found at once.
            claim.HasIndex(row => new { row.OrderId, row.LotId }).IsUnique().HasFilter("done_at IS NULL");
        });
    }
}
