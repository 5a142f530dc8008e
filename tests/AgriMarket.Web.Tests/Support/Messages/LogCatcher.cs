using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AgriMarket.Web.Tests.Support.Messages;

/// <summary>Everything that a market logs, of every level.</summary>
internal class LogCatcher : ILoggerProvider, ILogger
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

    public void Dispose() => GC.SuppressFinalize(this);
}
