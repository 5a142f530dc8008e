using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Platform.Live;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Matching.Demands;

/// <summary>One of an institution's demands: its terms, what came of it, and what the market has for it now.</summary>
public sealed partial class DemandPage(
    DemandReads reads,
    ConsideredLots lots,
    DemandService service,
    NavigationManager navigation,
    IDialogService dialogs
)
{
    private DemandDetail? detail;
    private Consideration? considered;
    private IReadOnlyList<Rejection> rejections = [];
    private Guid memberId;
    private bool isBusy;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>It has just been posted or changed.</summary>
    [SupplyParameterFromQuery]
    private string? Saved { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>A reading looks at every lot of what is wanted; a run brings many changes at once.</summary>
    protected override TimeSpan Pause => TimeSpan.FromSeconds(2);

    protected override async Task OnParametersSetAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        Follow(MemberTopics.Institution(memberId));
        await ReadAsync();
        if (detail is null)
        {
            navigation.NotFound();
        }
    }

    protected override async Task ReadAsync()
    {
        detail = await reads.DetailAsync(Id, memberId);
        considered = detail is null ? null : await lots.OfAsync(detail.View);
    }

    private async Task MoveAsync(DemandAction action)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        await SayAsync(action);
        isBusy = false;
    }

    private async Task WithdrawAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        if (
            await dialogs.ShowMessageBoxAsync(T["Withdraw.Title"], T["Withdraw.Text"], T["Demand.Withdraw"], cancelText: T["Withdraw.Not"])
            == true
        )
        {
            await SayAsync(DemandAction.Withdraw);
        }

        isBusy = false;
    }

    private async Task SayAsync(DemandAction action)
    {
        rejections = (await service.MoveAsync(Id, memberId, action)).Rejections;
        await ReadAsync();
    }
}
