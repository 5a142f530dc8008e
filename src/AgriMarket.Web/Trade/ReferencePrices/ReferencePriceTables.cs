using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.ReferencePrices;

internal sealed class ReferencePriceTables : ITables
{
    /// <summary>Room for the code of a kind and the name of a category.</summary>
    public const int TargetMaxLength = 20;

    public void Map(ModelBuilder model)
    {
        model.Entity<OfficialReference>(reference =>
        {
            reference.ToTable(
                "official_references",
                table => table.HasCheckConstraint("ck_official_references_fen", "fen_per_kg IS NULL OR fen_per_kg > 0")
            );
            reference.HasKey(row => new
            {
                row.IsCategory,
                row.Target,
                row.Version,
            });
            reference.IsInsertOnly();
            reference.Property(row => row.Target).HasMaxLength(TargetMaxLength);
            reference.Property(row => row.Reason).HasMaxCharacters(OfficialReference.ReasonMaxLength);
            reference.HasOne<Member>().WithMany().HasForeignKey(row => row.SetBy);
        });
        model.Entity<SalesReference>(reference =>
        {
            reference.ToTable("sales_references", table => table.HasCheckConstraint("ck_sales_references_fen", "fen_per_kg > 0"));
            reference.HasKey(row => row.ProduceCode);
            reference.Property(row => row.ProduceCode).HasMaxLength(8);
        });
    }
}
