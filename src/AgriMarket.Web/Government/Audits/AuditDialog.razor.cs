using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Audits;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.Audits;

/// <summary>One decision on one audit.</summary>
public sealed partial class AuditDialog
{
    private string reason = "";

    [Inject]
    private AuditService Audits { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Parameter, EditorRequired]
    public required Guid ParcelId { get; set; }

    /// <summary>Otherwise not proven.</summary>
    [Parameter, EditorRequired]
    public required bool IsProven { get; set; }

    private async Task SendAsync()
    {
        var officialId = (await SignedIn).User.RequireMemberId();
        await RunAsync(() => Audits.DecideAsync(ParcelId, IsProven, reason, officialId));
    }
}
