using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.UnsoldReports;

/// <summary>The reports of unsold goods in an official's region, as they come in.</summary>
public sealed partial class OfficialUnsoldPage(UnsoldReads reads)
{
    private const string All = "all";

    private PageOf<UnsoldView>? reports;
    private Guid officialId;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    [SupplyParameterFromQuery]
    private string? Show { get; set; }

    /// <summary>A report has just been sent.</summary>
    [SupplyParameterFromQuery]
    private string? Reported { get; set; }

    private bool ShowsAll => Show == All;

    protected override async Task OnParametersSetAsync()
    {
        officialId = (await Authentication).User.RequireMemberId();
        Follow(UnsoldTopics.Reports);
        await ReadAsync();
    }

    protected override async Task ReadAsync() =>
        reports = await reads.OfOfficeAsync(officialId, openOnly: !ShowsAll, QueryValue.Page(Number));
}
