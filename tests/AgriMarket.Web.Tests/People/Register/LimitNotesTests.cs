using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.People.Register;

/// <summary>Who calls too often is on record, and does not fill it.</summary>
public sealed class LimitNotesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TooManyCallsAreNotedOnceAMinuteForEachNetwork()
    {
        await using var market = Limited();
        await FloodAsync(market, "198.51.100.20", "203.0.113.9");
        await FloodAsync(market, "198.51.100.20");

        Assert.Equal(
            [("198.51.100.*", "/sign-in"), ("203.0.113.*", "/sign-in")],
            (await NotesAsync(market)).Select(act => (act.Network, act.SubjectName))
        );
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await FloodAsync(market, "198.51.100.20");
        Assert.Equal(3, (await NotesAsync(market)).Count);
    }

    [Fact]
    public async Task AFloodFromManyNetworksMakesSoManyEntriesAndNoMore()
    {
        await using var market = Limited();
        market.Services.GetRequiredService<LimitNotes>().Most = 2;

        await FloodAsync(market, "198.51.100.20", "203.0.113.9", "192.0.2.1", "192.0.2.77");

        Assert.Equal(2, (await NotesAsync(market)).Count);
    }

    private static async Task FloodAsync(MarketApp market, params IEnumerable<string> networks)
    {
        foreach (var network in networks)
        {
            HttpStatusCode last = default;
            for (var call = 0; call < 4; call++)
            {
                last = (await new EdgeRequest("/sign-in") { From = network }.SendAsync(market)).Status;
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, last);
        }
    }

    private static async Task<List<Act>> NotesAsync(MarketApp market)
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<Act>().Where(row => row.Kind == "security.limited").OrderBy(row => row.Network).ToListAsync(Cancel);
    }

    private static MarketApp Limited() =>
        new(Environments.Production, ("Limits:Requests:AddressBurst", "1"), ("Limits:Requests:AddressPerMinute", "1"));
}
