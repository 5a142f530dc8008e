using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Common;
using AgriMarket.Web.Trade.Cases;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Government.Cases;

/// <summary>One step of one case.</summary>
public sealed partial class CaseDialog
{
    private string reason = "";

    [Inject]
    private CaseDecisions Decisions { get; set; } = null!;

    [Parameter, EditorRequired]
    public required Guid CaseId { get; set; }

    [Parameter, EditorRequired]
    public required CaseAction Action { get; set; }

    private Task SendAsync() => RunAsync(StepAsync);

    private Task<Result<Done>> StepAsync(Guid memberId, Guid? sessionId) =>
        Action switch
        {
            CaseAction.Approve => Decisions.ApproveAsync(CaseId, memberId, sessionId),
            CaseAction.SendBack => Decisions.SendBackAsync(CaseId, reason, memberId, sessionId),
            _ => Decisions.ProposeAsync(CaseId, Action == CaseAction.ProposeTakeBack, reason, memberId, sessionId),
        };
}
