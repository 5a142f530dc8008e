using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>
/// One of the keys with which cookies and the state of open pages are sealed, encrypted with the operator's certificate. In the
/// database every process of the market finds them.
/// </summary>
internal sealed class DataProtectionKey
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}

internal sealed class KeyTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<DataProtectionKey>(key =>
        {
            key.ToTable("protection_keys");
            key.HasKey(row => row.Name);
            key.Property(row => row.Name).HasMaxLength(100);
        });
}
