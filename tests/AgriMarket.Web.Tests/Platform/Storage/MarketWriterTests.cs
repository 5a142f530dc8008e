using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Platform.Storage;

public sealed class MarketWriterTests(BrokenConstraints fixture) : IClassFixture<BrokenConstraints>
{
    private readonly MarketApp market = fixture.Market;
    private readonly LiveFeed feed = new(NullLogger<LiveFeed>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IDbContextFactory<MarketDb> Contexts => market.Services.GetRequiredService<IDbContextFactory<MarketDb>>();

    [Fact]
    public async Task ARefusedCommandLeavesNothingAndDisturbsNoOtherInItsBatch()
    {
        using var writer = await StartAsync();
        var (gate, first) = Hold(writer);
        await gate.Begun;
        var (before, refused, after) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var answers = Task.WhenAll(
            writer.RunAsync(Joining(before)),
            writer.RunAsync(Joining(refused, new Rejection("test.refused"))),
            writer.RunAsync(Joining(after))
        );
        gate.SetResult();

        Assert.True((await first).IsOk);
        Assert.Equal([true, false, true], (await answers).Select(answer => answer.IsOk));
        Assert.Equal([true, false, true], await AreThereAsync(before, refused, after));
    }

    [Fact]
    public async Task AThrowingCommandLeavesNothingAndDisturbsNoOtherInItsBatch()
    {
        using var writer = await StartAsync();
        var (gate, _) = Hold(writer);
        await gate.Begun;
        var (before, thrown, after) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var good = writer.RunAsync(Joining(before));
        var bad = writer.RunAsync<Guid>(async scope =>
        {
            await Joining(thrown)(scope);
            throw new InvalidOperationException("planted");
        });
        var next = writer.RunAsync(Joining(after));
        gate.SetResult();

        Assert.Equal("planted", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        Assert.True((await good).IsOk && (await next).IsOk);
        Assert.Equal([true, false, true], await AreThereAsync(before, thrown, after));
    }

    [Fact]
    public async Task ABrokenConstraintInOneCommandDisturbsNoOtherInItsBatch()
    {
        using var writer = await StartAsync();
        var id = Guid.CreateVersion7();
        var (gate, _) = Hold(writer);
        await gate.Begun;
        var first = writer.RunAsync(Joining(id));
        var same = writer.RunAsync(Joining(id));
        var other = writer.RunAsync(Joining(Guid.CreateVersion7()));
        gate.SetResult();

        Assert.True((await first).IsOk && (await other).IsOk);
        await Assert.ThrowsAsync<DbUpdateException>(() => same);
    }

    [Fact]
    public async Task AFullQueueAnswersBusyAtOnce()
    {
        using var writer = await StartAsync(queueLength: 1);
        var (gate, running) = Hold(writer);
        await gate.Begun;
        var waiting = writer.RunAsync(Joining(Guid.CreateVersion7()));

        var third = writer.RunAsync(Joining(Guid.CreateVersion7()));

        Assert.True(third.IsCompletedSuccessfully);
        Assert.Equal("market.busy", (await third).Rejections[0].Code);
        gate.SetResult();
        Assert.True((await running).IsOk && (await waiting).IsOk);
    }

    [Fact]
    public async Task WhatCanWaitWaitsForRoom()
    {
        using var writer = await StartAsync(queueLength: 1);
        var (gate, running) = Hold(writer);
        await gate.Begun;
        Task<Result<Guid>>[] patient =
        [
            .. Enumerable.Range(0, 3).Select(_ => writer.RunWhenThereIsRoomAsync(Joining(Guid.CreateVersion7()))),
        ];
        gate.SetResult();

        Assert.All(await Task.WhenAll(patient), answer => Assert.True(answer.IsOk));
        Assert.True((await running).IsOk);
        await writer.StopAsync(Cancel);
        Assert.Equal("market.unavailable", (await writer.RunWhenThereIsRoomAsync(Joining(Guid.CreateVersion7()))).Rejections[0].Code);
    }

    [Fact]
    public async Task WhatWasAcceptedIsCarriedOutWhenTheProgramStops()
    {
        using var writer = await StartAsync();
        var (gate, _) = Hold(writer);
        Guid[] ids = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];
        var answers = Task.WhenAll(ids.Select(id => writer.RunAsync(Joining(id))));
        var stopped = writer.StopAsync(Cancel);
        var late = writer.RunAsync(Joining(Guid.CreateVersion7()));
        gate.SetResult();
        await stopped;

        Assert.All(await answers, answer => Assert.True(answer.IsOk));
        Assert.All(await AreThereAsync(ids), Assert.True);
        Assert.Equal("market.busy", (await late).Rejections[0].Code);
    }

    [Fact]
    public async Task NewsGoesOutAfterTheCommitAndOnlyOfAcceptedCommands()
    {
        using var writer = await StartAsync();
        var heard = new List<string>();
        using var watcher = feed.Watch(
            changes =>
            {
                heard.AddRange(changes.Select(change => change.Topic));
                return Task.CompletedTask;
            },
            "accepted",
            "refused",
            "thrown"
        );
        var (gate, _) = Hold(writer);
        await gate.Begun;
        var accepted = writer.RunAsync(Announcing("accepted", Guid.CreateVersion7()));
        var refused = writer.RunAsync(Announcing("refused", new Rejection("test.refused")));
        var thrown = writer.RunAsync<Guid>(async scope =>
        {
            await Announcing("thrown", Guid.CreateVersion7())(scope);
            throw new InvalidOperationException("planted");
        });
        var (last, _) = Hold(writer);
        gate.SetResult();

        // The last command of the batch holds its commit back: what ran before it has not happened yet for anybody else.
        await last.Begun;
        feed.DeliverAll();
        Assert.Empty(heard);

        last.SetResult();
        Assert.True((await accepted).IsOk);
        Assert.False((await refused).IsOk);
        await Assert.ThrowsAsync<InvalidOperationException>(() => thrown);
        feed.DeliverAll();
        Assert.Equal(["accepted"], heard);
    }

    [Fact]
    public async Task ACommitHasNoMoreCommandsThanTheBound()
    {
        using var writer = await StartAsync(batchSize: 2);
        var (gate, first) = Hold(writer);
        await gate.Begun;
        var answers = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => writer.RunAsync(Joining(Guid.CreateVersion7()))));
        gate.SetResult();

