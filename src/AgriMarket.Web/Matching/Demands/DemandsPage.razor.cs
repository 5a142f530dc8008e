using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Matching.Demands;

/// <summary>What an institution has asked for, and how far each demand has come.</summary>
public sealed partial class DemandsPage(DemandReads reads)
{
    private PageOf<DemandView>? demands;
    private Guid memberId;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        Follow(MemberTopics.Institution(memberId));
        await ReadAsync();
    }

    protected override async Task ReadAsync() => demands = await reads.ListAsync(memberId, QueryValue.Page(Number));
}
