using AgriMarket.Platform.Storage.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>
/// Makes tables as they are mapped where EF Core knows no words for it: the triggers of insert-only ones, and clustered ones.
/// </summary>
internal sealed class SqliteMarketSql(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    /// <summary>How EF Core calls the new table while it makes an old one anew, which SQLite needs for most changes.</summary>
    private const string RebuildPrefix = "ef_temp_";

    protected override void Generate(
        CreateTableOperation operation,
        IModel? model,
        MigrationCommandListBuilder builder,
        bool terminate = true
    )
    {
        base.Generate(operation, model, builder, terminate: false);
        var isRebuilt = operation.Name.StartsWith(RebuildPrefix, StringComparison.Ordinal);
        if (ClusteredTables.Has(model, isRebuilt ? operation.Name[RebuildPrefix.Length..] : operation.Name))
        {
            builder.Append(" WITHOUT ROWID");
        }

        if (terminate)
        {
            builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
            EndStatement(builder);
            builder.Add(InsertOnlyTable.Of(model, operation.Name)?.Triggers.Select(trigger => trigger.SqliteStatement));
        }
    }

    /// <summary>A rebuild ends with the new table taking the name of the old one, whose triggers went with it.</summary>
    protected override void Generate(RenameTableOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        base.Generate(operation, model, builder);
        if (operation.Name.StartsWith(RebuildPrefix, StringComparison.Ordinal))
        {
            builder.Add(InsertOnlyTable.Of(model, operation.NewName!)?.Triggers.Select(trigger => trigger.SqliteStatement));
        }
    }
}

/// <summary>As <see cref="SqliteMarketSql"/>, for a server.</summary>
#pragma warning disable EF1001 // The generator's base class cannot be made without the provider's own options.
internal sealed class PostgresMarketSql(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options)
    : NpgsqlMigrationsSqlGenerator(dependencies, options)
#pragma warning restore EF1001
{
    protected override void Generate(
        CreateTableOperation operation,
        IModel? model,
        MigrationCommandListBuilder builder,
        bool terminate = true
    )
    {
        base.Generate(operation, model, builder, terminate);
        builder.Add(
            InsertOnlyTable
                .Of(model, operation.Name)
                ?.Triggers.Select(trigger => trigger.PostgresStatement)
                .Prepend(InsertOnlyTable.PostgresFunction)
        );
    }
}

/// <summary>How the market's contexts reach their database, wherever they are made.</summary>
public static class MarketSql
{
    private static readonly SearchFunction.Adder Folding = new();

    /// <summary>The market's database in a file, with migrations that make the market's tables.</summary>
    public static DbContextOptionsBuilder UseMarketFile(this DbContextOptionsBuilder db, string connectionString) =>
        db
        // A list of values is one parameter: the same SQL whatever its length, made once and not at each query.
        .UseSqlite(
                connectionString,
                sqlite => sqlite.MigrationsAssembly(MarketDb.Migrations).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)
            )
            .ReplaceService<IMigrationsSqlGenerator, SqliteMarketSql>()
            .SayOnce()
            .AddInterceptors(Folding);

    /// <summary>As <see cref="UseMarketFile"/>, on a PostgreSQL server.</summary>
    public static DbContextOptionsBuilder UseMarketServer(this DbContextOptionsBuilder db, string connectionString) =>
        db.UseNpgsql(
                connectionString,
                postgres =>
                    postgres.MigrationsAssembly(MarketDb.Migrations).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)
            )
            .ReplaceService<IMigrationsSqlGenerator, PostgresMarketSql>()
            .SayOnce();

    /// <summary>
    /// What fails is thrown as well, and logged with its stack by whoever can't go on. EF Core's own lines, one for the command with its
    /// SQL, one for the transaction, one for the connection, never say which failure they belong to.
    /// </summary>
    private static DbContextOptionsBuilder SayOnce(this DbContextOptionsBuilder db) =>
        db.ConfigureWarnings(events =>
            events.Log(
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.TransactionError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug)
            )
        );

    /// <summary>How to open a file apart from the one that services know.</summary>
    public static DbContextOptions<SqliteMarketDb> InFile(string connectionString)
    {
        var db = new DbContextOptionsBuilder<SqliteMarketDb>();
        db.UseMarketFile(connectionString);
        return db.Options;
    }

    /// <summary>As <see cref="InFile"/>, on a PostgreSQL server.</summary>
    public static DbContextOptions<PostgresMarketDb> OnServer(string connectionString)
    {
        var db = new DbContextOptionsBuilder<PostgresMarketDb>();
        db.UseMarketServer(connectionString);
        return db.Options;
    }

    /// <summary>A command for each statement.</summary>
    internal static void Add(this MigrationCommandListBuilder builder, IEnumerable<string>? statements)
    {
        foreach (var statement in statements ?? [])
        {
            builder.Append(statement).EndCommand();
        }
    }
}
