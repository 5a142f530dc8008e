using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AgriMarket.Web.Platform.Storage;

/// <summary>Lets the migration tool make the contexts without starting the market or a server.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteMarketDb>
{
    public SqliteMarketDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMarketDb>().UseSqlite("Data Source=design-time.db").Options);
}

internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresMarketDb>
{
    public PostgresMarketDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresMarketDb>().UseNpgsql("Host=design-time").Options);
}
