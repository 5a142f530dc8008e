using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.Cases;

/// <summary>One step of one case.</summary>
public sealed partial class CaseDialog
{
    private string reason = "";
    private string? factorCode;

    [Inject]
    private FactorChecks Factors { get; set; } = null!;

    [Inject]
    private CaseDecisions Decisions { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [Parameter, EditorRequired]
    public required Guid CaseId { get; set; }

    [Parameter, EditorRequired]
    public required CaseAction Action { get; set; }

    private async Task SendAsync()
    {
        var user = (await SignedIn).User;
        await RunAsync(() => Factors.ThenAsync(user, factorCode, () => StepAsync(user.RequireMemberId(), user.SessionId())));
    }

    private Task<Result<Done>> StepAsync(Guid memberId, Guid? sessionId) =>
        Action switch
        {
            CaseAction.Approve => Decisions.ApproveAsync(CaseId, memberId, sessionId),
            CaseAction.SendBack => Decisions.SendBackAsync(CaseId, reason, memberId, sessionId),
            _ => Decisions.ProposeAsync(CaseId, Action == CaseAction.ProposeTakeBack, reason, memberId, sessionId),
        };
}