        Assert.True((await first).IsOk);
        Assert.All(await answers, answer => Assert.True(answer.IsOk));
        Assert.Equal(3, writer.Commits);
    }

    [Fact]
    public async Task APersonsCommandPassesWhatFindsNoRoomAmongTheBackgroundCommands()
    {
        using var writer = await StartAsync(background: 2);
        var order = new List<string>();
        var (gate, _) = Hold(writer);
        await gate.Begun;
        var background = Task.WhenAll(Enumerable.Range(1, 4).Select(i => writer.RunWhenThereIsRoomAsync(Noting($"background {i}"))));
        var person = writer.RunAsync(Noting("person"));
        Assert.Equal(3, writer.Waiting);
        gate.SetResult();

        Assert.True((await person).IsOk);
        Assert.All(await background, answer => Assert.True(answer.IsOk));
        Assert.Equal(["background 1", "background 2", "person"], order[..3]);
        // Which of those that waited for room gets it first, nobody promises.
        Assert.Equal(["background 3", "background 4"], order[3..].Order(StringComparer.Ordinal));

        Func<WriteScope, Task<Result<Done>>> Noting(string name) =>
            _ =>
            {
                order.Add(name);
                return Task.FromResult<Result<Done>>(Done.Instance);
            };
    }

    private async Task<MarketWriter> StartAsync(int queueLength = 100, int batchSize = 64, int background = 8)
    {
        var writer = new MarketWriter(
            Contexts,
            feed,
            market.Clock,
            Options.Create(
                new WriterOptions
                {
                    QueueLength = queueLength,
                    BatchSize = batchSize,
                    BackgroundCommands = background,
                }
            ),
            NullLogger<MarketWriter>.Instance
        );
        await writer.StartAsync(Cancel);
        return writer;
    }

    /// <summary>A command that waits, so that what is sent meanwhile shares the next batch.</summary>
    private static (Gate Gate, Task<Result<Done>> Answer) Hold(MarketWriter writer)
    {
        var gate = new Gate();
        return (
            gate,
            writer.RunAsync<Done>(async _ =>
            {
                await gate.PassAsync();
                return Done.Instance;
            })
        );
    }

    /// <summary>Stores a member, then answers with its id or with <paramref name="refusal"/>.</summary>
    private static Func<WriteScope, Task<Result<Guid>>> Joining(Guid id, Rejection? refusal = null) =>
        async scope =>
        {
            scope.Db.Add(
                new Member
                {
                    Id = id,
                    UserName = id.ToString(),
                    NormalizedUserName = id.ToString(),
                    JoinedAt = scope.Now,
                }
            );
            await scope.Db.SaveChangesAsync(Cancel);
            return refusal is null ? id : refusal;
        };

    private static Func<WriteScope, Task<Result<Guid>>> Announcing(string topic, Result<Guid> answer) =>
        scope =>
        {
            scope.Announce(new LiveSignal(topic, scope.Now));
            return Task.FromResult(answer);
        };

    private async Task<IReadOnlyList<bool>> AreThereAsync(params Guid[] ids)
    {
        await using var db = await Contexts.CreateDbContextAsync(Cancel);
        var there = await db.Set<Member>().Where(member => ids.Contains(member.Id)).Select(member => member.Id).ToListAsync(Cancel);
        return [.. ids.Select(there.Contains)];
    }

    private sealed class Gate
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        public Task PassAsync()
        {
            begun.SetResult();
            return open.Task;
        }

        public void SetResult() => open.SetResult();
    }
}
