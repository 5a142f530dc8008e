using AgriMarket.Domain.Common;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.SignIn;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.CodeSignIn;

/// <summary>Sets a forgotten password anew and signs in with it.</summary>
public partial class ForgottenPasswordPage
{
    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<AccountChoice> choices = [];
    private bool isAsked;

    [Inject]
    private PasswordResetService Passwords { get; set; } = default!;

    [Inject]
    private SignInService SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    public HttpContext? Request { get; set; }

    [SupplyParameterFromForm]
    private Typed? Form { get; set; }

    protected override void OnInitialized() => Form ??= new();

    private async Task SendAsync()
    {
        if (Form!.Step == CodeStep.Ask)
        {
            var asked = await Passwords.AskAsync(Form.Contact, Caller.NetworkOf(Request?.Connection.RemoteIpAddress));
            (rejections, isAsked) = (asked.Rejections, asked.IsOk);
            return;
        }

        var reset = await Passwords.ResetAsync(new(Form.Contact, Form.Code, Form.New), account => account.Id == Form.Account);
        rejections = reset.Rejections;
        if (reset is { IsOk: true, Value.Member: { } member })
        {
            var signedIn = await SignIn.SignInAsync(member);
            rejections = signedIn.Rejections;
            if (signedIn.IsOk)
            {
                Navigation.NavigateTo(SignInService.AddressAfter(signedIn.Value, PeopleAddresses.Me));
            }
        }
        else if (reset.IsOk)
        {
            choices = reset.Value.Choices;
        }
    }

    private sealed class Typed
    {
        public string? Contact { get; set; }

        public string? Code { get; set; }

        public string? New { get; set; }

        public Guid? Account { get; set; }

        public string? Step { get; set; }
    }
}
