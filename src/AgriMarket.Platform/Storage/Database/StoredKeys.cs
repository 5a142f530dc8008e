using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>
/// One of the keys with which cookies and the state of open pages are sealed. They live in the database, so that people stay
/// signed in over a restart and every process of the market reads the same cookies.
/// </summary>
internal sealed class DataProtectionKey
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}

internal sealed class StoredKeys(IDbContextFactory<MarketDb> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.Set<DataProtectionKey>().AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        db.Add(new DataProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
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
