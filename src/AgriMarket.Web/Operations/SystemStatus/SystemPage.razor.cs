using System.Globalization;
using AgriMarket.Platform.Live;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Operations.SystemStatus;

/// <summary>How the program is doing, renewed while somebody looks.</summary>
public sealed partial class SystemPage : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private SystemFigures figures = null!;
    private ITimer? timer;

    [Inject]
    private SystemReads Reads { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private IReadOnlyList<FreshnessRow> Rows =>
        [
            .. new FreshnessRow[] { new(T["Fresh.Written"], figures.Live.Written), new(T["Fresh.Seen"], figures.Live.Seen) }.Where(row =>
                row.Fresh.Measured > 0
            ),
        ];

    public void Dispose() => timer?.Dispose();

    protected override void OnInitialized() => figures = Reads.Figures();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            timer = Clock.CreateTimer(_ => InvokeAsync(Renew), null, Pause, Pause);
        }
    }

    private void Renew()
    {
        figures = Reads.Figures();
        StateHasChanged();
    }

    private string Time(TimeSpan time) => Reader.Fill(T["Time.Ms"], Count((long)time.TotalMilliseconds));

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private sealed record FreshnessRow(string Name, Freshness Fresh);
}
