using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Passkeys;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.FactorSetup;

/// <summary>Adds and removes one's own passkeys.</summary>
public sealed partial class PasskeyCard
{
    private IReadOnlyList<MemberPasskey> passkeys = [];
    private IReadOnlyList<Rejection> adding = [];
    private IReadOnlyList<Rejection> removing = [];
    private IReadOnlyList<string> codes = [];
    private PasskeyQuestion? question;
    private ClaimsPrincipal user = new();
    private bool hasFactor;
    private string? done;

    [Inject]
    private PasskeyService Passkeys { get; set; } = default!;

    [Inject]
    private FactorChecks Factors { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    /// <summary>What the new one is to be called.</summary>
    [SupplyParameterFromForm]
    private string? Name { get; set; }

    [SupplyParameterFromForm]
    private string? PasskeyPassword { get; set; }

    [SupplyParameterFromForm]
    private string? FactorCode { get; set; }

    [SupplyParameterFromForm]
    private string? State { get; set; }

    [SupplyParameterFromForm]
    private string? Credential { get; set; }

    /// <summary>Which one to remove.</summary>
    [SupplyParameterFromForm]
    private Guid? Remove { get; set; }

    protected override async Task OnInitializedAsync()
    {
        user = (await SignedIn).User;
        await ReadAsync();
    }

    /// <summary>The form first asks what the device is to be asked, and then brings what it said.</summary>
    private Task SendAsync() => string.IsNullOrEmpty(Credential) ? StartAsync() : AddAsync();

    private async Task StartAsync()
    {
        var started = await Factors.ThenAsync(
            user,
            FactorCode,
            () => Passkeys.StartAsync(user.RequireMemberId(), user.SessionId(), Name, PasskeyPassword, nameof(PasskeyPassword))
        );
        adding = started.Rejections;
        question = started.IsOk ? started.Value : null;
    }

    private async Task AddAsync()
    {
        var added = await Passkeys.AddAsync(user.RequireMemberId(), user.SessionId(), Name, new(State, Credential));
        adding = added.Rejections;
        if (added.IsOk)
        {
            (codes, done, Name) = (added.Value, "Passkey.Done", null);
        }

        await ReadAsync();
    }

    private async Task RemoveAsync()
    {
        if (Remove is { } passkey)
        {
            var removed = await Factors.ThenAsync(
                user,
                FactorCode,
                () => Passkeys.RemoveAsync(user.RequireMemberId(), user.SessionId(), passkey)
            );
            (removing, done) = (removed.Rejections, removed.IsOk ? "Passkey.Removed" : null);
            await ReadAsync();
        }
    }

    private async Task ReadAsync() =>
        (passkeys, hasFactor) = (await Passkeys.ListAsync(user.RequireMemberId()), await Factors.HasAsync(user.RequireMemberId()));
}
