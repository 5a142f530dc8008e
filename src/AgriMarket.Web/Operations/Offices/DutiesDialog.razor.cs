using AgriMarket.Domain.Organisations;
using AgriMarket.Web.People.Offices;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Operations.Offices;

/// <summary>Gives an official other duties.</summary>
public sealed partial class DutiesDialog
{
    private Duties duties;

    [Inject]
    private OfficeService Offices { get; set; } = null!;

    [Parameter, EditorRequired]
    public required OfficeMember Official { get; set; }

    protected override void OnInitialized() => duties = Official.Duties;

    private Task SendAsync() =>
        RunAsync((memberId, sessionId) => Offices.ChangeDutiesAsync(Official.ApplicationId, duties, memberId, sessionId));
}
