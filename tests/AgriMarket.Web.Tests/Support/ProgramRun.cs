using System.Diagnostics;

namespace AgriMarket.Web.Tests.Support;

/// <summary>The program itself in a process of its own, as its operator starts it.</summary>
internal static class ProgramRun
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        string connectionString,
        string input,
        params IEnumerable<string> words
    )
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Storage__ConnectionString"] = connectionString,
                ["Storage__Provider"] = connectionString.StartsWith("Host=", StringComparison.Ordinal) ? "postgres" : "sqlite",
                ["Keys__Folder"] = Path.Combine(AppContext.BaseDirectory, ".keys"),
                ["Payments__AllowSandbox"] = "true",
                ["Sms__AllowSandbox"] = "true",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            },
        };
        using var program = Process.Start(start)!;
        await program.StandardInput.WriteLineAsync(input);
        program.StandardInput.Close();
        var (output, error) = (program.StandardOutput.ReadToEndAsync(cancel), program.StandardError.ReadToEndAsync(cancel));
        await program.WaitForExitAsync(cancel);
        return (program.ExitCode, await output, await error);
    }

    /// <summary>
    /// Starts the market as "dotnet run" does, reads what it says until a line has the word, ends it, and gives all lines back.
    /// </summary>
    public static async Task<IReadOnlyList<string>> StartAsync(string connectionString, string until)
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(typeof(Program).Assembly.Location),
            Environment =
            {
                ["Storage__ConnectionString"] = connectionString,
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            },
        };
        using var program = Process.Start(start)!;
        try
        {
            var lines = new List<string>();
            while (await program.StandardOutput.ReadLineAsync(cancel) is { } line)
            {
                lines.Add(line);
                if (line.Contains(until, StringComparison.Ordinal))
                {
                    break;
                }
            }

            return lines;
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync(cancel);
        }
    }
}
