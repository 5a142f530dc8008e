using System.Text.RegularExpressions;
using AgriMarket.Platform.Storage.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>
/// The market's database. It knows no tables of its own: each capability maps its rows in an <see cref="ITables"/>.
/// A context is for one operation; take a fresh one from the factory each time.
/// </summary>
public abstract partial class MarketDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>The assembly that holds the migrations of both databases.</summary>
    public const string Migrations = "AgriMarket.Migrations";

    /// <summary>A value as its database stores it, for SQL written by hand: there EF Core knows no column to tell it.</summary>
    public object Stored<T>(T value)
        where T : struct =>
        this.GetService<IRelationalTypeMappingSource>().FindMapping(typeof(T), Model)?.Converter?.ConvertToProvider(value) ?? value;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Each index is one more page to write for every row, so a table has those that are read, and no other.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        IdDigits.Map(modelBuilder);
        TableMappings.Apply(modelBuilder);
        SearchFunction.Map(modelBuilder, Database.IsNpgsql());

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.GetColumnName()));
        }

        // Unless a table says otherwise, nothing is deleted because something else is: EF Core would have one row of a member take
        // their lots, orders and money along.
        foreach (var reference in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetDeclaredForeignKeys()))
        {
            var isSaid = ((IConventionForeignKey)reference).GetDeleteBehaviorConfigurationSource() == ConfigurationSource.Explicit;
            reference.DeleteBehavior = isSaid ? reference.DeleteBehavior : DeleteBehavior.Restrict;
        }
    }

    /// <summary>One spelling of column names for both databases: lower case needs no quotes in hand-written SQL.</summary>
    private static string SnakeCase(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();

    private sealed class UtcConverter()
        : ValueConverter<DateTime, DateTime>(value => UtcInstant.Checked(value), value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}

/// <summary>The embedded database: one file, no server.</summary>
public sealed class SqliteMarketDb(DbContextOptions<SqliteMarketDb> options) : MarketDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        SqliteValues.Use(configurationBuilder);
    }
}

/// <summary>A PostgreSQL server, for a market that outgrows one machine.</summary>
public sealed class PostgresMarketDb(DbContextOptions<PostgresMarketDb> options) : MarketDb(options);
