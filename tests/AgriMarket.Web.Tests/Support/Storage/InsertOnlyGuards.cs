using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Support.Storage;

/// <summary>Takes away what refuses changes of rows that are written once, for tests that need a database as it must not be.</summary>
internal static class InsertOnlyGuards
{
    public static Task DropAsync(MarketDb db, string table, string trigger) =>
        db.Database.ExecuteSqlRawAsync(
            db.Database.IsSqlite() ? $"DROP TRIGGER {trigger}" : $"DROP TRIGGER {trigger} ON {table}",
            TestContext.Current.CancellationToken
        );
}
