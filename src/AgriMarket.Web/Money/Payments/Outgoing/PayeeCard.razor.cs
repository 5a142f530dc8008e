using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>Somebody else takes a farmer's money for them.</summary>
public sealed partial class PayeeCard(PayoutAccounts accounts, NavigationManager navigation)
{
    /// <summary>As the refusals of <see cref="PayoutAccounts.AskPayeeAsync"/> call it.</summary>
    private const string Field = "payeeLogin";

    private IReadOnlyList<Rejection> rejections = [];

    [Parameter, EditorRequired]
    public required Guid FarmerId { get; set; }

    [Parameter, EditorRequired]
    public required PayoutRoute Way { get; set; }

    /// <summary>The page it stands on.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    [SupplyParameterFromForm(FormName = "payee")]
    public string? PayeeLogin { get; set; }

    [SupplyParameterFromForm(FormName = "payee")]
    public bool? TakesBack { get; set; }

    private bool IsWrong => rejections.Any(rejection => rejection.Field == Field);

    private async Task SendAsync()
    {
        rejections = (await accounts.AskPayeeAsync(FarmerId, TakesBack == true ? null : PayeeLogin ?? "")).Rejections;
        if (rejections.Count == 0)
        {
            navigation.NavigateTo(Path);
        }
    }
}
