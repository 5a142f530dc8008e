using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Government.UnsoldReports;

/// <summary>Where an official records what became of reported goods.</summary>
public sealed partial class UnsoldDecisionDialog(UnsoldService service)
{
    private static readonly UnsoldAction[] Choices = [UnsoldAction.Match, UnsoldAction.Donate, UnsoldAction.WriteOff];

    [Parameter, EditorRequired]
    public required UnsoldReport Report { get; set; }

    [Parameter, EditorRequired]
    public required Guid OfficialId { get; set; }

    /// <summary>Filled in here, and kept by whoever opened the dialog.</summary>
    [Parameter, EditorRequired]
    public required DecideForm Form { get; set; }

    private Task DecideAsync() =>
        RunAsync(async () =>
            Amounts.Asking(
                await service.DecideAsync(
                    new UnsoldDecision(Report.Id, OfficialId, Form.Action, Amounts.Grams(Form.Weight, Reader.UnitGrams), Form.Note)
                ),
                (nameof(UnsoldDecision.Grams), Form.Weight)
            )
        );
}
