using AgriMarket.Domain.Organisations;
using AgriMarket.Web.People.Offices;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Operations.Offices;

/// <summary>Calls an office by another name.</summary>
public sealed partial class RenameDialog
{
    private string name = "";

    [Inject]
    private OfficeService Offices { get; set; } = null!;

    [Parameter, EditorRequired]
    public required Office Office { get; set; }

    protected override void OnInitialized() => name = Office.Name;

    private Task SendAsync() => RunAsync((memberId, sessionId) => Offices.RenameAsync(Office.Id, Office.Name, name, memberId, sessionId));
}
