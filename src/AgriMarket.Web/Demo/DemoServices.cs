using AgriMarket.Domain.Common;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Sql;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Demo;

/// <summary>
/// The market's own services with a clock in the past and a writer that obeys it, so that what the demo tells has happened
/// has really gone through every rule. Everything else is the program's.
/// </summary>
internal sealed class DemoServices : IServiceProvider, IDisposable
{
    private readonly IServiceProvider program;
    private readonly MarketWriter writer;

    /// <summary>Of its own: the program's must not know prices of a market that may yet be taken back.</summary>
    private readonly ReferencePriceCache references;

    public DemoServices(IServiceProvider program, MarketDb db, DemoClock clock)
    {
        (this.program, Db, Clock) = (program, db, clock);
        writer = new DemoWriter(program, db, clock);
        references = new ReferencePriceCache(program.GetRequiredService<WholesalePrices>());
    }

    /// <summary>The context of the one transaction in which the whole story is written.</summary>
    public MarketDb Db { get; }

    public DemoClock Clock { get; }

    /// <summary>One of the market's services, made to live at the demo's time.</summary>
    public T Make<T>() => ActivatorUtilities.CreateInstance<T>(this);

    /// <summary>Writes what no service writes, in a command like any other.</summary>
    public async Task WriteAsync(Func<WriteScope, Task> write) =>
        Must(
            await writer.RunAsync<Done>(async scope =>
            {
                await write(scope);
                await scope.Db.SaveChangesAsync();
                return Done.Instance;
            })
        );

    /// <summary>The value of an answer. The demo asks for nothing that could be refused, so a refusal is a bug and throws.</summary>
    public static T Must<T>(Result<T> answer) =>
        answer.IsOk
            ? answer.Value
            : throw new InvalidOperationException($"The demo market was refused: {string.Join(", ", answer.Rejections)}.");

    public object? GetService(Type serviceType) =>
        serviceType == typeof(TimeProvider) ? Clock
        : serviceType == typeof(MarketWriter) ? writer
        : serviceType == typeof(ReferencePriceCache) ? references
        : program.GetService(serviceType);

    public void Dispose() => writer.Dispose();

    /// <summary>Runs each command at once, inside the demo's own transaction. Nobody watches yet, so nothing is announced.</summary>
    private sealed class DemoWriter(IServiceProvider program, MarketDb db, DemoClock clock)
        : MarketWriter(
            program.GetRequiredService<IDbContextFactory<MarketDb>>(),
            program.GetRequiredService<LiveFeed>(),
            clock,
            program.GetRequiredService<IOptions<WriterOptions>>(),
            program.GetRequiredService<ILogger<MarketWriter>>()
        )
    {
        private readonly SqlStatements statements = new(db);
        private readonly WriterCache memory = new();

        public override async Task<Result<T>> RunAsync<T>(Func<WriteScope, Task<Result<T>>> command, params IReadOnlyList<Guid> subjects)
        {
            db.ChangeTracker.Clear();
            memory.ReadAnew();
            var answer = await command(new WriteScope(db, statements, memory, clock.Now));
            await statements.FlushAsync();
            return answer;
        }

        public override Task<Result<T>> RunWhenThereIsRoomAsync<T>(
            Func<WriteScope, Task<Result<T>>> command,
            params IReadOnlyList<Guid> subjects
        ) => RunAsync(command, subjects);
    }
}
