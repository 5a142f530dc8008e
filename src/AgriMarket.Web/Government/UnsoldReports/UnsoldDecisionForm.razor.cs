using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Government.UnsoldReports;

/// <summary>What an official has typed about the end of a report, as typed.</summary>
public sealed class DecideForm
{
    public UnsoldAction? Action { get; set; }

    public string Weight { get; set; } = "";

    public string Note { get; set; } = "";
}

/// <summary>Where an official records what became of reported goods.</summary>
public sealed partial class UnsoldDecisionForm(UnsoldService service)
{
    private static readonly UnsoldAction[] Choices = [UnsoldAction.Match, UnsoldAction.Donate, UnsoldAction.WriteOff];

    private IReadOnlyList<Rejection> rejections = [];
    private bool isBusy;

    [Parameter, EditorRequired]
    public required UnsoldReport Report { get; set; }

    [Parameter, EditorRequired]
    public required Guid OfficialId { get; set; }

    /// <summary>Called once it is recorded.</summary>
    [Parameter]
    public EventCallback OnDecided { get; set; }

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public DecideForm? Form { get; set; }

    protected override void OnInitialized() => Form ??= new() { Weight = Amounts.WeightInput(Report.Grams, Reader.UnitGrams) };

    private async Task DecideAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        var decided = await service.DecideAsync(
            new UnsoldDecision(Report.Id, OfficialId, Form!.Action, Amounts.Grams(Form.Weight, Reader.UnitGrams), Form.Note)
        );
        (isBusy, rejections) = (false, decided.Rejections);
        if (decided.IsOk)
        {
            await OnDecided.InvokeAsync();
        }
    }
}
