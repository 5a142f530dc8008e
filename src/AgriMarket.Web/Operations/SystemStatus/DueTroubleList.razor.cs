using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Jobs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Operations.SystemStatus;

/// <summary>The due work that could not be done, renewed while somebody looks, and a way to have it tried again now.</summary>
public sealed partial class DueTroubleList : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private DueTrouble trouble = new([], 0, []);
    private IReadOnlyList<Rejection> rejections = [];
    private ITimer? timer;
    private bool isBusy;

    [Inject]
    private DueWork Due { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    public void Dispose() => timer?.Dispose();

    protected override async Task OnInitializedAsync() => trouble = await Due.TroubleAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            timer = Clock.CreateTimer(_ => InvokeAsync(RenewAsync), null, Pause, Pause);
        }
    }

    private async Task RenewAsync()
    {
        trouble = await Due.TroubleAsync();
        StateHasChanged();
    }

    private async Task TryAgainAsync(DueFailure failure)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            var asked = await Due.TryAgainAsync(failure.Kind, failure.ItemId);
            rejections = asked.Rejections;
            if (asked.IsOk)
            {
                Snackbar.Add(T["Due.Asked"], Severity.Success);
            }

            trouble = await Due.TroubleAsync();
        }
        finally
        {
            isBusy = false;
        }
    }

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
