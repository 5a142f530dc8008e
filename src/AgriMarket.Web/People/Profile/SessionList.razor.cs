using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.Profile;

/// <summary>The sessions of whoever looks.</summary>
public partial class SessionList
{
    private IReadOnlyList<MemberSession> sessions = [];
    private IReadOnlyList<Rejection> rejections = [];
    private Guid? ownId;
    private bool ended;

    [Inject]
    private MemberSessions Sessions { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [SupplyParameterFromForm(FormName = "sessions")]
    private Chosen? Ending { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Ending ??= new();
        ownId = (await SignedIn).User.SessionId();
        await ReadAsync();
    }

    private async Task ReadAsync() => sessions = await Sessions.ListAsync((await SignedIn).User.RequireMemberId());

    private async Task EndAsync()
    {
        var memberId = (await SignedIn).User.RequireMemberId();
        var done = Ending switch
        {
            { Everywhere: true } => await Sessions.EndAllAsync(memberId),
            { Session: { } session } => await Sessions.EndAsync(memberId, session),
            _ => Done.Instance,
        };
        (rejections, ended) = (done.Rejections, done.IsOk);
        if (done.IsOk && Ending!.Everywhere)
        {
            Navigation.NavigateTo(PeopleAddresses.SignIn);
        }

        await ReadAsync();
    }

    /// <summary>Chrome · Android; a program, when nothing says what it is.</summary>
    private string Device(MemberSession session)
    {
        var named = string.Join(" · ", session.Device.Split('/', StringSplitOptions.RemoveEmptyEntries));
        return (session.Kind, named) switch
        {
            (SessionKind.Program, "") => T["Sessions.Program"],
            (SessionKind.Program, _) => $"{T["Sessions.Program"]} · {named}",
            (_, "") => T["Sessions.Unknown"],
            _ => named,
        };
    }

    private sealed class Chosen
    {
        public Guid? Session { get; set; }

        public bool Everywhere { get; set; }
    }
}
