using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AgriMarket.Benchmarks.Support;
using AgriMarket.Domain.Logistics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AgriMarket.Benchmarks.Orders;

/// <summary>
/// Whole purchases (quote, order, pay) and lists of lots over HTTP with bearer tokens, the callers on the same cores. The floor
/// is a bare endpoint of the same server that writes answers of the same size.
/// </summary>
internal static class HttpBenchmark
{
    private const int Purchases = 2_000;
    private const int Lists = 10_000;

    public static async Task RunAsync(Report report)
    {
        await using var market = await BenchMarket.OpenAsync(lots: 1_000, overHttp: true);
        foreach (var connections in new[] { 1, 16, 64 })
        {
            var callers = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Caller.JoinAsync(market)));
            var free = new System.Collections.Concurrent.ConcurrentBag<Caller>(callers);
            await Load.RunAsync(connections, 200, i => PurchaseAsync(market, free, i));
            var bought = await Load.RunAsync(connections, Purchases, i => PurchaseAsync(market, free, i));
            var floor = await Load.RunAsync(connections, Purchases, _ => BareAsync(free));
            var name = $"{connections} connection{(connections == 1 ? "" : "s")}";
            report.Add(new(name, "purchases", bought.PerSecond, "purchases/s", floor.PerSecond));
            report.Add(new(name, "p99", bought.P99Ms, "ms", floor.P99Ms));
            report.Add(
                new(
                    name,
                    "CPU a purchase, callers too",
                    bought.Cpu.TotalMilliseconds / Purchases,
                    "ms",
                    floor.Cpu.TotalMilliseconds / Purchases
                )
            );
        }

        await ListsAsync(market, report);
    }

    /// <summary>
    /// Lists while nothing is sold, so that what one visitor read serves the next; while orders come in, each of which makes
    /// what was read old; and lists of which each is another, so that nothing read before serves.
    /// </summary>
    private static async Task ListsAsync(BenchMarket market, Report report)
    {
        using var client = market.CreateClient();
        var size = (await client.GetByteArrayAsync(ListPath)).Length;

        // Every page of the market, in nine sizes around 24: more than are kept before the first comes again.
        var cursors = await CursorsAsync(client);
        Task<LoadResult> OthersAsync() =>
            Load.RunAsync(
                16,
                Lists,
                i => client.GetByteArrayAsync($"/api/v1/lots?pageSize={20 + (i / cursors.Count % 9)}&cursor={cursors[i % cursors.Count]}")
            );

        // A market that has run for a while: with fewer lists the runtime still compiles what they run, on the same cores.
        await Load.RunAsync(16, Lists, _ => client.GetByteArrayAsync(ListPath));
        await OthersAsync();
        var bare = await Load.RunAsync(16, Lists, _ => client.GetByteArrayAsync($"/bare?bytes={size}"));
        var quiet = await Load.RunAsync(16, Lists, _ => client.GetByteArrayAsync(ListPath));
        report.Add(new("16 connections", $"lists of 24 lots, {size / 1024} KB", quiet.PerSecond, "lists/s", bare.PerSecond));

        using var stop = new CancellationTokenSource();
        var orders = market.SellAsync(stop.Token);
        var busy = await Load.RunAsync(16, Lists, _ => client.GetByteArrayAsync(ListPath));
        await stop.CancelAsync();
        report.Add(
            new(
                "16 connections",
                $"the same while {await orders / busy.Took.TotalSeconds:0} orders/s come in",
                busy.PerSecond,
                "lists/s",
                bare.PerSecond
            )
        );

        var others = await OthersAsync();
        report.Add(new("16 connections", "lists of which each is another", others.PerSecond, "lists/s", bare.PerSecond));
    }

    /// <summary>Where each page but the first begins.</summary>
    private static async Task<IReadOnlyList<string>> CursorsAsync(HttpClient client)
    {
        var cursors = new List<string>();
        for (var path = ListPath; path is not null; )
        {
            var next = (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("next").GetString();
            path = next is null ? null : $"{ListPath}&cursor={next}";
            cursors.AddRange(next is null ? [] : [next]);
        }

        return cursors;
    }

    private const string ListPath = "/api/v1/lots?pageSize=24";

    private static async Task PurchaseAsync(BenchMarket market, System.Collections.Concurrent.ConcurrentBag<Caller> free, int number)
    {
        if (!free.TryTake(out var caller))
        {
            throw new InvalidOperationException("More purchases at once than callers.");
        }

        await caller.BuyAsync(market.LotIds[number * 7 % market.LotIds.Count]);
        free.Add(caller);
    }

    private static async Task BareAsync(System.Collections.Concurrent.ConcurrentBag<Caller> free)
    {
        free.TryTake(out var caller);
        await caller!.AskBareAsync();
        free.Add(caller);
    }

    /// <summary>A member with a token and a connection.</summary>
    private sealed class Caller(HttpClient client)
    {
        private readonly int[] sizes = new int[3];

        public static async Task<Caller> JoinAsync(BenchMarket market)
        {
            var client = market.CreateClient();
            var login = $"{Guid.NewGuid():N}@example.com";
            const string Password = "a long enough one";
            (
                await client.PostAsJsonAsync(
                    "/api/v1/auth/register",
                    new
                    {
                        login,
                        displayName = "某人",
                        password = Password,
                    }
                )
            ).EnsureSuccessStatusCode();
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/login", new { login, password = Password });
            var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>())
                .GetProperty("accessToken")
                .GetString();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return new(client);
        }

        public async Task BuyAsync(Guid lotId)
        {
            var id = Guid.CreateVersion7();
            var home = BenchMarket.Home;
            var intent = new
            {
                id,
                lines = new[] { new { lotId, grams = 2_500 } },
                shipTo = new
                {
                    name = home.Name,
                    mobile = home.Mobile,
                    regionCode = home.RegionCode,
                    street = home.Street,
                },
            };
            sizes[0] = await PostAsync("/api/v1/quotes", intent);
            sizes[1] = await PostAsync("/api/v1/orders", intent);
            sizes[2] = await PostAsync($"/api/v1/orders/{id}/pay", new { outcome = "succeed" });
        }

        public async Task AskBareAsync()
        {
            foreach (var size in sizes)
            {
                await client.GetByteArrayAsync($"/bare?bytes={size}");
            }
        }

        private async Task<int> PostAsync<T>(string path, T body)
        {
            using var answer = await client.PostAsJsonAsync(path, body);
            var content = await answer.Content.ReadAsByteArrayAsync();
            return answer.IsSuccessStatusCode
                ? content.Length
                : throw new InvalidOperationException(
                    $"{path} was answered {answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(content)}"
                );
        }
    }
}

/// <summary>Answers <c>/bare?bytes=N</c> before anything of the market is asked.</summary>
internal sealed class BareEndpoint : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Map(
                "/bare",
                bare =>
                    bare.Run(context =>
                    {
                        var bytes = new byte[int.Parse(context.Request.Query["bytes"]!, System.Globalization.CultureInfo.InvariantCulture)];
                        context.Response.ContentLength = bytes.Length;
                        return context.Response.Body.WriteAsync(bytes).AsTask();
                    })
            );
            next(app);
        };
}
