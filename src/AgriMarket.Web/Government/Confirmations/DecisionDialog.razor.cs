using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Government.Confirmations;

/// <summary>One decision on one application.</summary>
public partial class DecisionDialog
{
    private string reason = "";
    private string? factorCode;
    private OfficeKind kind = OfficeKind.Agriculture;
    private bool isNationwide;
    private Duties duties = Appointment.UsualDuties;

    [Inject]
    private FactorChecks Factors { get; set; } = default!;

    [Inject]
    private RoleService Roles { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Parameter, EditorRequired]
    public required ApplicationRow Row { get; set; }

    [Parameter, EditorRequired]
    public required ApplicationAction Action { get; set; }

    private bool IsAppointment => Action == ApplicationAction.Confirm && Row.Application.Role == MemberRole.Official;

    private async Task SendAsync()
    {
        var user = (await SignedIn).User;
        var appointment = IsAppointment ? new Appointment(kind, isNationwide, duties) : null;
        await RunAsync(() =>
            Factors.ThenAsync(
                user,
                factorCode,
                () => Roles.DecideAsync(Row.Application.Id, Action, reason, user.RequireMemberId(), user.SessionId(), appointment)
            )
        );
    }
}
