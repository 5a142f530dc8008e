using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.Profile;

/// <summary>The last entries of the register about one's own account.</summary>
public sealed partial class SecurityEvents(RegisterReads reads, ActWords words)
{
    private IReadOnlyList<Act> events = [];

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    protected override async Task OnInitializedAsync() => events = await reads.OwnAsync((await SignedIn).User.RequireMemberId());
}
