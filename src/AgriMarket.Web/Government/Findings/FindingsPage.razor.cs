using AgriMarket.Domain.Logistics;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Findings;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.Findings;

/// <summary>Patterns in sales with public money, for officials of the region that the goods come from.</summary>
public sealed partial class FindingsPage(FindingReads reads, FindingFormatter formatter, FindingPolicy policy)
{
    private IReadOnlyList<FindingView> findings = [];

    [Inject]
    private RegionCatalogue Regions { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override async Task OnInitializedAsync() =>
        findings = await reads.ForOfficialAsync((await Authentication).User.RequireMemberId());
}
