using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.SignIn;

/// <summary>Signs in and returns to where the visitor was.</summary>
public partial class SignInPage
{
    private IReadOnlyList<Rejection> rejections = [];

    [Inject]
    private SignInService SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery]
    public string? ReturnTo { get; set; }

    [SupplyParameterFromForm]
    private Typed? Form { get; set; }

    private string Href(string page) =>
        Navigation.GetUriWithQueryParameters(page, new Dictionary<string, object?> { ["returnTo"] = ReturnTo });

    protected override void OnInitialized() => Form ??= new();

    private async Task SendAsync()
    {
        var signedIn = await SignIn.SignInAsync(new SignInRequest(Form!.Login, Form.Password));
        rejections = signedIn.Rejections;
        if (signedIn.IsOk)
        {
            Navigation.NavigateTo(SignInService.AddressAfter(signedIn.Value, ReturnTo));
        }
    }

    private sealed class Typed
    {
        public string? Login { get; set; }

        public string? Password { get; set; }
    }
}
