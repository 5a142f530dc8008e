using System.Net;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Api;

public sealed class MarketAppTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheMarketStandsOnAFileOfItsOwn()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "A PostgreSQL database is no file.");
        await using var db = await market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(Cancel);

        Assert.Contains(market.DatabaseFile, db.Database.GetConnectionString(), StringComparison.Ordinal);
        Assert.True(File.Exists(market.DatabaseFile));
    }

    [Fact]
    public void TheClockStandsStillUntilATestMovesIt() =>
        Assert.Equal(MarketApp.Start, market.Services.GetRequiredService<TimeProvider>().GetUtcNow());

    [Theory]
    [InlineData("/app.css", "text/css")]
    [InlineData("/theme.js", "text/javascript")]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css", "text/css")]
    public async Task StaticFilesAreServed(string path, string type)
    {
        using var client = market.CreateClient();

        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task ItsFilesGoWithIt()
    {
        var other = new MarketApp(Environments.Production, ("Writer:QueueLength", "3"));
        using (var client = other.CreateClient())
        {
            await client.GetAsync("/not-found", Cancel);
        }

        await other.DisposeAsync();

        Assert.False(Directory.Exists(Path.GetDirectoryName(other.DatabaseFile)));
    }
}
