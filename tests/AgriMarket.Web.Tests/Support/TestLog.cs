using Microsoft.Extensions.Logging;

// What a market says to its operator, about settings that are wrong on purpose: shown with its test, when that fails.
[assembly: CaptureConsole]

namespace AgriMarket.Web.Tests.Support;

/// <summary>
/// The errors that a market logs, in the output of the test that uses it, which is shown when the test fails: the console of a run
/// shows none of them, since many tests break something on purpose. What is logged between two tests is shown with the next.
/// </summary>
internal sealed class TestLog : ILoggerProvider
{
    /// <summary>Lines that wait for a test; of more, the last.</summary>
    private const int MostWaiting = 200;

    private readonly Lock gate = new();
    private readonly Queue<string> waiting = [];
    private ITestOutputHelper? output;

    /// <summary>The test that runs in this context is the one whose output the next lines are for.</summary>
    public void Follow()
    {
        if (TestContext.Current.TestOutputHelper is not { } current)
        {
            return;
        }

        lock (gate)
        {
            output = current;
            Pass();
        }
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose() { }

    private void Add(string line)
    {
        lock (gate)
        {
            if (waiting.Count == MostWaiting)
            {
                waiting.Dequeue();
            }

            waiting.Enqueue(line);
            Pass();
        }
    }

    private void Pass()
    {
        try
        {
            while (output is not null && waiting.TryPeek(out var line))
            {
                output.WriteLine(line);
                waiting.Dequeue();
            }
        }
        catch (InvalidOperationException)
        {
            // That test has ended, and its output with it; the line waits for the next.
            output = null;
        }
    }

    private sealed class Category(TestLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                log.Add($"{logLevel} {name}: {formatter(state, exception)} {exception}".TrimEnd());
            }
        }
    }
}
