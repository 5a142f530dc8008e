using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using QRCoder;

namespace AgriMarket.Web.People.FactorSetup;

/// <summary>Sets up one's own second factor, and makes new recovery codes.</summary>
public partial class FactorPage
{
    private const int ModuleSize = 4;

    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<string> codes = [];
    private FactorStanding? standing;
    private ClaimsPrincipal user = new();

    [Inject]
    private FactorService Factors { get; set; } = default!;

    [Inject]
    private FactorChecks Checks { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [SupplyParameterFromForm]
    private string? FactorCode { get; set; }

    [SupplyParameterFromForm]
    private string? Password { get; set; }

    protected override async Task OnInitializedAsync()
    {
        user = (await SignedIn).User;
        standing = await Factors.StandingAsync(user.RequireMemberId());
    }

    private async Task StartAsync() =>
        await ShowAsync(
            await Checks.ThenAsync(
                user,
                FactorCode,
                () => Factors.StartAsync(user.RequireMemberId(), Password, nameof(Password), user.SessionId())
            )
        );

    private async Task ConfirmAsync() => await ShowAsync(await Factors.ConfirmAsync(user.RequireMemberId(), FactorCode, user.SessionId()));

    private async Task RenewAsync() => await ShowAsync(await Factors.RenewAsync(user.RequireMemberId(), FactorCode, user.SessionId()));

    private async Task ShowAsync<T>(Result<T> answer)
    {
        rejections = answer.Rejections;
        codes = answer.IsOk && answer.Value is IReadOnlyList<string> made ? made : [];
        standing = await Factors.StandingAsync(user.RequireMemberId());
    }

    private static MarkupString Picture(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return new MarkupString(picture.GetGraphic(ModuleSize));
    }
}
