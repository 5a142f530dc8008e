using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.Factors;

/// <summary>Asks for a code of the second factor, or for a passkey where the member has one.</summary>
public sealed partial class FactorField
{
    private bool hasPasskey;

    /// <summary>Unique on its page.</summary>
    [Parameter]
    public string Id { get; set; } = "factor-code";

    [Parameter, EditorRequired]
    public required IReadOnlyList<Rejection> Rejections { get; set; }

    /// <summary>On a working page; a static form reads it from what was sent.</summary>
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Inject]
    private FactorChecks Factors { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> SignedIn { get; set; } = default!;

    private bool IsAsked => Rejections.Any(rejection => rejection.Field == FactorGuard.Field);

    protected override async Task OnParametersSetAsync() =>
        hasPasskey = IsAsked && await Factors.HasPasskeyAsync((await SignedIn).User.RequireMemberId());

    private Task SetAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(change.Value?.ToString());
}
