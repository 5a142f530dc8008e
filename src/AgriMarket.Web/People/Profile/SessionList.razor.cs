using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Factors;
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
    private FactorChecks Factors { get; set; } = default!;

    [Inject]
    private FactorGuard Guard { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [SupplyParameterFromForm(FormName = "sessions")]
    private Chosen? Ending { get; set; }

    /// <summary>Typed after ending a session was refused for want of it.</summary>
    [SupplyParameterFromForm(FormName = "sessions")]
    private string? FactorCode { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Ending ??= new();
        ownId = (await SignedIn).User.SessionId();
        await ReadAsync();
    }

    private async Task ReadAsync() => sessions = await Sessions.ListAsync((await SignedIn).User.RequireMemberId());

    private async Task EndAsync()
    {
        var done = await Factors.ThenAsync((await SignedIn).User, FactorCode, EndChosenAsync);
        (rejections, ended) = (done.Rejections, done.IsOk);
        if (done.IsOk && Ending!.Everywhere)
        {
            Navigation.NavigateTo(PeopleAddresses.SignIn);
        }

        await ReadAsync();
    }

    /// <summary>
    /// Whoever has a second factor shows it, or a thief could put the owner out. Nobody else is asked: a farmer who signs in by codes may
    /// know no password, and must be able to end a stolen phone's session at once.
    /// </summary>
    private async Task<Result<Done>> EndChosenAsync()
    {
        var memberId = (await SignedIn).User.RequireMemberId();
        if (await Guard.WhyStaleAsync(memberId, ownId, Reader.Now) is { } why)
        {
            return why;
        }

        return Ending switch
        {
            { Everywhere: true } => await Sessions.EndAllAsync(memberId),
            { Session: { } session } => await Sessions.EndAsync(memberId, session),
            _ => Done.Instance,
        };
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
