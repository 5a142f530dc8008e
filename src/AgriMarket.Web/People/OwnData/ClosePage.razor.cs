using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.OwnData;

/// <summary>Closes one's own account.</summary>
public partial class ClosePage
{
    private IReadOnlyList<Rejection> rejections = [];

    [Inject]
    private OwnDataService Own { get; set; } = default!;

    [Inject]
    private SignInService SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [SupplyParameterFromForm(FormName = "close")]
    private Typed? Form { get; set; }

    protected override void OnInitialized() => Form ??= new();

    private async Task CloseAsync()
    {
        rejections = (await Own.CloseAsync((await SignedIn).User.RequireMemberId(), Form!.Password, nameof(Typed.Password))).Rejections;
        if (rejections.Count == 0)
        {
            await SignIn.SignOutAsync();
            Navigation.NavigateTo("/");
        }
    }

    private sealed class Typed
    {
        public string? Password { get; set; }
    }
}
