using System.CommandLine;
using AgriMarket.Platform.Verbs;
using Microsoft.Data.Sqlite;

namespace AgriMarket.Platform.Backup;

/// <summary>The verbs <c>backup</c> and <c>restore</c>.</summary>
public static class BackupModule
{
    public static void AddBackup(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DatabaseBackup>();
        builder.Services.AddSingleton<DatabaseRestore>();
        builder.Services.AddVerb(Backup);
        builder.Services.AddVerb(Restore);
    }

    private static Command Backup(IServiceProvider services)
    {
        var file = new Argument<string>("FILE") { Description = "Where the copy goes." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace FILE when it is there already." };
        var backup = new Command("backup", "Copy one moment of the database into a file and check the copy. The market may run on.")
        {
            file,
            overwrite,
        };
        backup.SetAction(
            (answer, stop) =>
                SayAsync(
                    answer,
                    () =>
                        services
                            .GetRequiredService<DatabaseBackup>()
                            .WriteAsync(Path.GetFullPath(answer.GetRequiredValue(file)), answer.GetValue(overwrite), stop)
                )
        );
        return backup;
    }

    private static Command Restore(IServiceProvider services)
    {
        var file = new Argument<string>("FILE") { Description = "A backup, or any database file of the market." };
        var restore = new Command(
            "restore",
            "Check a backup and put it in place of the configured database, which is kept beside it. The market must be stopped."
        )
        {
            file,
        };
        restore.SetAction(
            (answer, stop) =>
                SayAsync(
                    answer,
                    () => services.GetRequiredService<DatabaseRestore>().RestoreAsync(Path.GetFullPath(answer.GetRequiredValue(file)), stop)
                )
        );
        return restore;
    }

    private static async Task<int> SayAsync(ParseResult answer, Func<Task<Outcome>> act)
    {
        var outcome = await TryAsync(act);
        var console = answer.InvocationConfiguration;
        foreach (var sentence in outcome.Sentences)
        {
            await (outcome.Done ? console.Output : console.Error).WriteLineAsync(sentence);
        }

        return outcome.Done ? 0 : 1;
    }

    /// <summary>A full disk, a folder that may not be written: the operator's matter, and no bug.</summary>
    private static async Task<Outcome> TryAsync(Func<Task<Outcome>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            return Outcome.Refused($"It could not be done, and nothing was changed: {failure.Message}");
        }
    }
}

/// <summary>What became of a verb, for the console.</summary>
internal sealed record Outcome(bool Done, IReadOnlyList<string> Sentences)
{
    public static Outcome Did(params IReadOnlyList<string> sentences) => new(true, sentences);

    public static Outcome Refused(params IReadOnlyList<string> sentences) => new(false, sentences);
}
