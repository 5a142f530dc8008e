using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Money.Payments.PayeeChoices;

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
    private string? AsksNumber { get; set; }

    [SupplyParameterFromQuery(Name = "paid")]
    private string? PaidNumber { get; set; }

    /// <summary>Whom the member says yes to.</summary>
    [SupplyParameterFromForm(FormName = "answer")]
    public Guid? Yes { get; set; }

    /// <summary>Typed after an answer was refused for want of it.</summary>
    [SupplyParameterFromForm(FormName = "answer")]
    public string? FactorCode { get; set; }

    [Inject]
    private FactorChecks Factors { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> SignedIn { get; set; } = null!;

    /// <summary>Whom the member says no to, or takes no more money for.</summary>
    [SupplyParameterFromForm(FormName = "answer")]
    public Guid? No { get; set; }

    protected override async Task OnInitializedAsync()
    {
        asks = await reads.AsksAsync(PayeeId, QueryValue.Page(AsksNumber));
        paid = await reads.PaidForOthersAsync(PayeeId, QueryValue.Page(PaidNumber));
    }

    private async Task AnswerAsync()
    {
        if ((Yes ?? No) is { } farmerId)
        {
            var user = (await SignedIn).User;
            rejections = (
                await Factors.ThenAsync(
                    user,
                    FactorCode,
                    () => accounts.AnswerAsync(PayeeId, farmerId, agrees: Yes is not null, user.SessionId())
                )
            ).Rejections;
            if (rejections.Count == 0)
            {
                navigation.NavigateTo(Path);
            }
        }
    }
}
