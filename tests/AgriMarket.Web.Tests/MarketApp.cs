using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AgriMarket.Web.Tests;

/// <summary>
/// The whole market in this process, on a SQLite file of its own that goes with it, under a clock that stands still until a
/// test moves it. As a class fixture it is in Development; <c>new MarketApp(Environments.Production)</c> gives the other.
/// </summary>
public sealed class MarketApp : WebApplicationFactory<Program>
{
    /// <summary>
    /// A Tuesday, 10:00 in China. Years ahead of the real clock, since the HTTP client drops cookies that the real clock
    /// calls expired.
    /// </summary>
    public static readonly DateTimeOffset Start = new(2035, 7, 17, 2, 0, 0, TimeSpan.Zero);

    private readonly string environment;
    private readonly Dictionary<string, string> settings;
    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-").FullName;

    public MarketApp()
        : this(Environments.Development)
    {
    }

    /// <param name="environment">Development or Production.</param>
    /// <param name="settings">Further settings, such as <c>("Writer:QueueLength", "1")</c>.</param>
    internal MarketApp(string environment, params IEnumerable<(string Name, string Value)> settings)
    {
        this.environment = environment;
        this.settings = new(StringComparer.OrdinalIgnoreCase) { ["Storage:ConnectionString"] = ConnectionString, ["Demo:Seed"] = "false", ["Logging:Console:LogLevel:Default"] = "Error" };
        foreach (var (name, value) in settings)
        {
            this.settings[name] = value;
        }

        ClientOptions.AllowAutoRedirect = false;
    }

    public FakeTimeProvider Clock { get; } = new(Start) { AutoAdvanceAmount = TimeSpan.Zero };

    public string DatabaseFile => Path.Combine(folder, "market.db");

    public string ConnectionString => $"Data Source={DatabaseFile}";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        foreach (var (name, value) in settings)
        {
            // As arguments of the program, so that it sees them from its first line on and above every file.
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
