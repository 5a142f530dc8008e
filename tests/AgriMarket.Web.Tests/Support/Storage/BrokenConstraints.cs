using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Support.Storage;

/// <summary>A market for tests that break the database's constraints on purpose: what the database says to that is no news.</summary>
public sealed class BrokenConstraints : IAsyncDisposable
{
    internal MarketApp Market { get; } = new(Environments.Development, ("Logging:Console:LogLevel:Microsoft.EntityFrameworkCore", "None"));

    public ValueTask DisposeAsync() => Market.DisposeAsync();
}
