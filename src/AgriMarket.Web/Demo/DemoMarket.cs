using System.Diagnostics;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Lots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Demo;

/// <summary>
/// A believable market for development: made-up farmers, residents and officials of real counties, who have traded for two
/// weeks up to this moment. It is played through the market's own services, so every rule has been kept, and stored whole or
/// not at all.
/// </summary>
internal sealed partial class DemoMarket(
    IServiceProvider program,
    IDbContextFactory<MarketDb> contexts,
    IOptions<DemoOptions> options,
    TimeProvider clock,
    ILogger<DemoMarket> log
)
{
    private const int MembersJoinedDaysAgo = 15;
    private const int MinutesSinceDemands = 90;

    /// <summary>Tells the story once: when the settings ask for it and the database has no members.</summary>
    public async Task SeedAsync()
    {
        if (!options.Value.Seed)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync();
        if (await db.Set<Member>().AnyAsync())
        {
            return;
        }

        var started = Stopwatch.GetTimestamp();
        LogBegun();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await PlayAsync(db, clock.GetUtcNow().UtcDateTime);
        await transaction.CommitAsync();
        LogTold(Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private async Task PlayAsync(MarketDb db, DateTime now)
    {
        var begin = ChinaTime.StartOfDay(ChinaTime.Day(now).AddDays(-MembersJoinedDaysAgo)) + TimeSpan.FromHours(9);
        using var services = new DemoServices(program, db, new DemoClock(begin));
        var (random, timeline) = (new DemoRandom(), new DemoTimeline());
        var names = new DemoNames(random);
        var members = new DemoMembers(random, names, program.GetRequiredService<RegionCatalogue>(), begin);
        await members.JoinAsync(services);

        var wholesale = program.GetRequiredService<WholesalePrices>();
        var funds = new DemoFunds(random, timeline, services, members, wholesale);
        funds.Plan(begin + TimeSpan.FromHours(1));
        new DemoPayouts(timeline, services, members).Plan(begin + TimeSpan.FromHours(2));
        var campaigns = new DemoCampaigns(random, services, members, funds);
        var lots = new DemoLots(random, names, program.GetRequiredService<ProduceCatalogue>(), wholesale, now).Choose(
            members.Farms,
            campaigns.Farms
        );
        funds.PlanReferences(begin + TimeSpan.FromMinutes(30), lots);
        var listing = services.Make<LotService>();
        foreach (var lot in lots)
        {
            timeline.At(
                lot.ListedAt,
                async () =>
                {
                    DemoServices.Must(await listing.ListAsync(lot.Intent));
                    await campaigns.OfferAsync(lot);
                }
            );
        }

        new DemoOrders(random, timeline, services, lots, members, now).Plan(begin + TimeSpan.FromHours(2 * 24 + 4));
        new DemoDemands(random, timeline, services, members, lots, program.GetRequiredService<MatchMap>()).Plan(
            now - TimeSpan.FromMinutes(MinutesSinceDemands)
        );
        await timeline.PlayAsync(services.Clock, now, EachQuarter(begin, now));
    }

    /// <summary>Says on the console when a quarter, half and three quarters of the story have been played.</summary>
    private Action<DateTime> EachQuarter(DateTime begin, DateTime end)
    {
        var quarter = 1;
        return at =>
        {
            for (; quarter < 4 && at >= begin + (end - begin) / 4 * quarter; quarter++)
            {
                LogReached(quarter * 25);
            }
        };
    }

    [LoggerMessage(LogLevel.Information, "Making the demo market: two weeks of trade.")]
    private partial void LogBegun();

    [LoggerMessage(LogLevel.Information, "Making the demo market: {Percent} %.")]
    private partial void LogReached(int percent);

    [LoggerMessage(LogLevel.Information, "The demo market was made in {Seconds:0.0} s.")]
    private partial void LogTold(double seconds);
}
