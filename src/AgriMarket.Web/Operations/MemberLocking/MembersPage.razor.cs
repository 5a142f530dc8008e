using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Operations.MemberLocking;

/// <summary>Finds a member by their login, locks them out and lets them in again.</summary>
public partial class MembersPage
{
    private IReadOnlyList<Rejection> rejections = [];
    private FoundMember? found;

    [Inject]
    private MemberLocks Locks { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [SupplyParameterFromQuery(Name = "login")]
    private string? AskedLogin { get; set; }

    [SupplyParameterFromForm(FormName = "lock")]
    private Chosen? Form { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        if (!string.IsNullOrWhiteSpace(AskedLogin))
        {
            await FindAsync();
        }
    }

    private async Task FindAsync()
    {
        var member = await Locks.FindAsync(AskedLogin, nameof(AskedLogin));
        (found, rejections) = (member.IsOk ? member.Value : null, member.Rejections);
    }

    private async Task SetAsync()
    {
        var set = await Locks.SetAsync((await SignedIn).User.RequireMemberId(), found!.Id, Form!.Lock);
        await FindAsync();
        rejections = [.. rejections, .. set.Rejections];
    }

    private sealed class Chosen
    {
        public bool Lock { get; set; }
    }
}
