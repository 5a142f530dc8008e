using System.Diagnostics;
using System.Reflection;

namespace AgriMarket.Benchmarks.Support;

/// <summary>This program once more, as the clients, so that the server's time and memory are the server's. They talk in lines.</summary>
internal sealed class ClientProcess : IDisposable
{
    private readonly Process process;

    /// <param name="verb">The word with which this program becomes the clients.</param>
    public ClientProcess(string verb)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, isHost ? [Assembly.GetExecutingAssembly().Location, verb] : [verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // Whatever arrives is handled where the socket's data arrives: the least that a client can cost.
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        start.Environment["DOTNET_gcServer"] = "0";
        process = Process.Start(start)!;
    }

    public async Task SayAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    public async Task<string> HearAsync() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The clients have ended.");

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
