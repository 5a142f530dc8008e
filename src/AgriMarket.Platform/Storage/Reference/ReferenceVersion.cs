using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Reference;

/// <summary>Which version of a reference data set the database holds.</summary>
public sealed class ReferenceVersion
{
    public required string Name { get; init; }

    /// <summary>SHA-256 of the file it was loaded from, in hexadecimal.</summary>
    public required string Hash { get; set; }

    public required DateTime LoadedAt { get; set; }

    public required int Rows { get; set; }
}

internal sealed class ReferenceTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<ReferenceVersion>(version =>
        {
            version.ToTable("reference_versions");
            version.HasKey(row => row.Name);
            version.Property(row => row.Name).HasMaxLength(60);
            version.Property(row => row.Hash).HasMaxLength(64);
        });
}
