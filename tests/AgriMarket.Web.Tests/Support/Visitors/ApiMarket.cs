using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>A market where as many programs sign in as tests need.</summary>
public sealed class ApiMarket : IAsyncDisposable
{
    internal MarketApp App { get; } =
        new(Environments.Development, ("Members:SignInsPerMinute", "100000"), ("Orders:ExpiryIntervalSeconds", "600"));

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
