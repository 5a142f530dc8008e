using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Matching.BulkPapers;

/// <summary>A page about the papers of one bulk order. Static: it is made to be printed.</summary>
public abstract class PaperPage : ComponentBase
{
    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    private PaperReads Reads { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Null where there is nothing for this member.</summary>
    protected OrderPapers? Papers { get; private set; }

    protected Guid MemberId { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        MemberId = (await Authentication).User.RequireMemberId();
        Papers = await Reads.FindAsync(Id, MemberId);
        if (Papers is null)
        {
            Navigation.NotFound();
        }
    }
}
