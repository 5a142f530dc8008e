using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Reference.ProduceKinds;

/// <summary>The catalogue of produce, what else people call it, and what it usually costs wholesale; all reference data.</summary>
internal sealed class ProduceTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Produce>(produce =>
        {
            produce.ToTable("produce");
            produce.HasKey(row => row.Code);
            produce.PrimitiveCollection(row => row.HarvestMonths);
            produce.Property(row => row.Code).HasMaxLength(10);
            produce.Property(row => row.NameZh).HasMaxLength(40);
            produce.Property(row => row.NameEn).HasMaxLength(60);
            produce.Property(row => row.Unit).HasMaxLength(10);
            produce.Property(row => row.Pinyin).HasMaxLength(80);
            produce.Property(row => row.Picture).HasMaxLength(60);
        });
        model.Entity<ProduceAlias>(alias =>
        {
            alias.ToTable("produce_aliases");
            alias.HasKey(row => new { row.ProduceCode, row.NameZh });
            alias.HasOne<Produce>().WithMany().HasForeignKey(row => row.ProduceCode);
            alias.Property(row => row.NameZh).HasMaxLength(40);
            alias.Property(row => row.Pinyin).HasMaxLength(80);
        });
        model.Entity<TypicalPrice>(price =>
        {
            price.ToTable("typical_prices");
            price.HasKey(row => new { row.ProduceCode, row.Month });
            price.HasOne<Produce>().WithMany().HasForeignKey(row => row.ProduceCode);
        });
    }
}
