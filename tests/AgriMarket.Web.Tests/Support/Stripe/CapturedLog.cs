using System.Collections.Concurrent;
using AgriMarket.Web.Money.Payments.Gateways.Stripe;
using Microsoft.Extensions.Logging;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>Keeps all that is logged, down to the lowest level, with its exceptions.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger<StripeCalls>
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose() { }
}
