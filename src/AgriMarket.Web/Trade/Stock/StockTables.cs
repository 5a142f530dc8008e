using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Stock;

internal sealed class StockTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<StockJournalEntry>(entry =>
        {
            entry.ToTable("stock_journal");
            entry.HasKey(row => new { row.LotId, row.Version });
            entry.IsClustered();
            entry.IsInsertOnly();
            entry.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);
            entry.HasIndex(row => row.At).HasFilter("sold_grams > 0");
            entry.Property(row => row.AdjustedGrams).HasDefaultValue(0L).ValueGeneratedNever();
        });
        model.Entity<Adjustment>(adjustment =>
        {
            adjustment.ToTable("stock_adjustments", table => table.HasCheckConstraint("ck_stock_adjustments_grams", "grams > 0"));
            adjustment.HasKey(row => row.Id);
            adjustment.IsInsertOnly();
            adjustment.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);
            adjustment.Property(row => row.Note).HasMaxCharacters(Adjustment.NoteMaxLength);
            adjustment.Ignore(row => row.Reason);
        });
        model.Entity<Hold>(hold =>
        {
            hold.ToTable("holds", table => table.HasCheckConstraint("ck_holds_grams", "grams > 0"));
            hold.HasKey(row => new { row.OrderId, row.LotId });
            hold.IsClustered();
            hold.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);
        });
    }
}
