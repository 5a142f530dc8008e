using System.Xml.Linq;
using AgriMarket.Platform.Storage.Database;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Keys;

/// <summary>Keys in the database, each encrypted before it comes here.</summary>
internal sealed class StoredKeys(IDbContextFactory<MarketDb> contexts) : IXmlRepository
{
    /// <summary>What an encrypted key has, and a plain one has not.</summary>
    public const string EncryptedElement = "<encryptedSecret";

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
