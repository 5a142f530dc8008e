using AgriMarket.Domain.Organisations;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Offices;
using AgriMarket.Web.Shell.Editing;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Operations.Offices;

/// <summary>Gives an official other duties.</summary>
public sealed partial class DutiesDialog
{
    private Duties seen;
    private Duties duties;

    /// <summary>What somebody else has given the official meanwhile; null while nobody has.</summary>
    private Duties? theirs;

    [Inject]
    private OfficeService Offices { get; set; } = null!;

    [Inject]
    private OfficeReads Reads { get; set; } = null!;

    [Parameter, EditorRequired]
    public required OfficeMember Official { get; set; }

    private IReadOnlyList<EditedField> Changes =>
        EditedField.Between([new(T["Duties"], Named(seen))], [new(T["Duties"], Named(theirs!.Value))], [new(T["Duties"], Named(duties))]);

    protected override void OnInitialized() => seen = duties = Official.Duties;

    private async Task SendAsync()
    {
        theirs = null;
        await RunAsync((memberId, sessionId) => Offices.ChangeDutiesAsync(Official.ApplicationId, seen, duties, memberId, sessionId));
        if (Rejections.IsConflict())
        {
            theirs = await Reads.DutiesAsync(Official.ApplicationId, (await SignedIn).User.RequireMemberId());
        }
    }

    /// <summary>What was ticked here, ticked on what the other one left.</summary>
    private Task SendMineAsync()
    {
        (duties, seen) = (theirs!.Value ^ seen ^ duties, theirs.Value);
        return SendAsync();
    }

    private void TakeTheirs() => (duties, seen, theirs, Rejections) = (theirs!.Value, theirs.Value, null, []);

    private string Named(Duties some) =>
        string.Join(AgriMarket.Web.Shell.Reading.Reader.IsChinese ? "、" : ", ", some.Each().Select(duty => T[$"Duties.{duty}"].Value));
}
