using System.Collections.Concurrent;
using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgriMarket.Web.Tests.Platform.Jobs;

/// <summary>Due work of a kind that only these tests know, on a real database. Each test has a kind of its own.</summary>
public sealed class DueWorkTests(MarketApp market) : IClassFixture<MarketApp>
{
    private readonly string kind = $"test.{Guid.NewGuid():N}";
    private readonly ConcurrentQueue<string> tried = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatFailsKeepsNothingElseWaitingAndIsTriedAgainAtItsTimeAndNotSooner()
    {
        var (due, isBroken) = (Work(), true);
        Task<DueRound> Round() =>
            due.RunAsync(
                Kind(["a", "b", "c"], item => item == "a" && isBroken ? throw new InvalidOperationException("Broken on purpose.") : Good()),
                Cancel
            );

        Assert.Equal(new DueRound(2, 1, false), await Round());
        var failure = Assert.Single(await FailuresAsync(due));
        Assert.Equal(
            ("a", 1, nameof(InvalidOperationException), "Broken on purpose."),
            (failure.ItemId, failure.Failures, failure.Code, failure.Reason)
        );
        Assert.Equal(DueFailure.WaitAfter(1), failure.NextTryAt - failure.FirstAt);

        market.Clock.Advance(DueFailure.WaitAfter(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(new DueRound(2, 0, false), await Round());
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new DueRound(2, 1, false), await Round());
        failure = Assert.Single(await FailuresAsync(due));
        Assert.Equal((2, DueFailure.WaitAfter(2)), (failure.Failures, failure.NextTryAt - failure.LastAt));

        isBroken = false;
        market.Clock.Advance(DueFailure.WaitAfter(2));
        Assert.Equal(new DueRound(3, 0, false), await Round());
        Assert.Empty(await FailuresAsync(due));
        Assert.Equal(3, tried.Count(item => item == "a"));
    }

    [Fact]
    public async Task ARefusalIsAFailureUnlessItsKindSaysOtherwise()
    {
        var due = Work();
        var round = await due.RunAsync(
            Kind(
                ["bad", "past", "later", "busy", "good"],
                item =>
                    Task.FromResult<Result<Done>>(
                        item switch
                        {
                            "bad" => new Rejection("test.bad", null, "because"),
                            "past" => new Rejection("test.past"),
                            "later" => new Rejection("test.later"),
                            "busy" => new Rejection("market.busy"),
                            _ => Done.Instance,
                        }
                    )
            ) with
            {
                Past = ["test.past"],
                Waits = ["test.later"],
            },
            Cancel
        );

        Assert.Equal(new DueRound(1, 1, false), round);
        var failure = Assert.Single(await FailuresAsync(due));
        Assert.Equal(("bad", "test.bad", "because"), (failure.ItemId, failure.Code, failure.Reason));
    }

    [Fact]
    public async Task ATimeOutInsideIsTheThingsFailureAndEndsNothing()
    {
        var due = Work();

        var round = await due.RunAsync(
            Kind(
                ["slow", "good"],
                item =>
                    item == "slow"
                        ? throw new TaskCanceledException("No answer in time.", new TimeoutException("No answer in time."))
                        : Good()
            ),
            Cancel
        );

        Assert.Equal(new DueRound(1, 1, false), round);
        Assert.Equal(nameof(TimeoutException), Assert.Single(await FailuresAsync(due)).Code);
    }

    [Fact]
    public async Task WhoeverStopsTheProgramStopsTheRound()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Work()
                .RunAsync(
                    Kind(
                        ["a"],
                        _ =>
                        {
                            stop.Cancel();
                            throw new OperationCanceledException(stop.Token);
                        }
                    ),
                    stop.Token
                )
        );
        Assert.Empty(await FailuresAsync(Work()));
    }

    [Theory]
    [InlineData("test.away")]
    [InlineData("market.unavailable")]
    public async Task WhenTheOtherSideIsAwayTheRoundEndsAtTheFirstSignAndNothingIsCounted(string code)
    {
        var (due, isAway) = (Work(), true);
        Task<DueRound> Round() =>
            due.RunAsync(
                Kind(["a", "b", "c"], _ => isAway ? Task.FromResult<Result<Done>>(new Rejection(code)) : Good()) with
                {
                    Away = ["test.away"],
                    SideBySide = 1,
                },
                Cancel
            );

        Assert.Equal(new DueRound(0, 0, true), await Round());
        Assert.Equal("a", Assert.Single(tried));
        Assert.Empty(await FailuresAsync(due));
        Assert.Equal(
            (kind, code),
            Assert.Single((await due.TroubleAsync()).Stops) switch
            {
                var stop => (stop.Kind, stop.Code),
            }
        );

        isAway = false;
        Assert.Equal(new DueRound(3, 0, false), await Round());
        Assert.Empty((await due.TroubleAsync()).Stops);
    }

    [Fact]
    public async Task ADatabaseThatBreaksInTheMiddleEndsTheRound()
    {
        var due = Work();

        var round = await due.RunAsync(Kind(["a", "b"], _ => throw new IOException("The disk is full.")) with { SideBySide = 1 }, Cancel);

        Assert.Equal((new DueRound(0, 0, true), 1), (round, tried.Count));
        Assert.Empty(await FailuresAsync(due));
    }

    [Fact]
    public async Task OnesThatAloneAreAnsweredByNobodyHoldUpNoOtherAndAreSeen()
    {
        var due = Work();
        string[] items = ["lost1", "lost2", "good1", "good2"];
        Task<DueRound> Round() =>
            due.RunAsync(
                Kind(
                    items,
                    item =>
                        item.StartsWith("lost", StringComparison.Ordinal)
                            ? Task.FromResult<Result<Done>>(new Rejection("test.away"))
                            : Good()
                ) with
                {
                    Away = ["test.away"],
                    SideBySide = 1,
                },
                Cancel
            );

        // The first two rounds each meet one that nobody answers; from then on those come last.
        Assert.Equal([new(0, 0, true), new(0, 0, true), new(2, 1, true)], [await Round(), await Round(), await Round()]);
        Assert.Equal(new DueRound(2, 1, false), await Round());

        Assert.Equal(["lost1", "lost2"], (await FailuresAsync(due)).Select(failure => failure.ItemId).Order());
    }

    [Fact]
    public async Task WhatIsNoLongerDueIsNoLongerShown()
    {
        var due = Work();
        await due.RunAsync(Kind(["a", "b"], _ => throw new InvalidOperationException("Broken on purpose.")), Cancel);
        Assert.Equal(2, (await FailuresAsync(due)).Count);

        market.Clock.Advance(DueFailure.WaitAfter(1));
        await due.RunAsync(Kind(["b"], _ => throw new InvalidOperationException("Broken on purpose.")), Cancel);

        Assert.Equal("b", Assert.Single(await FailuresAsync(due)).ItemId);
    }

    [Fact]
    public async Task APersonHasItTriedAgainAtOnce()
    {
        var due = Work();
        var signal = due.SignalOf(null, kind);
        await due.RunAsync(Kind(["a"], _ => throw new InvalidOperationException("Broken on purpose.")), Cancel);

        Assert.True((await due.TryAgainAsync(kind, "a")).IsOk);

        await signal.WaitAsync(Cancel);
        Assert.Equal(new DueRound(1, 0, false), await due.RunAsync(Kind(["a"], _ => Good()), Cancel));
        Assert.Equal("due.unknown", (await due.TryAgainAsync(kind, "a")).Rejections[0].Code);
    }

    [Fact]
    public async Task NoMoreThanAFewAreAtItAtOnceHoweverManyPagesThereAre()
    {
        var (now, most, gate) = (0, 0, new Lock());
        string[] items = [.. Enumerable.Range(0, 25).Select(number => number.ToString("D2", CultureInfo.InvariantCulture))];

        var round = await Work()
            .RunAsync(
                new DueKind<string>(
                    kind,
                    (_, _, last, size, _) =>
                        Task.FromResult(items.Where(item => last is null || string.CompareOrdinal(item, last) > 0).Take(size).ToList()),
                    item => item,
                    async (item, _) =>
                    {
                        tried.Enqueue(item);
                        lock (gate)
                        {
                            most = Math.Max(most, ++now);
                        }

                        await Task.Yield();
                        lock (gate)
                        {
                            now--;
                        }

                        return Done.Instance;
                    }
                )
                {
                    SideBySide = 3,
                    PageSize = 10,
                },
                Cancel
            );

        Assert.Equal(new DueRound(25, 0, false), round);
        Assert.Equal(items, tried.Order());
        Assert.InRange(most, 1, 3);
    }

    [Theory]
    [InlineData("Host=db;Username=market;Password=hunter2;Database=x", "hunter2")]
    [InlineData("Invalid API Key provided: sk_live_abcdef123456", "abcdef")]
    [InlineData("401 for Authorization: Bearer abc.def.ghi", "abc.def")]
    [InlineData("https://example.org/?token=abcdef&x=1", "abcdef")]
    public async Task NoSecretIsKept(string message, string secret)
    {
        var due = Work();
        await due.RunAsync(Kind(["a"], _ => throw new InvalidOperationException(message)), Cancel);

        Assert.DoesNotContain(secret, Assert.Single(await FailuresAsync(due)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TheNextTryIsNeverFurtherThanHalfADayAway() =>
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromHours(12)), (DueFailure.WaitAfter(1), DueFailure.WaitAfter(1_000)));

    [Fact]
    public async Task AKindThatNoModuleHasHandedInIsABug() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            market.Services.GetRequiredService<DueWork>().RunAsync(Kind([], _ => Good()), Cancel)
        );

    [Fact]
    public void EveryKindHasAName()
    {
        var texts = market.Services.GetRequiredService<IStringLocalizerFactory>();
        var kinds = market.Services.GetRequiredService<DueWork>().Kinds;

        Assert.True(kinds.Count >= 19);
        Assert.DoesNotContain(kinds, known => texts.Create(known.Texts)[known.Name].ResourceNotFound);
        Assert.DoesNotContain(kinds, known => known.Name.Length > DueFailure.KindMaxLength);
    }

    /// <summary>As the market has it, but for the kind of this test.</summary>
    private DueWork Work() =>
        new(
            market.Services.GetRequiredService<MarketWriter>(),
            market.Services.GetRequiredService<IDbContextFactory<MarketDb>>(),
            [new DueKindName(kind, typeof(NotificationText))],
            market.Clock,
            NullLogger<DueWork>.Instance
        );

    private DueKind<string> Kind(string[] items, Func<string, Task<Result<Done>>> work) =>
        DueKind.Of(
            kind,
            items,
            item => item,
            (item, _) =>
            {
                tried.Enqueue(item);
                return work(item);
            }
        );

    private static Task<Result<Done>> Good() => Task.FromResult<Result<Done>>(Done.Instance);

    private async Task<List<DueFailure>> FailuresAsync(DueWork due) =>
        [.. (await due.TroubleAsync()).Failures.Where(failure => failure.Kind == kind)];
}
