using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests;

/// <summary>A market whose sweeps are ten minutes apart, for tests that move the clock by days: each sweep on the way takes its time.</summary>
public sealed class CalmMarket : IAsyncDisposable
{
    internal MarketApp Market { get; } = new(Environments.Development, ("Orders:ExpirySweepSeconds", "600"));

    public ValueTask DisposeAsync() => Market.DisposeAsync();
}
