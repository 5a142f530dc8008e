using AgriMarket.Domain.Logistics;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Reference.Regions;

/// <summary>The region tree and the rate card, both reference data.</summary>
internal sealed class LogisticsTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Region>(region =>
        {
            region.ToTable("regions");
            region.HasKey(row => row.Code);
            region.HasOne<Region>().WithMany().HasForeignKey(row => row.ParentCode);
            region.Property(row => row.Code).HasMaxLength(6);
            region.Property(row => row.ParentCode).HasMaxLength(6);
            region.Property(row => row.Name).HasMaxLength(40);
            region.Property(row => row.FullName).HasMaxLength(80);
            region.Property(row => row.Pinyin).HasMaxLength(80);
        });
        model.Entity<FreightRate>(rate =>
        {
            rate.ToTable("freight_rates");
            rate.HasKey(row => new { row.Service, row.Zone });
        });
    }
}
