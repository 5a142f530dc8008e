using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Storage;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Matching.Pages;

/// <summary>The published runs and what becomes of their proposals, live.</summary>
public sealed partial class MatchRunsPage(MatchReads reads)
{
    private PageOf<RunView>? runs;

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    protected override TimeSpan Pause { get; } = TimeSpan.FromSeconds(3);

    protected override async Task OnParametersSetAsync()
    {
        Follow(LiveTopics.Matching);
        await ReadAsync();
    }

    protected override async Task ReadAsync() => runs = await reads.RunsAsync(Number);
}
