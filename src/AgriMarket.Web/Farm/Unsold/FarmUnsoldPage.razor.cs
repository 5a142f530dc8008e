using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Farm.Unsold;

/// <summary>A farmer's or agent's reports of unsold goods, and what became of them.</summary>
public sealed partial class FarmUnsoldPage(UnsoldReads reads, UnsoldService service, IDialogService dialogs)
{
    private PageOf<UnsoldView>? reports;
    private IReadOnlyList<Rejection> rejections = [];
    private Guid memberId;
    private bool isBusy;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    /// <summary>A report has just been sent.</summary>
    [SupplyParameterFromQuery]
    private string? Reported { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        Follow(MemberTopics.Farmer(memberId));
        await ReadAsync();
    }

    protected override async Task ReadAsync() => reports = await reads.OwnAsync(memberId, QueryValue.Page(Number));

    private async Task WithdrawAsync(Guid reportId)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        if (
            await dialogs.ShowMessageBoxAsync(
                T["Own.WithdrawTitle"],
                T["Own.WithdrawText"],
                T["Own.Withdraw"],
                cancelText: T["Own.WithdrawNot"]
            ) == true
        )
        {
            rejections = (await service.WithdrawAsync(reportId, memberId)).Rejections;
            await ReadAsync();
        }

        isBusy = false;
    }
}
