using AgriMarket.Web;
using AgriMarket.Web.Tests.Support;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgriMarket.Browser.Tests.Support;

/// <summary>
/// The whole market behind a real web server on a free port of this machine, with a SQLite file of its own that goes with
/// it, under the real clock. <see cref="WebApplicationFactory{TEntryPoint}.Services"/> is how a test lays out its goods.
/// </summary>
public class BrowserMarket : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>All browsers of a run come from one address, which people at their own do not.</summary>
    private const string SignInsPerMinute = "10000";

    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-").FullName;

    private readonly TestLog log = new();

    public override IServiceProvider Services
    {
        get
        {
            log.Follow();
            return base.Services;
        }
    }

    /// <summary>By name: browsers make passkeys for names only.</summary>
    public Uri Address
    {
        get
        {
            log.Follow();
            return new UriBuilder(ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
        }
    }

    private string ConnectionString => $"Data Source={Path.Combine(folder, "market.db")}";

    /// <summary>Whether the market begins with the demo's story instead of empty.</summary>
    private protected virtual bool IsSeeded => false;

    public ValueTask InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Development);
        builder.UseSetting("Storage:ConnectionString", ConnectionString);
        builder.UseSetting("Keys:Folder", Path.Combine(folder, "keys"));
        builder.UseSetting("Demo:Seed", IsSeeded ? "true" : "false");
        builder.UseSetting("Matching:RunMinutes", "0");
        builder.UseSetting("Members:SignInsPerMinute", SignInsPerMinute);
        builder.UseSetting("Logging:Console:LogLevel:Default", "None");
        builder.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(_ => log));
    }
}

/// <summary>A market that keeps nothing of a circuit once its line has dropped, as after a restart.</summary>
public sealed class ForgetfulBrowserMarket : BrowserMarket
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
            services.Configure<CircuitOptions>(circuits =>
                (circuits.DisconnectedCircuitMaxRetained, circuits.PersistedCircuitInMemoryMaxRetained) = (0, 0)
            )
        );
    }
}

/// <summary>A market that has the demo's two weeks behind it.</summary>
public sealed class DemoBrowserMarket : BrowserMarket
{
    private protected override bool IsSeeded => true;
}
