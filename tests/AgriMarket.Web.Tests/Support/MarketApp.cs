using AgriMarket.Platform.Audit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AgriMarket.Web.Tests.Support;

/// <summary>
/// The whole market in this process, on a database of its own that goes with it, under a clock that stands still until a
/// test moves it. As a class fixture it is in Development; <c>new MarketApp(Environments.Production)</c> gives the other.
/// </summary>
public sealed class MarketApp : WebApplicationFactory<Program>
{
    /// <summary>
    /// A Tuesday, 10:00 in China. Years ahead of the real clock, since the HTTP client drops cookies that the real clock
    /// calls expired.
    /// </summary>
    public static readonly DateTimeOffset Start = new(2035, 7, 17, 2, 0, 0, TimeSpan.Zero);

    /// <summary>A password is to be slow to guess, which costs a fifth of a whole run; nobody guesses those of tests.</summary>
    private const int HashRounds = 1;

    private readonly string environment;
    private readonly Dictionary<string, string> settings;
    private readonly TestDatabase database;
    private readonly bool ownsDatabase;
    private readonly TestLog log = new();

    public MarketApp()
        : this(Environments.Development) { }

    /// <summary>Takes a database over as it is, and leaves it.</summary>
    internal MarketApp(TestDatabase database)
        : this(Environments.Development, database, []) { }

    /// <param name="environment">Development or Production.</param>
    /// <param name="settings">Further settings, such as <c>("Writer:QueueLength", "1")</c>.</param>
    internal MarketApp(string environment, params IEnumerable<(string Name, string Value)> settings)
        : this(environment, TestDatabase.Create(), settings)
    {
        ownsDatabase = true;
    }

    private MarketApp(string environment, TestDatabase database, IEnumerable<(string Name, string Value)> settings)
    {
        (this.environment, this.database) = (environment, database);
        this.settings = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Storage:Provider"] = TestDatabase.Provider,
            ["Storage:ConnectionString"] = ConnectionString,
            ["Demo:Seed"] = "false",

            // It listens nowhere, whatever else runs at the usual address of a market.
            ["urls"] = "http://127.0.0.1:0",

            // The keys of one market are not another's, and go with it.
            ["Keys:Folder"] = database.KeyFolder,

            // In Production tests pay with test money too, and read the codes that nobody sends.
            ["Payments:AllowSandbox"] = "true",
            ["Sms:AllowSandbox"] = "true",

            // Nor has an official of tests an authenticator app; StrictMarket asks for one.
            ["Members:RequireFactor"] = "false",

            // Tests say themselves what carriers scan.
            ["Carriers:SandboxMinutes"] = "0",

            // Tests start runs themselves, so that no other takes what they expect to find.
            ["Matching:RunMinutes"] = "0",
            ["Audits:PerDay"] = "0",
            ["Audits:AnswerDays"] = "1",
            ["Logging:Console:LogLevel:Default"] = "None",
        };
        foreach (var (name, value) in settings)
        {
            this.settings[name] = value;
        }

        ClientOptions.AllowAutoRedirect = false;
    }

    public FakeTimeProvider Clock { get; } = new RoundsApart(Start) { AutoAdvanceAmount = TimeSpan.Zero };

    /// <summary>What its database is asked when it goes: whatever the tests did, they have left whole books.</summary>
    internal Auditor LeavesWhole { get; set; } = InvariantAssert.Everything;

    /// <summary>What one more module hands in.</summary>
    internal Action<IServiceCollection> Contributes { get; init; } = _ => { };

    public override IServiceProvider Services
    {
        get
        {
            log.Follow();
            return base.Services;
        }
    }

    public string DatabaseFile => database.File;

    public string ConnectionString => database.ConnectionString;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        foreach (var (name, value) in settings)
        {
            // As arguments of the program, so that it sees them from its first line on and above every file.
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock).AddSingleton<ILoggerProvider>(_ => log);
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashRounds);
            Contributes(services);
        });
    }

    protected override void ConfigureClient(HttpClient client)
    {
        log.Follow();
        base.ConfigureClient(client);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (ownsDatabase)
        {
            try
            {
                await database.VerifyAsync(LeavesWhole);
            }
            finally
            {
                database.Dispose();
            }
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Tests move the clock by days, and every round of every sweep on the way would take its time: after their first round the
    /// market's sweeps come every six hours.
    /// </summary>
    private sealed class RoundsApart(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private static readonly TimeSpan Apart = TimeSpan.FromHours(6);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime, period > TimeSpan.Zero && period < Apart ? Apart : period);
    }
}
