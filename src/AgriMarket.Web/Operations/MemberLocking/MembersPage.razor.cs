using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Operations.MemberLocking;

/// <summary>
/// Finds a member by their login, locks them out and lets them in again. The address names the member by id: a login is a mobile or an
/// e-mail address, and addresses are kept by browsers and logs.
/// </summary>
public partial class MembersPage
{
    private IReadOnlyList<Rejection> unknown = [];
    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<Rejection> locking = [];
    private FoundMember? found;
    private WaitingReset? waiting;
    private string? done;

    [Inject]
    private MemberLocks Locks { get; set; } = default!;

    [Inject]
    private FactorResets Resets { get; set; } = default!;

    [Inject]
    private FactorChecks Factors { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [SupplyParameterFromQuery(Name = "member")]
    private string? MemberId { get; set; }

    [SupplyParameterFromForm(FormName = "find")]
    private string? AskedLogin { get; set; }

    [SupplyParameterFromForm(FormName = "lock")]
    private Chosen? Form { get; set; }

    /// <summary>Typed after a lock or a reset was refused for want of it.</summary>
    [SupplyParameterFromForm]
    private string? FactorCode { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        await ReadAsync();
        unknown = QueryValue.Id(MemberId) is not null && found is null ? [new Rejection("member.unknown", nameof(AskedLogin))] : [];
    }

    private async Task FindAsync()
    {
        var member = await Locks.FindAsync(AskedLogin, nameof(AskedLogin));
        (found, unknown) = (null, member.Rejections);
        if (member.IsOk)
        {
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("member", member.Value));
        }
    }

    private async Task ReadAsync()
    {
        found = QueryValue.Id(MemberId) is { } id ? await Locks.ReadAsync(id) : null;
        waiting = found is null ? null : await Resets.WaitingAsync(found.Id);
    }

    private async Task SetAsync()
    {
        var user = (await SignedIn).User;
        var set = await Factors.ThenAsync(
            user,
            FactorCode,
            () => Locks.SetAsync(user.RequireMemberId(), found!.Id, Form!.Lock, user.SessionId())
        );
        await ReadAsync();
        locking = set.Rejections;
    }

    private async Task ResetAsync()
    {
        var user = (await SignedIn).User;
        var (administrator, member) = (user.RequireMemberId(), found!.Id);
        var isSecond = waiting is not null;
        var reset = await Factors.ThenAsync(
            user,
            FactorCode,
            () =>
                isSecond
                    ? Resets.CompleteAsync(administrator, member, user.SessionId())
                    : Resets.StartAsync(administrator, member, user.SessionId())
        );
        await ReadAsync();
        (rejections, done) = (reset.Rejections, reset.IsOk && isSecond ? "Lock.ResetDone" : null);
    }

    private sealed class Chosen
    {
        public bool Lock { get; set; }
    }
}
