using AgriMarket.Domain.Logistics;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.Cases;

/// <summary>The cases of an official's region.</summary>
public sealed partial class CasesPage(CaseReads reads)
{
    private IReadOnlyList<CaseView> cases = [];

    [Inject]
    private RegionCatalogue Regions { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override async Task OnInitializedAsync() =>
        cases = await reads.ForOfficialAsync((await Authentication).User.RequireMemberId());
}
