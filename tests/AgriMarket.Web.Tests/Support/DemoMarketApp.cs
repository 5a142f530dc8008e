using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Support;

/// <summary>The market with its demo in it, made once for all tests of a class.</summary>
public sealed class DemoMarketApp : IAsyncDisposable
{
    internal MarketApp Market { get; } = new(Environments.Development, ("Demo:Seed", "true"));

    public ValueTask DisposeAsync() => Market.DisposeAsync();

    internal MarketDb Db() => Market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContext();
}
