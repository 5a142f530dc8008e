using System.Text.Json;
using AgriMarket.Domain.Cases;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AgriMarket.Web.Trade.Findings;

internal sealed class FindingTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<Finding>(finding =>
        {
            finding.ToTable("findings");
            finding.HasKey(row => new { row.Kind, row.Key });
            finding.HasOne<Member>().WithMany().HasForeignKey(row => row.SellerId);
            finding.Property(row => row.Key).HasMaxLength(Finding.KeyMaxLength);
            finding.Property(row => row.OriginCode).HasMaxLength(6);
            finding.Property(row => row.ProduceCode).HasMaxLength(8);
            finding
                .Property(row => row.Parcels)
                .HasConversion(
                    parcels => JsonSerializer.Serialize(parcels, JsonSerializerOptions.Default),
                    text => JsonSerializer.Deserialize<List<FindingParcel>>(text, JsonSerializerOptions.Default)!,
                    new ValueComparer<IReadOnlyList<FindingParcel>>(
                        (one, other) => one!.SequenceEqual(other!),
                        parcels => parcels.Count,
                        parcels => parcels
                    )
                );
        });
}
