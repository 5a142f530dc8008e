using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore.Design;

namespace AgriMarket.Web.Operations.Migrations;

/// <summary>Lets the migration tool make the contexts without starting the market or a server.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteMarketDb>
{
    public SqliteMarketDb CreateDbContext(string[] args)
    {
        TableMappings.AddFrom(typeof(DesignTimeSqlite).Assembly);
        return new(MarketSql.InFile("Data Source=design-time.db"));
    }
}

internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresMarketDb>
{
    public PostgresMarketDb CreateDbContext(string[] args)
    {
        TableMappings.AddFrom(typeof(DesignTimeSqlite).Assembly);
        return new(MarketSql.OnServer("Host=design-time"));
    }
}
