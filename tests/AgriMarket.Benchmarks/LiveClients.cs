using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AgriMarket.Benchmarks;

/// <summary>What the clients of a run do.</summary>
/// <param name="Method">The hub method that takes the ids of the lots to watch.</param>
/// <param name="Protocol"><c>json</c> or <c>messagepack</c>.</param>
internal sealed record LiveWatch(int Port, string Path, string Method, string Protocol, int Clients);

/// <summary>A change of a lot (by its place in the list) as it came in at a client.</summary>
/// <param name="At">A <see cref="Stopwatch"/> timestamp, which is the machine's.</param>
internal readonly record struct Arrival(int Lot, int Version, long At);

/// <summary>What the clients saw: changes and frames since the mark, and the last version of each watched lot of each client.</summary>
internal sealed record LiveSeen(Arrival[] Arrivals, long Frames, Arrival[] Last);

/// <summary>Clients in a process of their own, so that the server's processor time is the server's.</summary>
internal sealed class LiveClients(Process process) : IDisposable
{
    /// <summary>The word with which this program is started as the clients.</summary>
    public const string Verb = "live-clients";

    public static async Task<LiveClients> StartAsync(LiveWatch watch, IReadOnlyList<Guid> lotIds)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, isHost ? [Assembly.GetExecutingAssembly().Location, Verb] : [Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // Whatever arrives is handled where the socket's news arrives: the least that a client can cost.
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        start.Environment["DOTNET_gcServer"] = "0";
        var clients = new LiveClients(Process.Start(start)!);
        await clients.SayAsync(JsonSerializer.Serialize(watch));
        await clients.SayAsync(JsonSerializer.Serialize(lotIds));
        await clients.HearAsync();
        return clients;
    }

    /// <summary>From here on what arrives counts.</summary>
    public async Task MarkAsync()
    {
        await SayAsync("mark");
        await HearAsync();
    }

    public async Task<LiveSeen> StopAsync()
    {
        var file = Path.GetTempFileName();
        await SayAsync(file);
        var frames = long.Parse(await HearAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await process.WaitForExitAsync();
        var arrivals = await ReadAsync(file);
        var last = await ReadAsync(file + ".last");
        return new(arrivals, frames, last);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    /// <summary>The clients' own side: reads what to do, says when it is done.</summary>
    public static async Task RunAsync()
    {
        var watch = JsonSerializer.Deserialize<LiveWatch>(await Console.In.ReadLineAsync() ?? "")!;
        var lotIds = JsonSerializer.Deserialize<Guid[]>(await Console.In.ReadLineAsync() ?? "")!;
        await using var crowd = new LiveCrowd(watch, lotIds);
        await crowd.ConnectAsync();
        Console.WriteLine("watching");
        await Console.In.ReadLineAsync();
        crowd.Mark();
        Console.WriteLine("marked");
        var file = await Console.In.ReadLineAsync() ?? "";
        await WriteAsync(file, crowd.Arrivals());
        await WriteAsync(file + ".last", crowd.Last());
        Console.WriteLine(crowd.Frames);
    }

    private static Task WriteAsync(string file, Arrival[] arrivals) => File.WriteAllBytesAsync(file, MemoryMarshal.AsBytes(arrivals.AsSpan()).ToArray());

    private static async Task<Arrival[]> ReadAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        return MemoryMarshal.Cast<byte, Arrival>(bytes).ToArray();
    }

    private async Task SayAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    private async Task<string> HearAsync() => await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The clients have ended.");
}
