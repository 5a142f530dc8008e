using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.SignIn;

/// <summary>Asks for the second factor after the password or the code, and returns to where the visitor was.</summary>
public partial class SignInFactorPage
{
    private IReadOnlyList<Rejection> rejections = [];

    [Inject]
    private SignInService SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery]
    public string? ReturnTo { get; set; }

    [SupplyParameterFromForm]
    private string? FactorCode { get; set; }

    private async Task SendAsync()
    {
        var signedIn = await SignIn.SignInByFactorAsync(FactorCode);
        rejections = signedIn.Rejections;
        if (signedIn.IsOk)
        {
            Navigation.NavigateTo(SignInService.Landing(ReturnTo));
        }
    }
}
