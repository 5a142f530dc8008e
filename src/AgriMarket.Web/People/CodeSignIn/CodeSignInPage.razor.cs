using AgriMarket.Web.People.Addresses;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.CodeSignIn;

/// <summary>Signs in by a code sent to the member's mobile, and returns to where the visitor was.</summary>
public partial class CodeSignInPage
{
    [Inject]
    private CodeSignInService ByCode { get; set; } = default!;

    [SupplyParameterFromQuery]
    public string? ReturnTo { get; set; }

    [SupplyParameterFromForm]
    private Typed? Form { get; set; }

    private string SignInHref =>
        Navigation.GetUriWithQueryParameters(PeopleAddresses.SignIn, new Dictionary<string, object?> { ["returnTo"] = ReturnTo });

    protected override void OnInitialized() => Form ??= new();

    private async Task SendAsync()
    {
        if (Form!.Step == CodeStep.Ask)
        {
            ShowAsked(await ByCode.AskAsync(Form.Mobile, Network));
        }
        else
        {
            await GoOnAsync(
                await ByCode.RecogniseAsync(new(Form.Mobile, Form.Code, Asked.Here), account => account.Id == Form.Account),
                ReturnTo
            );
        }
    }

    private sealed class Typed
    {
        public string? Mobile { get; set; }

        public string? Code { get; set; }

        public Guid? Account { get; set; }

        public string? Step { get; set; }
    }
}
