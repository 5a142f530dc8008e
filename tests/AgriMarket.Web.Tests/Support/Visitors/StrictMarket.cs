using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>A market where officials and administrators must have a second factor, as in Production.</summary>
public sealed class StrictMarket : IAsyncDisposable
{
    internal MarketApp App { get; } =
        new(Environments.Development, ("Members:RequireFactor", "true"), ("Members:SignInsPerMinute", "100000"));

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
