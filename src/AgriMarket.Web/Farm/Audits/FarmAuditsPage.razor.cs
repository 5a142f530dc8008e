using AgriMarket.Domain.Audits;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Audits;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Farm.Audits;

/// <summary>A seller's parcels that were drawn for an audit. Static: it works on a weak line.</summary>
public sealed partial class FarmAuditsPage(AuditReads reads)
{
    private PageOf<GrantAudit>? audits;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    protected override async Task OnInitializedAsync() =>
        audits = await reads.OfSellerAsync((await Authentication).User.RequireMemberId(), QueryValue.Page(Number));
}
