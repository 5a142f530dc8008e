using System.Diagnostics;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Lots;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Demo;

/// <summary>
/// A believable market for development: made-up farmers, residents and officials of real counties, who have traded for two
/// weeks up to this moment. It is played through the market's own services, so every rule has been kept.
/// </summary>
internal sealed partial class DemoMarket(
    IServiceProvider program, IDbContextFactory<MarketDb> contexts, IOptions<DemoOptions> options, TimeProvider clock, ILogger<DemoMarket> log)
{
    /// <summary>Its row among the reference versions says that the story was told to its end.</summary>
    private const string Mark = "demo-market";

    private const int MembersJoinedDaysAgo = 15;

    /// <summary>Tells the story once: when the settings ask for it and the database has no members.</summary>
    public async Task SeedAsync()
    {
        if (!options.Value.Seed)
        {
            return;
        }

        await using (var db = await contexts.CreateDbContextAsync())
        {
            if (await db.Set<ReferenceVersion>().AnyAsync(version => version.Name == Mark))
            {
                return;
            }

            if (await db.Set<Member>().AnyAsync())
            {
                LogNotEmpty(db.Database.GetDbConnection().DataSource);
                return;
            }
        }

        var started = Stopwatch.GetTimestamp();
        var now = clock.GetUtcNow().UtcDateTime;
        await TellAsync(now);
        LogTold(Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private async Task TellAsync(DateTime now)
    {
        var begin = ChinaTime.StartOfDay(ChinaTime.Day(now).AddDays(-MembersJoinedDaysAgo)) + TimeSpan.FromHours(9);
        await using var services = await DemoServices.StartAsync(program, new DemoClock(begin));
        var (dice, timeline) = (new DemoDice(), new DemoTimeline());
        var names = new DemoNames(dice);
        var cast = new DemoCast(dice, names, program.GetRequiredService<RegionCatalogue>(), begin);
        await cast.JoinAsync(services);

        var funds = new DemoFunds(dice, timeline, services, cast);
        funds.Plan(begin + TimeSpan.FromHours(1));
        var campaigns = new DemoCampaigns(dice, timeline, services, cast, funds);
        campaigns.Plan(begin + TimeSpan.FromHours(6));

        var lots = new DemoLots(dice, names, program.GetRequiredService<ProduceCatalogue>(), program.GetRequiredService<WholesalePrices>(), now)
            .Choose(cast.Farms, campaigns.Farms);
        var listing = services.Make<LotService>();
        foreach (var lot in lots)
        {
            timeline.At(lot.ListedAt, async () =>
            {
                DemoServices.Must(await listing.ListAsync(lot.Intent));
                await campaigns.OfferAsync(lot);
            });
        }

        new DemoOrders(dice, timeline, services, contexts, lots, cast, now).Plan(begin + TimeSpan.FromHours(2 * 24 + 4));
        await timeline.PlayAsync(services.Clock, now);
        await services.WriteAsync(scope =>
        {
            scope.Db.Add(new ReferenceVersion { Name = Mark, Hash = "", LoadedAt = now, Rows = lots.Count + DemoOrders.Count });
            return Task.CompletedTask;
        });
    }

    [LoggerMessage(LogLevel.Information, "The demo market was made in {Seconds:0.0} s.")]
    private partial void LogTold(double seconds);

    [LoggerMessage(LogLevel.Warning, "The database {Database} has members but no finished demo market, so none is made. For a fresh one, name another file in Storage:ConnectionString or delete this one.")]
    private partial void LogNotEmpty(string database);
}
