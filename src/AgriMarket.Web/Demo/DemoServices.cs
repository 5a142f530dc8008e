using AgriMarket.Domain.Common;
using AgriMarket.Web.Platform.Storage;

namespace AgriMarket.Web.Demo;

/// <summary>
/// The market's own services with a clock in the past and a writer that obeys it, so that what the demo tells has happened
/// has really gone through every rule. Everything else is the program's.
/// </summary>
internal sealed class DemoServices : IServiceProvider, IAsyncDisposable
{
    private readonly IServiceProvider program;
    private readonly MarketWriter writer;

    private DemoServices(IServiceProvider program, DemoClock clock)
    {
        (this.program, Clock) = (program, clock);
        writer = ActivatorUtilities.CreateInstance<MarketWriter>(this);
    }

    public DemoClock Clock { get; }

    public static async Task<DemoServices> StartAsync(IServiceProvider program, DemoClock clock)
    {
        var services = new DemoServices(program, clock);
        await services.writer.StartAsync(CancellationToken.None);
        return services;
    }

    /// <summary>One of the market's services, made to live at the demo's time.</summary>
    public T Make<T>() => ActivatorUtilities.CreateInstance<T>(this);

    /// <summary>Writes what no service writes yet, in a command like any other.</summary>
    public async Task WriteAsync(Func<WriteScope, Task> write) => Must(await writer.RunAsync<Done>(async scope =>
    {
        await write(scope);
        await scope.Db.SaveChangesAsync();
        return Done.Instance;
    }));

    /// <summary>The value of an answer. The demo asks for nothing that could be refused, so a refusal is a bug and throws.</summary>
    public static T Must<T>(Result<T> answer) =>
        answer.IsOk ? answer.Value : throw new InvalidOperationException($"The demo market was refused: {string.Join(", ", answer.Rejections)}.");

    public object? GetService(Type serviceType) =>
        serviceType == typeof(TimeProvider) ? Clock
        : serviceType == typeof(MarketWriter) ? writer
        : program.GetService(serviceType);

    public async ValueTask DisposeAsync()
    {
        await writer.StopAsync(CancellationToken.None);
        writer.Dispose();
    }
}
