using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AgriMarket.Web.Platform.Storage;

/// <summary>Lets the migration tool make the context without starting the market.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteMarketDb>
{
    public SqliteMarketDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMarketDb>().UseSqlite("Data Source=design-time.db").Options);
}
