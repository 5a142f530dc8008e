using AgriMarket.Domain.Organisations;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Offices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Operations.Offices;

/// <summary>Gives an official other duties.</summary>
public sealed partial class DutiesDialog
{
    private Duties duties;
    private string? factorCode;

    [Inject]
    private OfficeService Offices { get; set; } = null!;

    [Inject]
    private FactorChecks Factors { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Parameter, EditorRequired]
    public required OfficeMember Official { get; set; }

    protected override void OnInitialized() => duties = Official.Duties;

    private async Task SendAsync()
    {
        var user = (await SignedIn).User;
        await RunAsync(() =>
            Factors.ThenAsync(
                user,
                factorCode,
                () => Offices.ChangeDutiesAsync(Official.ApplicationId, duties, user.RequireMemberId(), user.SessionId())
            )
        );
    }
}
