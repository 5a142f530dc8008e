using System.Diagnostics;
using System.Globalization;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Support.Faults;

/// <summary>A market that is started as a process of its own, orders all the time, and is killed.</summary>
internal sealed class MarketProcess : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-").FullName;
    private readonly TimeSpan laterBy = MarketApp.Start - DateTimeOffset.UtcNow;
    private Guid buyerId;

    public string DatabaseFile => Path.Combine(folder, "market.db");

    private string ConnectionString => $"Data Source={DatabaseFile}";

    private string Acknowledged => Path.Combine(folder, "acknowledged.txt");

    /// <summary>Lots and funds enough for all that will be ordered.</summary>
    public async Task PrepareAsync()
    {
        await using var market = Open();
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 100_000_000);
        await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_000, 1_000_000);
        for (var i = 0; i < 6; i++)
        {
            await trade.ListAsync(i == 0 ? 100_000 : 500_000_000, i % 2 == 0 ? trade.Farmer : trade.Stranger);
        }

        buyerId = trade.Buyer;
    }

    /// <summary>The same database opened in this process, by the clock of the tests.</summary>
    public MarketApp Open() => new(Environments.Production, ("Storage:ConnectionString", ConnectionString));

    /// <summary>What the market had acknowledged so far, each order with the furthest it was said to have come.</summary>
    public IReadOnlyDictionary<Guid, OrderStatus> Promised()
    {
        var text = File.Exists(Acknowledged) ? File.ReadAllText(Acknowledged) : "";
        var promised = new Dictionary<Guid, OrderStatus>();
        // The kill may have cut the last line.
        foreach (
            var words in text[..(text.LastIndexOf('\n') + 1)]
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' '))
        )
        {
            promised[Guid.Parse(words[1])] = Enum.Parse<OrderStatus>(words[0]);
        }

        return promised;
    }

    /// <summary>Starts it, waits until it has acknowledged something, lets it work for a moment more, and kills it.</summary>
    public async Task KillAsync(int seed, TimeSpan after, CancellationToken stop)
    {
        var length = Length();
        using var market = Start(seed);
        try
        {
            while (Length() == length)
            {
                Assert.False(market.HasExited, "The market did not open again.");
                await Task.Delay(5, stop);
            }

            await Task.Delay(after, stop);
        }
        finally
        {
            market.Kill();
        }

        await market.WaitForExitAsync(stop);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private long Length() => File.Exists(Acknowledged) ? new FileInfo(Acknowledged).Length : 0;

    /// <summary>The program as built, told where to find this assembly, which puts the load inside.</summary>
    private Process Start(int seed)
    {
        var tests = Path.ChangeExtension(typeof(MarketProcess).Assembly.Location, null);
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "exec",
                "--depsfile",
                $"{tests}.deps.json",
                "--runtimeconfig",
                $"{tests}.runtimeconfig.json",
                typeof(Program).Assembly.Location,
            ]
        )
        {
            Environment =
            {
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(MarketProcess).Assembly.GetName().Name,
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Storage__ConnectionString"] = ConnectionString,
                ["Keys__Folder"] = Path.Combine(folder, "keys"),
                ["Payments__AllowSandbox"] = "true",
                ["Sms__AllowSandbox"] = "true",
                ["Logging__LogLevel__Default"] = "Error",
                // It lives too short for what pays later.
                ["DOTNET_TieredPGO"] = "0",
                ["DOTNET_gcServer"] = "0",
                [OrderLoad.Acknowledged] = Acknowledged,
                [OrderLoad.Buyer] = buyerId.ToString(),
                [OrderLoad.LaterBy] = laterBy.Ticks.ToString(CultureInfo.InvariantCulture),
                [OrderLoad.Seed] = seed.ToString(CultureInfo.InvariantCulture),
            },
        };
        return Process.Start(start)!;
    }
}
