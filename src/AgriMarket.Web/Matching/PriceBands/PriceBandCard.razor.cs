using AgriMarket.Domain.Matching.Demands;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Matching.PriceBands;

/// <summary>
/// The band of delivered prices for what a form says. It reads once the form has been left alone for a moment, one reading at a time, and
/// shows the last answer until the next is there.
/// </summary>
public sealed partial class PriceBandCard(PriceBandReads reads, TimeProvider clock) : IDisposable
{
    private const int MostSteps = 6;

    /// <summary>Nobody who types on is answered.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource leaving = new();
    private OfferedNow? now;
    private bool isReading;

    [Parameter, EditorRequired]
    public required PriceQuestion Question { get; set; }

    /// <summary>The question that is answered; null before the first answer.</summary>
    private PriceQuestion? Shown { get; set; }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    /// <summary>In a circuit alone: what is rendered first has nothing to follow.</summary>
    protected override async Task OnParametersSetAsync()
    {
        if (isReading || !RendererInfo.IsInteractive || Question == Shown)
        {
            return;
        }

        isReading = true;
        var left = leaving.Token;
        while (Question != Shown && !left.IsCancellationRequested)
        {
            var asked = Question;
            await Task.Delay(Pause, clock, left)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (asked == Question && !left.IsCancellationRequested)
            {
                (now, Shown) = (await reads.OfAsync(asked), asked);
                StateHasChanged();
            }
        }

        isReading = false;
    }
}
