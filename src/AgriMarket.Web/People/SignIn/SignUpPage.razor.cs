using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Addresses;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.SignIn;

/// <summary>Makes a member and signs them in.</summary>
public partial class SignUpPage
{
    private IReadOnlyList<Rejection> rejections = [];

    [Inject]
    private MemberService Members { get; set; } = default!;

    [Inject]
    private SignInService SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery]
    public string? ReturnTo { get; set; }

    [SupplyParameterFromForm]
    private Typed? Form { get; set; }

    private string SignInHref =>
        Navigation.GetUriWithQueryParameters(PeopleAddresses.SignIn, new Dictionary<string, object?> { ["returnTo"] = ReturnTo });

    protected override void OnInitialized() => Form ??= new();

    private async Task SendAsync()
    {
        var made = await Members.SignUpAsync(new SignUpRequest(Form!.DisplayName, Form.Login, Form.Password));
        rejections = made.Rejections;
        if (!made.IsOk)
        {
            return;
        }

        rejections = (await SignIn.SignInAsync(made.Value)).Rejections;
        if (rejections.Count == 0)
        {
            Navigation.NavigateTo(SignInService.Landing(ReturnTo));
        }
    }

    private sealed class Typed
    {
        public string? Login { get; set; }

        public string? DisplayName { get; set; }

        public string? Password { get; set; }
    }
}
