using AgriMarket.Web.People.Addresses;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.CodeSignIn;

/// <summary>Sets a forgotten password anew and signs in with it.</summary>
public partial class ForgottenPasswordPage
{
    [Inject]
    private PasswordResetService Passwords { get; set; } = default!;

    [SupplyParameterFromForm]
    private Typed? Form { get; set; }

    protected override void OnInitialized() => Form ??= new();

    private async Task SendAsync()
    {
        if (Form!.Step == CodeStep.Ask)
        {
            ShowAsked(await Passwords.AskAsync(Form.Contact, Network));
        }
        else
        {
            await GoOnAsync(
                await Passwords.ResetAsync(new(Form.Contact, Form.Code, Form.New, Asked.Here), account => account.Id == Form.Account),
                PeopleAddresses.Me
            );
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
