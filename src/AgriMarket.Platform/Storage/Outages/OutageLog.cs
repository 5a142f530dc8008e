using AgriMarket.Domain.Common;

namespace AgriMarket.Platform.Storage.Outages;

/// <summary>
/// While the database is away whatever asks it fails, and each that sees a failure of it would log it with a hundred lines of stack: the
/// driver, EF Core, the page, the job, the server. Here all of them become one line, and another each minute with their number. A
/// category that logs in detail (Debug) keeps them.
/// </summary>
internal sealed partial class OutageLog(ILoggerFactory all, ILogger<OutageLog> log, TimeProvider clock) : ILoggerFactory
{
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private DateTimeOffset? last;
    private long leftOut;

    public ILogger CreateLogger(string categoryName) => new Category(this, all.CreateLogger(categoryName), categoryName);

    public void AddProvider(ILoggerProvider provider) => all.AddProvider(provider);

    public void Dispose() => all.Dispose();

    private void Note(string category, Exception failure)
    {
        long before;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            // A clock that was set back silences nothing.
            if (last is { } at && (now - at).Duration() < Pause)
            {
                leftOut++;
                return;
            }

            (last, before, leftOut) = (now, leftOut, 0);
        }

        LogAway(SingleLine.Of(failure.GetBaseException().Message), category, before);
    }

    [LoggerMessage(
        LogLevel.Error,
        "The database can't be used: {Why} (noticed by {Category}; {Count} more such failures since the last line)."
    )]
    private partial void LogAway(string why, string category, long count);

    private sealed class Category(OutageLog outages, ILogger own, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => own.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => own.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (exception is null || logLevel < LogLevel.Warning || own.IsEnabled(LogLevel.Debug) || !exception.IsStorageOutage())
            {
                own.Log(logLevel, eventId, state, exception, formatter);
            }
            else if (own.IsEnabled(logLevel))
            {
                outages.Note(name, exception);
            }
        }
    }
}

internal static class OutageLogRegistration
{
    /// <summary>Puts it before everything that logs.</summary>
    public static void AddOutageLog(this IServiceCollection services)
    {
        services.AddSingleton<LoggerFactory>();
        services.AddSingleton<ILoggerFactory>(program => new OutageLog(
            program.GetRequiredService<LoggerFactory>(),
            new Logger<OutageLog>(program.GetRequiredService<LoggerFactory>()),
            program.GetRequiredService<TimeProvider>()
        ));
    }
}
