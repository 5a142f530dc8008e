using System.CommandLine;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Verbs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Audit;

/// <summary>The verb <c>verify</c>: an auditor's question to the rows of a database.</summary>
public static class AuditModule
{
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IInvariants, DatabaseInvariants>();
        builder.Services.AddSingleton<Auditor>();
        builder.Services.AddVerb(Verify);
    }

    private static Command Verify(IServiceProvider services)
    {
        var file = new Option<string?>("--database")
        {
            Description = "An SQLite file to check instead of the configured database. It is only read.",
        };
        var verify = new Command(
            "verify",
            "Check from its rows that a database keeps every rule about stock and money, and name each row that breaks one. "
                + "The market may run on."
        )
        {
            file,
        };
        verify.SetAction(
            async (answer, stop) =>
            {
                var (output, error) = (answer.InvocationConfiguration.Output, answer.InvocationConfiguration.Error);
                if (FileOf(services, answer.GetValue(file)) is not { } path)
                {
                    await using var configured = await services
                        .GetRequiredService<IDbContextFactory<MarketDb>>()
                        .CreateDbContextAsync(stop);
                    return await VerifyAsync(services, configured, "The database", output, error, stop);
                }

                if (!File.Exists(path))
                {
                    await error.WriteLineAsync($"There is no file {path}.");
                    return 1;
                }

                await using var db = await SqliteFiles.OpenToReadAsync(path, stop);
                return await VerifyAsync(services, db, path, output, error, stop);
            }
        );
        return verify;
    }

    private static string? FileOf(IServiceProvider services, string? named) =>
        named is null ? services.GetRequiredService<DatabaseFile>().FullPath : Path.GetFullPath(named);

    private static async Task<int> VerifyAsync(
        IServiceProvider services,
        MarketDb db,
        string name,
        TextWriter output,
        TextWriter error,
        CancellationToken stop
    )
    {
        if (await db.WhyNotReadableAsync(name, stop) is { } whyNot)
        {
            await error.WriteLineAsync(whyNot);
            return 1;
        }

        if (!db.Database.IsSqlite())
        {
            // Nobody waits for it, and a rule about millions of rows takes its time.
            db.Database.SetCommandTimeout(0);
        }

        await output.WriteLineAsync(name);
        try
        {
            return await services.GetRequiredService<Auditor>().ReportAsync(db, output, stop) == 0 ? 0 : 1;
        }
        catch (SqliteException failure)
        {
            await error.WriteLineAsync($"{name} cannot be read to its end: {failure.Message}");
            return 1;
        }
    }
}
