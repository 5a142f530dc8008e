using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AgriMarket.Web.Tests.Support;

/// <summary>The program itself in a process of its own, as its operator starts it.</summary>
internal static class ProgramRun
{
    /// <summary>For a verb on a busy machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

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
        // A program that goes on instead is a failure, not a test without an end.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        using var program = Process.Start(start)!;
        try
        {
            await program.StandardInput.WriteLineAsync(input);
            program.StandardInput.Close();
            var (output, error) = (program.StandardOutput.ReadToEndAsync(cancel), program.StandardError.ReadToEndAsync(cancel));
            await program.WaitForExitAsync(limit.Token);
            return (program.ExitCode, await output, await error);
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill();
            }
        }
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

    /// <summary>The market in a process of its own, once it answers. It is ended with this object.</summary>
    public static async Task<OpenProgram> OpenAsync(string connectionString)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}");
        port.Stop();
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(typeof(Program).Assembly.Location),
            Environment =
            {
                ["Storage__ConnectionString"] = connectionString,
                ["Payments__AllowSandbox"] = "true",
                ["Sms__AllowSandbox"] = "true",
                ["Keys__Folder"] = Path.Combine(AppContext.BaseDirectory, ".keys"),
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = address.ToString(),
                ["Limits__Enabled"] = "false",
            },
        };
        var program = new OpenProgram(Process.Start(start)!, address);
        program.Process.BeginOutputReadLine();
        using var visitor = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await visitor.GetAsync(new Uri(address, "/health/live"), cancel);
                return program;
            }
            catch (HttpRequestException) when (!program.Process.HasExited)
            {
                await Task.Delay(50, cancel);
            }
        }
    }

    /// <summary>Sends a signal, as an operator's service manager does.</summary>
    public static void Signal(Process process, int signal) => Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();

    internal sealed record OpenProgram(Process Process, Uri Address) : IDisposable
    {
        public void Dispose()
        {
            if (!Process.HasExited)
            {
                Process.Kill();
            }

            Process.Dispose();
        }
    }
}
