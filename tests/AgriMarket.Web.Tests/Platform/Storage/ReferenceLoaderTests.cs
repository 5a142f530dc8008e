using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Platform.Storage;

public sealed class ReferenceLoaderTests : IAsyncLifetime
{
    private readonly ReferenceMarket market = new(isLoaded: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => market.InitializeAsync();

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task Each_set_is_loaded_with_its_version_rows_and_time()
    {
        await using var empty = new ReferenceMarket(isLoaded: false);
        await empty.InitializeAsync();
        await empty.LoadAsync();
        await using var db = empty.OpenDb();
        var versions = await db.Set<ReferenceVersion>().OrderBy(version => version.Name).ToListAsync(Stop);
        Assert.Equal(
            [("freight", 18), ("produce", 507), ("regions", 3213), ("wholesale-prices", 394)],
            versions.Select(version => (version.Name, version.Rows))
        );
        Assert.All(versions, version => Assert.Equal((64, empty.Clock.GetUtcNow().UtcDateTime), (version.Hash.Length, version.LoadedAt)));
    }

    [Fact]
    public async Task A_second_start_writes_nothing()
    {
        await market.LoadAsync();
        await ChangeAsync("UPDATE produce SET name_en = 'touched' WHERE code = 'TB001'");
        market.Clock.Advance(TimeSpan.FromDays(1));
        market.Restart();
        await market.LoadAsync();

        await using var db = market.OpenDb();
        Assert.Equal("touched", (await db.Set<Produce>().SingleAsync(kind => kind.Code == "TB001", Stop)).NameEn);
        Assert.DoesNotContain(
            await db.Set<ReferenceVersion>().ToListAsync(Stop),
            version => version.LoadedAt == market.Clock.GetUtcNow().UtcDateTime
        );
    }

    [Fact]
    public async Task Changed_files_are_loaded_again_and_no_row_is_lost()
    {
        await market.LoadAsync();
        await ChangeAsync("UPDATE reference_versions SET hash = 'of an older program' WHERE name = 'produce'");
        await ChangeAsync("UPDATE produce SET name_en = 'Old name', picture = 'old.webp' WHERE code = 'TB001'");
        await ChangeAsync(
            """
            CREATE TEMP TABLE gone AS SELECT * FROM produce WHERE code = 'TB002'; UPDATE gone SET code = 'ZZ001', name_zh = '旧品';
            INSERT INTO produce SELECT * FROM gone
            """
        );
        market.Clock.Advance(TimeSpan.FromDays(1));
        market.Restart();
        await market.LoadAsync();

        await using var db = market.OpenDb();
        Assert.Equal("Potato", (await db.Set<Produce>().SingleAsync(kind => kind.Code == "TB001", Stop)).NameEn);
        Assert.Equal("旧品", (await db.Set<Produce>().SingleAsync(kind => kind.Code == "ZZ001", Stop)).NameZh);
        Assert.Equal(373, await db.Set<Produce>().CountAsync(Stop));
        Assert.NotNull(market.Services.GetRequiredService<ProduceCatalogue>().Find("ZZ001"));
        var reloaded = await db.Set<ReferenceVersion>()
            .Where(version => version.LoadedAt == market.Clock.GetUtcNow().UtcDateTime)
            .ToListAsync(Stop);
        Assert.Equal("produce", Assert.Single(reloaded).Name);
    }

    // It is made to fail by a trigger, which each database spells in its own way.
    [Fact, Trait("Database", "sqlite")]
    public async Task A_load_that_fails_leaves_the_old_rows_and_version()
    {
        await market.LoadAsync();
        await ChangeAsync("UPDATE reference_versions SET hash = 'of an older program' WHERE name = 'freight'");
        await ChangeAsync("UPDATE freight_rates SET first_fen = 1 WHERE service = 'ExpressStandard' AND zone = 1");
        await ChangeAsync("CREATE TRIGGER fail BEFORE UPDATE ON freight_rates WHEN new.zone = 6 BEGIN SELECT RAISE(ABORT, 'planted'); END");
        market.Restart();
        await Assert.ThrowsAnyAsync<Exception>(market.LoadAsync);

        await using var db = market.OpenDb();
        Assert.Equal(
            1,
            (
                await db.Set<FreightRate>().SingleAsync(rate => rate.Service == FreightService.ExpressStandard && rate.Zone == 1, Stop)
            ).FirstFen
        );
        Assert.Equal(
            "of an older program",
            (await db.Set<ReferenceVersion>().SingleAsync(version => version.Name == "freight", Stop)).Hash
        );
    }

    [Theory]
    [InlineData(typeof(RegionCatalogue))]
    [InlineData(typeof(FreightTariff))]
    [InlineData(typeof(ProduceCatalogue))]
    [InlineData(typeof(WholesalePrices))]
    public async Task A_catalogue_asked_for_too_early_says_so_and_is_there_after_the_load(Type catalogue)
    {
        var early = Assert.Throws<InvalidOperationException>(() => market.Services.GetRequiredService(catalogue));
        Assert.Contains(catalogue.Name, early.Message, StringComparison.Ordinal);
        Assert.Contains("LoadReferenceAsync", early.Message, StringComparison.Ordinal);
        await market.LoadAsync();
        Assert.Same(market.Services.GetRequiredService(catalogue), market.Services.GetRequiredService(catalogue));
    }

    private async Task ChangeAsync(string sql)
    {
        await using var db = market.OpenDb();
        await db.Database.ExecuteSqlRawAsync(sql, Stop);
    }
}
