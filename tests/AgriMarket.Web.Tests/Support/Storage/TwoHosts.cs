using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Tests.Support.Faults;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.Refunds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgriMarket.Web.Tests.Support.Storage;

/// <summary>Two processes of one market, as far as the database can tell: two hosts with a writer each, on one PostgreSQL.</summary>
internal sealed class TwoHosts : IAsyncDisposable
{
    public const string WhyPostgres = "A SQLite file has one writer: only a server's database is shared by processes.";

    private readonly TestDatabase database = TestDatabase.Create();
    private readonly TroubleLog trouble = new();

    public TwoHosts()
    {
        (One, Other) = (new Host(database, trouble), new Host(database, trouble));
    }

    public Host One { get; }

    public Host Other { get; }

    public IReadOnlyList<Host> All => [One, Other];

    /// <summary>Warnings and errors of both hosts.</summary>
    public IReadOnlyCollection<string> Trouble => trouble.Lines;

    /// <summary>Deadlocks that the server has broken in this database, once both hosts have gone.</summary>
    public async Task<long> DeadlocksAsync()
    {
        await StopAsync();
        await using var db = new PostgresMarketDb(MarketSql.OnServer(database.ConnectionString));
        return await db
            .Database.SqlQuery<long>($"SELECT deadlocks AS \"Value\" FROM pg_stat_database WHERE datname = current_database()")
            .SingleAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        try
        {
            await database.VerifyAsync(InvariantAssert.Everything);
        }
        finally
        {
            database.Dispose();
        }
    }

    private async Task StopAsync()
    {
        await One.Market.DisposeAsync();
        await Other.Market.DisposeAsync();
        // A connection tells the server's statistics what it has seen when it closes.
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    internal sealed class Host
    {
        public Host(TestDatabase database, TroubleLog trouble)
        {
            Market = new MarketApp(database);
            Market.Services.GetRequiredService<ILoggerFactory>().AddProvider(trouble);
            OrderFixture.LiftLimitsOfUnpaidOrders(Market.Services);
        }

        public MarketApp Market { get; }

        public OrderService Orders => Market.Services.GetRequiredService<OrderService>();

        public SandboxBank Bank => Market.Services.GetRequiredService<SandboxBank>();

        public RefundService Refunds => Market.Services.GetRequiredService<RefundService>();

        public MarketWriter Writer => Market.Services.GetRequiredService<MarketWriter>();
    }
}
