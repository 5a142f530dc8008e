using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.People.CodeSignIn;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.Profile;

/// <summary>Proves or changes one's mobile number or e-mail address.</summary>
public partial class ContactForm
{
    private IReadOnlyList<Rejection> rejections = [];
    private ContactStanding? standing;
    private string? asked;
    private bool isSaved;

    [Inject]
    private ContactService Contacts { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [CascadingParameter]
    public HttpContext? Request { get; set; }

    [Parameter, EditorRequired]
    public required ContactKind Kind { get; set; }

    [SupplyParameterFromForm(FormName = "contact")]
    private Typed? Form { get; set; }

    /// <summary>The number that one signs in with was typed by whoever knew the password just now; any other needs it again.</summary>
    private bool AsksPassword =>
        standing!.Verified is not null
        || standing.Login.Contains('@', StringComparison.Ordinal) == (Kind == ContactKind.Mobile)
        || rejections.Any(rejection => rejection.Field == nameof(Typed.Password));

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        // A phone that went to its messages and came back has the page anew: the code is still awaited.
        Form ??= new Typed { Contact = standing!.Asked ?? (AsksPassword ? null : standing.Login) };
    }

    private async Task ReadAsync() => standing = await Contacts.StandingAsync((await SignedIn).User.RequireMemberId(), Kind, Reader.Now);

    private async Task SendAsync()
    {
        var (memberId, network) = ((await SignedIn).User.RequireMemberId(), Caller.NetworkOf(Request?.Connection.RemoteIpAddress));
        if (Form!.Step is CodeStep.Ask or CodeStep.AskOld)
        {
            var sent =
                Form.Step == CodeStep.Ask
                    ? await Contacts.AskAsync(memberId, Kind, Form.Contact, network)
                    : await Contacts.AskOldAsync(memberId, Kind, network);
            (rejections, asked) = (sent.Rejections, sent.IsOk ? Form.Step : null);
            return;
        }

        var saved = await Contacts.SaveAsync(memberId, Kind, new(Form.Contact, Form.Code, Form.Password, Form.OldCode), network);
        (rejections, isSaved) = (saved.Rejections, saved.IsOk);
        if (saved.IsOk)
        {
            Form = new();
            await ReadAsync();
        }
    }

    private sealed class Typed
    {
        public string? Contact { get; set; }

        public string? Code { get; set; }

        public string? Password { get; set; }

        public string? OldCode { get; set; }

        public string? Step { get; set; }
    }
}
