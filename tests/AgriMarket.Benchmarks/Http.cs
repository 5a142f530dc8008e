using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AgriMarket.Benchmarks;

/// <summary>
/// Whole purchases (quote, order, pay) and lists of lots over HTTP with bearer tokens, the callers on the same cores. The floor
/// is a bare endpoint of the same server that writes answers of the same size.
/// </summary>
internal static class Http
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
            report.Add(new(name, "CPU a purchase, callers too", bought.Cpu.TotalMilliseconds / Purchases, "ms", floor.Cpu.TotalMilliseconds / Purchases));
        }

        using var client = market.CreateClient();
        var size = (await client.GetByteArrayAsync(ListPath)).Length;
        await Load.RunAsync(16, 500, _ => client.GetByteArrayAsync(ListPath));
        var lists = await Load.RunAsync(16, Lists, _ => client.GetByteArrayAsync(ListPath));
        var bare = await Load.RunAsync(16, Lists, _ => client.GetByteArrayAsync($"/bare?bytes={size}"));
        report.Add(new("16 connections", $"lists of 24 lots, {size / 1024} KB", lists.PerSecond, "lists/s", bare.PerSecond));
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
            (await client.PostAsJsonAsync("/api/v1/auth/register", new { login, displayName = "某人", password = Password })).EnsureSuccessStatusCode();
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/login", new { login, password = Password });
            var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return new(client);
        }

        public async Task BuyAsync(Guid lotId)
        {
            var id = Guid.CreateVersion7();
            var home = BenchMarket.Home;
            var wish = new { id, lines = new[] { new { lotId, grams = 2_500 } }, shipTo = new { name = home.Name, mobile = home.Mobile, regionCode = home.RegionCode, street = home.Street } };
            sizes[0] = await PostAsync("/api/v1/quotes", wish);
            sizes[1] = await PostAsync("/api/v1/orders", wish);
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
            return answer.IsSuccessStatusCode ? content.Length : throw new InvalidOperationException($"{path} was answered {answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(content)}");
        }
    }
}

/// <summary>Answers <c>/bare?bytes=N</c> before anything of the market is asked.</summary>
internal sealed class BareEndpoint : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map("/bare", bare => bare.Run(context =>
        {
            var bytes = new byte[int.Parse(context.Request.Query["bytes"]!, System.Globalization.CultureInfo.InvariantCulture)];
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes).AsTask();
        }));
        next(app);
    };
}
