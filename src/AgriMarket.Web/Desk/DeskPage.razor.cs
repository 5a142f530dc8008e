using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Web.Campaigns;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Desk;

/// <summary>The official's board. It follows the market, but reads again every few seconds at the most.</summary>
public sealed partial class DeskPage(DeskReads reads, LiveFeed feed) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource leaving = new();
    private DeskBoard? board;
    private LiveWatcher? watcher;

    protected override async Task OnInitializedAsync() => board = await reads.BoardAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            watcher = feed.Watch(_ => RefreshAsync(), LiveTopics.Funds, LiveTopics.CampaignSales);
        }
    }

    public void Dispose()
    {
        watcher?.Dispose();
        leaving.Cancel();
        leaving.Dispose();
    }

    /// <summary>The feed never calls this twice at once, so the pause at its end is the time between two readings.</summary>
    private async Task RefreshAsync()
    {
        var news = await reads.BoardAsync();
        await InvokeAsync(() =>
        {
            board = news;
            StateHasChanged();
        });
        if (!leaving.IsCancellationRequested)
        {
            await Task.Delay(Pause, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private string Yesterday(string value) => Reader.Fill(T["Figure.Yesterday"], value);

    private string Progress(CampaignSummary summary) => Reader.Fill(
        T["Campaigns.Progress"], summary.Figures.SoldGrams, summary.Figures.TargetGrams, summary.Figures.Orders, summary.Campaign.DaysLeft(Reader.Today));

    private static long Part(CampaignSummary summary) => Math.Min(100, Rounding.Floor(summary.Figures.SoldGrams, 100, summary.Figures.TargetGrams));

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
