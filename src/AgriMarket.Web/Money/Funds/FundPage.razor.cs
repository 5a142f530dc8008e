using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Money.Funds;

/// <summary>One fund for officials: approve it, read its books, and propose and approve what becomes of it.</summary>
public sealed partial class FundPage(FundReads funds, FundService service, FundChangeService changes, NavigationManager navigation)
{
    private IReadOnlyList<Rejection> rejections = [];
    private Guid officialId;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The entry that the list begins with; without it, the newest.</summary>
    [SupplyParameterFromQuery]
    private Guid? Entry { get; set; }

    /// <summary>The entry that an official wants to take back.</summary>
    [SupplyParameterFromQuery]
    private Guid? Correct { get; set; }

    [SupplyParameterFromForm]
    private FundChangeForm? Sent { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private FundEntryList? Books { get; set; }

    private Transfer? Wrong => Books!.Page.Entries.FirstOrDefault(entry => entry.Id == Correct && Books.CanCorrect(entry));

    protected override async Task OnInitializedAsync()
    {
        Sent ??= new FundChangeForm();
        officialId = (await Authentication).User.RequireMemberId();
        await LoadAsync();
        if (Books is null)
        {
            navigation.NotFound();
        }
    }

    private async Task ApproveAsync()
    {
        rejections = (await service.ApproveAsync(Id, officialId)).Rejections;
        await LoadAsync();
    }

    private async Task ProposeAsync(FundAction action)
    {
        rejections = (await changes.ProposeAsync(Sent!.ToIntent(Id, action, officialId))).Rejections;
        Sent = rejections.Count == 0 ? new FundChangeForm() : Sent;
        await LoadAsync();
    }

    private async Task ApproveChangeAsync(Guid changeId)
    {
        rejections = (await changes.ApproveAsync(changeId, officialId)).Rejections;
        await LoadAsync();
    }

    private async Task TurnDownAsync(Guid changeId)
    {
        rejections = (await changes.TurnDownAsync(changeId, officialId)).Rejections;
        await LoadAsync();
    }

    private async Task LoadAsync() => Books = await funds.BooksAsync(Id, Entry ?? Correct);
}
