using AgriMarket.Domain.Common;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.SignIn;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.CodeSignIn;

/// <summary>Signs in by a code sent to the member's mobile, and returns to where the visitor was.</summary>
public partial class CodeSignInPage
{
    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<AccountChoice> choices = [];
    private bool isAsked;

    [Inject]
    private CodeSignInService ByCode { get; set; } = default!;

    [Inject]
    private SignInService SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    public HttpContext? Request { get; set; }

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
            var asked = await ByCode.AskAsync(Form.Mobile, Caller.NetworkOf(Request?.Connection.RemoteIpAddress));
            (rejections, isAsked) = (asked.Rejections, asked.IsOk);
            return;
        }

        var recognised = await ByCode.RecogniseAsync(new(Form.Mobile, Form.Code), account => account.Id == Form.Account);
        rejections = recognised.Rejections;
        if (recognised is { IsOk: true, Value.Member: { } member })
        {
            var signedIn = await SignIn.SignInAsync(member);
            rejections = signedIn.Rejections;
            if (signedIn.IsOk)
            {
                Navigation.NavigateTo(SignInService.AddressAfter(signedIn.Value, ReturnTo));
            }
        }
        else if (recognised.IsOk)
        {
            choices = recognised.Value.Choices;
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
