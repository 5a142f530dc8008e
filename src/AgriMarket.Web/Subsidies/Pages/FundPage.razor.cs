using AgriMarket.Domain.Common;
using AgriMarket.Web.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Subsidies.Pages;

/// <summary>One fund for officials: approve it, or read its books.</summary>
public sealed partial class FundPage(FundReads funds, FundService service, NavigationManager navigation)
{
    private IReadOnlyList<Rejection> rejections = [];
    private Guid officialId;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private FundBooks? Books { get; set; }

    protected override async Task OnInitializedAsync()
    {
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

    private async Task LoadAsync() => Books = await funds.BooksAsync(Id, Page ?? 1);
}
