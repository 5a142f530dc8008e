using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Government.Confirmations;

/// <summary>One decision on one application.</summary>
public partial class DecisionDialog
{
    private string reason = "";
    private OfficeKind kind = OfficeKind.Agriculture;
    private string officeName = "";
    private bool isNationwide;
    private Duties duties = Appointment.UsualDuties;

    [Inject]
    private RoleService Roles { get; set; } = default!;

    [Parameter, EditorRequired]
    public required ApplicationRow Row { get; set; }

    [Parameter, EditorRequired]
    public required ApplicationAction Action { get; set; }

    private bool IsAppointment => Action == ApplicationAction.Confirm && Row.Application.Role == MemberRole.Official;

    protected override void OnInitialized() => officeName = Row.Application.DisplayName;

    private Task SendAsync()
    {
        var appointment = IsAppointment ? new Appointment(officeName, kind, isNationwide, duties) : null;
        return RunAsync((memberId, sessionId) => Roles.DecideAsync(Row.Application.Id, Action, reason, memberId, sessionId, appointment));
    }
}
