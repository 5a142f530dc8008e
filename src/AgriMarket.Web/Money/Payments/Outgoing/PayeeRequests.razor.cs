using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>Who asks a member to take their money, and what came for them.</summary>
public sealed partial class PayeeRequests(PayoutAccounts accounts, PayoutReads reads, NavigationManager navigation)
{
    private PageOf<PayeeRequest>? asks;
    private PageOf<PaidForOther>? paid;
    private IReadOnlyList<Rejection> rejections = [];

    [Parameter, EditorRequired]
    public required Guid PayeeId { get; set; }

    /// <summary>The page it stands on.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    /// <summary>What is shown where nobody asks and nothing came.</summary>
    [Parameter]
    public RenderFragment? None { get; set; }

    [SupplyParameterFromQuery(Name = "asks")]
    private int? AsksNumber { get; set; }

    [SupplyParameterFromQuery(Name = "paid")]
    private int? PaidNumber { get; set; }

    /// <summary>Whom the member says yes to.</summary>
    [SupplyParameterFromForm(FormName = "answer")]
    public Guid? Yes { get; set; }

    /// <summary>Whom the member says no to, or takes no more money for.</summary>
    [SupplyParameterFromForm(FormName = "answer")]
    public Guid? No { get; set; }

    protected override async Task OnInitializedAsync()
    {
        asks = await reads.AsksAsync(PayeeId, AsksNumber);
        paid = await reads.PaidForOthersAsync(PayeeId, PaidNumber);
    }

    private async Task AnswerAsync()
    {
        if ((Yes ?? No) is { } farmerId)
        {
            rejections = (await accounts.AnswerAsync(PayeeId, farmerId, agrees: Yes is not null)).Rejections;
            if (rejections.Count == 0)
            {
                navigation.NavigateTo(Path);
            }
        }
    }
}
