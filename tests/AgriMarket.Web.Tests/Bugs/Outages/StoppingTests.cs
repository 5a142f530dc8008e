using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Bugs.Outages;

/// <summary>
/// SIGTERM reset half of the open connections: what they had sent was never answered. Everything that was taken is answered now, with
/// the word that the connection ends; and <c>verify</c> leaves nothing beside a database.
/// </summary>
[Trait("Database", "sqlite"), Trait("Run", "process")]
public sealed class StoppingTests
{
    private const int Connections = 16;
    private const int TerminationSignal = 15;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRequestThatWasSentBeforeTheSignalOrJustAfterItIsAnswered()
    {
        using var database = TestDatabase.Create();
        using var program = await ProgramRun.OpenAsync(database.ConnectionString);
        var answered = 0;
        var clients = Enumerable
            .Range(0, Connections)
            .Select(_ => AskUntilToldToGoAsync(program.Address, () => Interlocked.Increment(ref answered)))
            .ToList();
        while (Volatile.Read(ref answered) < 20 * Connections && !clients.Exists(client => client.IsCompleted))
        {
            await Task.Delay(10, Cancel);
        }

        ProgramRun.Signal(program.Process, TerminationSignal);

        // Each connection ends because an answer says so, and none in the middle of a request.
        await Task.WhenAll(clients);
        await program.Process.WaitForExitAsync(Cancel);
        Assert.Equal(0, program.Process.ExitCode);
    }

    [Fact]
    public async Task VerifyLeavesNothingBesideADatabaseThatNobodyHasOpen()
    {
        using var database = TestDatabase.Create();
        var before = Directory.GetFiles(Path.GetDirectoryName(database.File)!);

        var (code, said, complaint) = await ProgramRun.RunAsync(database.ConnectionString, "", "verify");

        Assert.True(code == 0, said + complaint);
        Assert.Equal(before.Order(), Directory.GetFiles(Path.GetDirectoryName(database.File)!).Order());
    }

    [Fact]
    public async Task VerifyLeavesALivingDatabaseWhatLiesBesideIt()
    {
        await using var market = new MarketApp();
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var lot = await trade.ListAsync(100_000);

        var (code, said, complaint) = await ProgramRun.RunAsync(market.ConnectionString, "", "verify");

        Assert.True(code == 0, said + complaint);
        Assert.True(File.Exists($"{market.DatabaseFile}-wal"));
        await trade.OrderAsync(lot, 500);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    /// <summary>A program that asks again and again over one connection, as a proxy does, until an answer ends that connection.</summary>
    private static async Task AskUntilToldToGoAsync(Uri address, Action answered)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, Cancel);
        await using var stream = socket.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (true)
        {
            await stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Cancel);
            var (length, isLast, status) = (0, false, await reader.ReadLineAsync(Cancel));
            Assert.Equal($"HTTP/1.1 {(int)HttpStatusCode.OK} OK", status);
            while (await reader.ReadLineAsync(Cancel) is { Length: > 0 } header)
            {
                isLast |= header.Equals("Connection: close", StringComparison.OrdinalIgnoreCase);
                length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                    ? int.Parse(header[15..], CultureInfo.InvariantCulture)
                    : length;
            }

            await ReadBodyAsync(reader, length);
            answered();
            if (isLast)
            {
                return;
            }
        }
    }

    private static async Task ReadBodyAsync(StreamReader reader, int length)
    {
        if (length > 0)
        {
            Assert.Equal(length, await reader.ReadBlockAsync(new char[length], Cancel));
            return;
        }

        // In chunks, of which the last is empty.
        while (await reader.ReadLineAsync(Cancel) is { } size && size != "0")
        {
            await reader.ReadLineAsync(Cancel);
        }

        await reader.ReadLineAsync(Cancel);
    }
}
