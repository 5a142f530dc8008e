using System.CommandLine;
using System.Reflection;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Keys;
using AgriMarket.Platform.Storage.Outages;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Platform.Verbs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Storage;

public static partial class StorageModule
{
    /// <param name="builder">The program.</param>
    /// <param name="tables">The assembly whose <see cref="ITables"/> say how rows are stored.</param>
    public static void AddStorage(this WebApplicationBuilder builder, Assembly tables)
    {
        TableMappings.AddFrom(tables);
        builder
            .Services.AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => options.Provider is StorageOptions.Sqlite or StorageOptions.Postgres,
                "Storage:Provider must be \"sqlite\" or \"postgres\"."
            )
            .Validate(
                options => options.Provider != StorageOptions.Postgres || options.ConnectionString.Length > 0,
                "Storage:ConnectionString must say where the PostgreSQL database is."
            )
            .Validate(
                options => options.IsReadable,
                "Storage:ConnectionString must be like \"Data Source=/srv/market.db\" or \"Host=…;Database=…;Username=…;Password=…\"."
            )
            .ValidateOnStart();
        builder.Services.AddOptions<WriterOptions>().BindConfiguration(WriterOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddPooledDbContextFactory<SqliteMarketDb>((services, db) => db.UseMarketFile(ConnectionStrings.Of(services)));
        builder.Services.AddPooledDbContextFactory<PostgresMarketDb>((services, db) => db.UseMarketServer(ConnectionStrings.Of(services)));
        builder.Services.AddSingleton<IDbContextFactory<MarketDb>>(services =>
            services.GetRequiredService<IOptions<StorageOptions>>().Value.Provider == StorageOptions.Postgres
                ? new MarketDbFactory<PostgresMarketDb>(services.GetRequiredService<IDbContextFactory<PostgresMarketDb>>())
                : new MarketDbFactory<SqliteMarketDb>(services.GetRequiredService<IDbContextFactory<SqliteMarketDb>>())
        );
        builder.Services.AddSingleton<DatabaseFile>();
        builder.Services.AddSingleton<MarketWriter>();
        builder.Services.AddHostedService(services => services.GetRequiredService<MarketWriter>());
        builder.Services.AddOutageLog();
        builder.AddKeys();
        builder.Services.AddVerb(MigrateVerb);
    }

    /// <summary>Brings the database up to this program's schema; a new one is made.</summary>
    public static async Task MigrateAsync(this IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
        // Nearly every start finds nothing to do, and should not wait for EF Core to prepare for it.
        if (await db.IsBehindAsync())
        {
            LogMaking(services.GetRequiredService<ILogger<MarketDb>>());
            await db.MakeHistoryAsync();
            await db.MigrateAloneAsync();
        }

        if (!services.GetRequiredService<DatabaseFile>().TryRestrict())
        {
            LogReadable(services.GetRequiredService<ILogger<MarketDb>>());
        }

        await services.ForgetPlainKeysAsync();
    }

    /// <summary>
    /// Makes this process the only market on its database file, for as long as it lives, and brings the database up to this program's
    /// schema. False, with a sentence on the console, when another one is, or when it is not a database for this program.
    /// </summary>
    public static async Task<bool> OpenDatabaseAsync(this IServiceProvider services)
    {
        var whyNot = await services.WhyNotUsableAsync() ?? services.GetRequiredService<DatabaseFile>().Hold();
        await Console.Error.WriteAsync(whyNot is null ? "" : $"{whyNot}{Environment.NewLine}");
        if (whyNot is not null)
        {
            return false;
        }

        await services.MigrateAsync();
        return true;
    }

    /// <summary>
    /// As <see cref="MigrateAsync"/>, for verbs. A schema never changes under a running market; where nothing has to change,
    /// the market may run on, so that an administrator can be made without stopping it.
    /// </summary>
    /// <returns>A sentence that says why not; null when the database is up to date.</returns>
    public static async Task<string?> MigrateAloneAsync(this IServiceProvider services)
    {
        if (await services.WhyNotUsableAsync() is { } unusable)
        {
            return unusable;
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
        if (!await db.IsBehindAsync())
        {
            return null;
        }

        if (services.GetRequiredService<DatabaseFile>().Hold() is { } whyNot)
        {
            return whyNot;
        }

        await services.MigrateAsync();
        return null;
    }

    [LoggerMessage(LogLevel.Information, "Making the database, or bringing it up to this version.")]
    private static partial void LogMaking(ILogger log);

    [LoggerMessage(LogLevel.Warning, "The database file is another user's, so the market can't see to it that nobody else reads it.")]
    private static partial void LogReadable(ILogger log);

    private static Command MigrateVerb(IServiceProvider services)
    {
        var migrate = new Command("migrate", "Bring the database up to this program's schema; a new one is made.");
        migrate.SetAction(
            async (answer, stop) =>
            {
                if (await services.MigrateAloneAsync() is { } whyNot)
                {
                    await answer.InvocationConfiguration.Error.WriteLineAsync(whyNot);
                    return 1;
                }

                await using var db = await services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(stop);
                foreach (var trigger in await db.MakeMissingTriggersAsync(stop))
                {
                    await answer.InvocationConfiguration.Output.WriteLineAsync(
                        $"{trigger.Table} was not guarded against {trigger.Refused}; it is now."
                    );
                }

                await answer.InvocationConfiguration.Output.WriteLineAsync("The database is up to date.");
                return 0;
            }
        );
        return migrate;
    }

    /// <summary>Hands out the configured engine's context under the name that services know.</summary>
    private sealed class MarketDbFactory<T>(IDbContextFactory<T> engine) : IDbContextFactory<MarketDb>
        where T : MarketDb
    {
        public MarketDb CreateDbContext() => engine.CreateDbContext();
    }
}
