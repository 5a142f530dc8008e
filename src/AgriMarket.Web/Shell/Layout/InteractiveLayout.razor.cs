using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Shell.Layout;

/// <summary>What every working page stands on, for as long as its member may be there.</summary>
public partial class InteractiveLayout
{
    private bool wasSignedIn;
    private bool isClosed;

    [Inject]
    private Reader Reader { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [CascadingParameter]
    public Task<AuthenticationState>? SignedIn { get; set; }

    /// <summary>Carried from the first rendering, where the cookie is at hand, into the circuit.</summary>
    [PersistentState]
    public WeightUnit? Unit { get; set; }

    protected override void OnInitialized()
    {
        Unit ??= Reader.Unit;
        Reader.Unit = Unit.Value;
    }

    /// <summary>
    /// Who loses what let them in loses the page with all it can do, there and then; the browser asks for it anew, and gets
    /// what it may still see.
    /// </summary>
    protected override async Task OnParametersSetAsync()
    {
        if (SignedIn is null)
        {
            return;
        }

        var isSignedIn = (await SignedIn).User.Identity is { IsAuthenticated: true };
        (isClosed, wasSignedIn) = (wasSignedIn && !isSignedIn, wasSignedIn || isSignedIn);
        if (isClosed)
        {
            Navigation.Refresh(forceReload: true);
        }
    }
}
