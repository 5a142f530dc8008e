using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Passkeys;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.SignIn;

/// <summary>Signs in by a passkey, alone or as the second factor after a password or code.</summary>
public sealed partial class PasskeySignIn
{
    private IReadOnlyList<Rejection> rejections = [];

    /// <summary>Whether the password or the code was right, and only whose it was may answer.</summary>
    [Parameter]
    public bool IsWaiting { get; set; }

    [Parameter]
    public string? ReturnTo { get; set; }

    [Inject]
    private SignInService SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "passkey")]
    private string? State { get; set; }

    [SupplyParameterFromForm(FormName = "passkey")]
    private string? Credential { get; set; }

    private string Ask => IsWaiting ? $"{PeopleAddresses.PasskeySignIn}?waiting=true" : PeopleAddresses.PasskeySignIn;

    private async Task SendAsync()
    {
        var signedIn = await SignIn.SignInByPasskeyAsync(new PasskeyAnswer(State, Credential), IsWaiting);
        rejections = signedIn.Rejections;
        if (signedIn.IsOk)
        {
            Navigation.NavigateTo(SignInService.Landing(ReturnTo));
        }
    }
}
