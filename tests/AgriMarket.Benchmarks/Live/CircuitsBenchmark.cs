using AgriMarket.Benchmarks.Support;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Benchmarks.Live;

/// <summary>
/// What people cost who look and who work: the shop window's first page and its hub connection, and circuits of working pages,
/// opened by clients in a process of their own over real sockets. Memory is what the server's heap holds after a full
/// collection, a head. Floors in the same run: a bare answer of the page's size, a bare SignalR hub, a circuit with nothing in it.
/// </summary>
internal static class CircuitsBenchmark
{
    private const int Lots = 1_000;
    private const int Visitors = 1_000;
    private const int Workers = 200;
    private const int Pages = 3_000;

    /// <summary>A market that has run for a while: after fewer pages the runtime still compiles what they run, on the same cores.</summary>
    private const int WarmUpPages = 10_000;

    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(4);

    private static readonly string[] FullPageLoads =
    [
        "/farm",
        "/farm/sell",
        "/farm/orders",
        "/backoffice",
        "/backoffice/funds/new",
        "/me/apply",
    ];

    public static async Task RunAsync(Report report)
    {
        await using var market = await BenchMarket.OpenAsync(
            Lots,
            overHttp: true,
            services =>
            {
                services.WatchCommits();
                services.AddSingleton<IStartupFilter, WorkerSignIn>();
                // Who has gone is forgotten at once: the next is measured without them.
                services.Configure<CircuitOptions>(circuits =>
                    (
                        circuits.DisconnectedCircuitMaxRetained,
                        circuits.DisconnectedCircuitRetentionPeriod,
                        circuits.PersistedCircuitInMemoryMaxRetained
                    ) = (0, TimeSpan.Zero, 0)
                );
            }
        );
        using var http = market.CreateClient();
        await PagesAsync(report, market);
        var port = market.ClientOptions.BaseAddress.Port;
        await VisitorsAsync(market, "/hubs/stock", "WatchLots", port);
        report.Add(
            new(
                "shop window",
                "memory a visitor",
                await VisitorsAsync(market, "/hubs/stock", "WatchLots", port),
                "KB",
                await VisitorsAsync(market, "/floor", "Watch", port)
            )
        );

        var cookie = (await http.GetAsync(WorkerSignIn.Path)).Headers.GetValues("Set-Cookie").First().Split(';')[0];
        await WorkersAsync(new(port, "/farm/sell", cookie, 20));
        var bare = await WorkersAsync(new(port, null, cookie, Workers));
        foreach (var page in FullPageLoads.Where(report.Wants))
        {
            report.Add(new(page, "memory a circuit", await WorkersAsync(new(port, page, cookie, Workers)), "KB", bare));
        }
    }

    /// <summary>
    /// Each page is a visitor's first, without a cookie; most of them get a page that was made once for all. Who has a cart gets
    /// a page made for them alone. While orders come in, each makes the pages made before it old ones.
    /// </summary>
    private static async Task PagesAsync(Report report, BenchMarket market)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = market.ClientOptions.BaseAddress };
        var size = (await http.GetByteArrayAsync("/")).Length;
        await Load.RunAsync(16, WarmUpPages, _ => FirstAsync(http));
        await Load.RunAsync(16, WarmUpPages, _ => WithCartAsync(http));
        var bare = await Load.RunAsync(16, Pages, _ => http.GetByteArrayAsync($"/bare?bytes={size}"));
        Add("first page", await Load.RunAsync(16, Pages, _ => FirstAsync(http)));

        using var stop = new CancellationTokenSource();
        var orders = market.SellAsync(stop.Token);
        var busy = await Load.RunAsync(16, Pages, _ => FirstAsync(http));
        await stop.CancelAsync();
        Add($"first page, while {await orders / busy.Took.TotalSeconds:0} orders/s come in", busy);
        Add("page of a visitor with a cart, made for each", await Load.RunAsync(16, Pages, _ => WithCartAsync(http)));

        void Add(string name, LoadResult shown)
        {
            report.Add(new($"shop window, {size / 1024} KB", name, shown.PerSecond, "pages/s", bare.PerSecond));
            report.Add(new($"shop window, {size / 1024} KB", $"{name}, p99", shown.P99Ms, "ms", bare.P99Ms));
        }
    }

    private static async Task FirstAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/");
        await WholeAsync(answer);
        if (!answer.Headers.Contains("Set-Cookie"))
        {
            throw new InvalidOperationException("A first page gives its visitor a token of their own, and so a cookie.");
        }
    }

    private static async Task WithCartAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", $"cart={Guid.NewGuid()}");
        using var answer = await http.SendAsync(request);
        await WholeAsync(answer);
    }

    private static async Task WholeAsync(HttpResponseMessage answer)
    {
        var page = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        if (page.AsSpan().IndexOf("</html>"u8) < 0)
        {
            throw new InvalidOperationException("A page came without its end.");
        }
    }

    private static async Task<double> VisitorsAsync(BenchMarket market, string path, string method, int port)
    {
        await Task.Delay(Leaving);
        var before = Heap();
        using var visitors = await LiveClients.StartAsync(new(port, path, method, "json", Visitors), market.LotIds);
        await Task.Delay(TimeSpan.FromSeconds(1));
        return (Heap() - before) / 1024.0 / Visitors;
    }

    private static async Task<double> WorkersAsync(CircuitVisit visit)
    {
        await Task.Delay(Leaving);
        var before = Heap();
        using var workers = await CircuitClients.OpenAsync(visit);
        await Task.Delay(TimeSpan.FromSeconds(2));
        return (Heap() - before) / 1024.0 / visit.Count;
    }

    private static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Signs in somebody who may open every working page.</summary>
    private sealed class WorkerSignIn : IStartupFilter
    {
        public const string Path = "/worker";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Map(Path, worker => worker.Run(SignInAsync));
                next(app);
            };

        private static async Task SignInAsync(HttpContext context)
        {
            var services = context.RequestServices;
            var joined = await services
                .GetRequiredService<MemberService>()
                .SignUpAsync(new SignUpRequest("杨大山", "13900000000", "a long enough one"));
            await using (var db = services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContext())
            {
                foreach (var role in new[] { MemberRole.Farmer, MemberRole.Official })
                {
                    var application = new RoleApplication
                    {
                        Id = Guid.CreateVersion7(),
                        MemberId = joined.Value.Id,
                        Role = role,
                        DisplayName = "雷山",
                        RegionCode = "522634",
                        AppliedAt = DateTime.UtcNow,
                    };
                    application.Decide(ApplicationAction.Confirm, Guid.CreateVersion7(), [MemberRole.Administrator], null, DateTime.UtcNow);
                    db.Add(application);
                }

                await db.SaveChangesAsync();
            }

            var signIn = services.GetRequiredService<SignInManager<Member>>();
            signIn.Context = context;
            await services.GetRequiredService<SignInService>().SignInAsync(joined.Value);
        }
    }
}
