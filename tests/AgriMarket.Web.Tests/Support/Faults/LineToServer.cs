using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace AgriMarket.Web.Tests.Support.Faults;

/// <summary>Where a line to a server breaks.</summary>
internal enum CutAt
{
    Nowhere,

    /// <summary>The server never gets the commit.</summary>
    BeforeCommit,

    /// <summary>The server commits, and its answer never arrives.</summary>
    AfterCommit,
}

/// <summary>Every byte between a market and its PostgreSQL server goes through here, and so can be lost or held up.</summary>
internal sealed class LineToServer : IAsyncDisposable
{
    private readonly TcpListener door = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly (string Host, int Port) server;
    private readonly Task accepting;
    private TaskCompletionSource flows = Flowing();

    public LineToServer(string connectionString)
    {
        var place = new NpgsqlConnectionStringBuilder(connectionString);
        server = (place.Host!, place.Port);
        door.Start();
        place.Host = IPAddress.Loopback.ToString();
        place.Port = ((IPEndPoint)door.LocalEndpoint).Port;
        ConnectionString = place.ConnectionString;
        accepting = AcceptAsync();
    }

    /// <summary>Leads to the server through here.</summary>
    public string ConnectionString { get; }

    /// <summary>What happens to the next commit; once.</summary>
    public CutAt Next { get; set; }

    /// <summary>Whether the cut leaves the server out of reach, until <see cref="Mend"/>.</summary>
    public bool StaysDown { get; set; }

    /// <summary>Every connection ends at once.</summary>
    public bool IsDown { get; set; }

    public void Mend() => (StaysDown, IsDown) = (false, false);

    /// <summary>Nothing goes through any more, and nobody is told so: as when the server's processes are stopped.</summary>
    public void Freeze() => flows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn() => flows.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        GoOn();
        door.Stop();
        await accepting;
        end.Dispose();
    }

    private static TaskCompletionSource Flowing()
    {
        var flowing = new TaskCompletionSource();
        flowing.SetResult();
        return flowing;
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await door.AcceptTcpClientAsync(end.Token);
                connections.Add(ConnectAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ConnectAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        if (IsDown)
        {
            return;
        }

        await far.ConnectAsync(server.Host, server.Port, end.Token);
        var cut = new Cut(over);
        await Task.WhenAll(PumpAsync(near, far, cut, isToServer: true), PumpAsync(far, near, cut, isToServer: false));
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Cut cut, bool isToServer)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await from.GetStream().ReadAsync(bytes, cut.Over.Token)) > 0)
            {
                await flows.Task.WaitAsync(cut.Over.Token);
                if (IsDown || (isToServer ? Breaks(bytes.AsSpan(0, count), cut) : cut.AnswerIsLost))
                {
                    IsDown |= StaysDown;
                    break;
                }

                await to.GetStream().WriteAsync(bytes.AsMemory(0, count), cut.Over.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The other direction, or the whole line, has ended.
        }

        await cut.Over.CancelAsync();
    }

    /// <summary>Whether the line ends before these bytes.</summary>
    private bool Breaks(ReadOnlySpan<byte> bytes, Cut cut)
    {
        if (Next == CutAt.Nowhere || bytes.IndexOf("COMMIT\0"u8) < 0)
        {
            return false;
        }

        var isBefore = Next == CutAt.BeforeCommit;
        (Next, cut.AnswerIsLost) = (CutAt.Nowhere, !isBefore);
        return isBefore;
    }

    private sealed class Cut(CancellationTokenSource over)
    {
        public CancellationTokenSource Over => over;

        public bool AnswerIsLost { get; set; }
    }
}
