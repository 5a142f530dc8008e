using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Matching.Review;

/// <summary>The published runs and what becomes of their proposals, live.</summary>
public sealed partial class MatchRunsPage(MatchReads reads)
{
    private PageOf<RunView>? runs;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    protected override TimeSpan Pause { get; } = TimeSpan.FromSeconds(3);

    protected override async Task OnParametersSetAsync()
    {
        Follow(MatchTopics.Matching);
        await ReadAsync();
    }

    protected override async Task ReadAsync() =>
        runs = await reads.RunsAsync(QueryValue.Page(Number), (await Authentication).User.RequireMemberId());
}
