using AgriMarket.Domain.Common;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.SignIn;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.CodeSignIn;

/// <summary>A page that has a code sent and signs in with it: asks, chooses among accounts that share the number, and goes on.</summary>
public abstract class CodePage : ComponentBase
{
    [Inject]
    private SignInService SignIn { get; set; } = default!;

    [Inject]
    private protected AskedCodes Asked { get; set; } = default!;

    [Inject]
    private protected NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    public HttpContext? Request { get; set; }

    private protected IReadOnlyList<Rejection> Rejections { get; private set; } = [];

    private protected IReadOnlyList<AccountChoice> Choices { get; private set; } = [];

    private protected bool IsAsked { get; private set; }

    private protected string Network => Caller.NetworkOf(Request?.Connection.RemoteIpAddress);

    private protected void ShowAsked(Result<Guid> asked)
    {
        (Rejections, IsAsked) = (asked.Rejections, asked.IsOk);
        if (asked.IsOk)
        {
            Asked.Remember(asked.Value);
        }
    }

    private protected async Task GoOnAsync(Result<CodeRecognition> recognised, string? returnTo)
    {
        Rejections = recognised.Rejections;
        if (recognised is { IsOk: true, Value.Member: { } member })
        {
            var signedIn = await SignIn.SignInAsync(member);
            Rejections = signedIn.Rejections;
            if (signedIn.IsOk)
            {
                Navigation.NavigateTo(SignInService.AddressAfter(signedIn.Value, returnTo));
            }
        }
        else if (recognised.IsOk)
        {
            Choices = recognised.Value.Choices;
        }
    }
}
