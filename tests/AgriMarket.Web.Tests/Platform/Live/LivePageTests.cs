using AgriMarket.Platform.Live;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgriMarket.Web.Tests.Platform.Live;

/// <summary>Pages that take updates, without a market.</summary>
[Trait("Database", "none")]
public sealed class LivePageTests : BunitContext
{
    private const string Topic = "subject";
    private const string OtherTopic = "another";

    private readonly LiveFeed feed = new(NullLogger<LiveFeed>.Instance);
    private readonly Readings readings = new();

    public LivePageTests()
    {
        Services.AddSingleton(feed);
        Services.AddSingleton(readings);
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public async Task PagesThatAllHearTheSameNewsReadAFewAtATimeAndAllRead()
    {
        const int Pages = LiveFeed.MostReading * 5;
        for (var page = 0; page < Pages; page++)
        {
            Render<ReadingPage>();
        }

        feed.Publish(new LiveSignal(Topic, 1));
        feed.DeliverAll();
        Assert.Equal(LiveFeed.MostReading, readings.Now);

        // One that ends makes room for one.
        for (var read = 1; read <= Pages; read++)
        {
            readings.EndOne();
            await readings.AreAsync(Math.Min(LiveFeed.MostReading, Pages - read));
        }

        Assert.Equal((Pages, LiveFeed.MostReading), (readings.All, readings.Most));
    }

    [Fact]
    public async Task ALeftPageReadsNoMoreAndTakesNobodysTurn()
    {
        for (var page = 0; page < LiveFeed.MostReading; page++)
        {
            Render<ReadingPage>();
        }

        feed.Publish(new LiveSignal(Topic, 1));
        feed.DeliverAll();
        var (left, stays) = (Other(), Other());
        feed.Publish(new LiveSignal(OtherTopic, 1));
        feed.DeliverAll();
        left.Dispose();
        for (var page = 0; page < LiveFeed.MostReading; page++)
        {
            readings.EndOne();
        }

        // Turns come in order: that of the page that was left has come when the next page reads.
        await readings.AreAsync(1);
        Assert.Equal((0, 1), (left.Reads, stays.Reads));

        ReadingPage Other() => Render<ReadingPage>(page => page.Add(it => it.Subject, OtherTopic)).Instance;
    }

    private sealed class ReadingPage : LivePage
    {
        [Inject]
        private Readings Readings { get; set; } = null!;

        [Parameter]
        public string Subject { get; set; } = Topic;

        public int Reads { get; private set; }

        protected override void OnInitialized() => Follow(Subject);

        protected override Task ReadAsync()
        {
            Reads++;
            return Readings.BeginAsync();
        }
    }

    /// <summary>Readings that are under way until the test ends them.</summary>
    private sealed class Readings
    {
        private readonly Lock gate = new();
        private readonly Queue<TaskCompletionSource> open = new();
        private readonly List<(int Now, TaskCompletionSource Reached)> awaited = [];

        public int All { get; private set; }

        public int Most { get; private set; }

        public int Now
        {
            get
            {
                lock (gate)
                {
                    return open.Count;
                }
            }
        }

        public Task BeginAsync()
        {
            lock (gate)
            {
                var end = new TaskCompletionSource();
                open.Enqueue(end);
                (All, Most) = (All + 1, Math.Max(Most, open.Count));
                Reach();
                return end.Task;
            }
        }

        public void EndOne()
        {
            TaskCompletionSource end;
            lock (gate)
            {
                end = open.Dequeue();
                Reach();
            }

            end.SetResult();
        }

        public Task AreAsync(int now)
        {
            lock (gate)
            {
                var reached = new TaskCompletionSource();
                awaited.Add((now, reached));
                Reach();
                return reached.Task.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
            }
        }

        private void Reach() => awaited.FindAll(it => it.Now == open.Count).ForEach(it => it.Reached.TrySetResult());
    }
}
