using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using AgriMarket.Benchmarks.Support;

namespace AgriMarket.Benchmarks.Live;

/// <summary>What the clients of a run do.</summary>
/// <param name="Method">The hub method that takes the ids of the lots to watch.</param>
/// <param name="Protocol"><c>json</c> or <c>messagepack</c>.</param>
internal sealed record LiveWatch(int Port, string Path, string Method, string Protocol, int Clients);

/// <summary>A change of a lot (by its place in the list) as it came in at a client.</summary>
/// <param name="At">A <see cref="Stopwatch"/> timestamp, which is the machine's.</param>
internal readonly record struct Arrival(int Lot, int Version, long At);

/// <summary>What the clients saw: changes and frames since the mark, and the last version of each watched lot of each client.</summary>
internal sealed record LiveSeen(Arrival[] Arrivals, long Frames, Arrival[] Last);

/// <summary>Clients in a process of their own.</summary>
internal sealed class LiveClients : IDisposable
{
    /// <summary>The word with which this program is started as the clients.</summary>
    public const string Verb = "live-clients";

    private readonly ClientProcess process = new(Verb);

    public static async Task<LiveClients> StartAsync(LiveWatch watch, IReadOnlyList<Guid> lotIds)
    {
        var clients = new LiveClients();
        await clients.process.SayAsync(JsonSerializer.Serialize(watch));
        await clients.process.SayAsync(JsonSerializer.Serialize(lotIds));
        await clients.process.HearAsync();
        return clients;
    }

    /// <summary>From here on what arrives counts.</summary>
    public async Task MarkAsync()
    {
        await process.SayAsync("mark");
        await process.HearAsync();
    }

    public async Task<LiveSeen> StopAsync()
    {
        var file = Path.GetTempFileName();
        await process.SayAsync(file);
        var said = await process.HearAsync();
        var frames = long.TryParse(said, CultureInfo.InvariantCulture, out var counted)
            ? counted
            : throw new InvalidOperationException(said);
        var arrivals = await ReadAsync(file);
        var last = await ReadAsync(file + ".last");
        return new(arrivals, frames, last);
    }

    public void Dispose() => process.Dispose();

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
        Console.WriteLine(crowd.Failure is { } failure ? failure.ToString().ReplaceLineEndings(" ") : crowd.Frames);
    }

    private static Task WriteAsync(string file, Arrival[] arrivals) =>
        File.WriteAllBytesAsync(file, MemoryMarshal.AsBytes(arrivals.AsSpan()).ToArray());

    private static async Task<Arrival[]> ReadAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        return MemoryMarshal.Cast<byte, Arrival>(bytes).ToArray();
    }
}
