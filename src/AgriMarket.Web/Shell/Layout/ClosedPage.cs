using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Shell.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;

namespace AgriMarket.Web.Shell.Layout;

/// <summary>Stands where a page may not: says so, has it noted, and does nothing with what the page would have been given.</summary>
internal sealed class ClosedPage(RefusalNotes notes, AuthenticationStateProvider authentication, string page) : ComponentBase
{
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Given { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if ((await authentication.GetAuthenticationStateAsync()).User.MemberId() is { } memberId)
        {
            await notes.NoteAsync(memberId, page);
        }
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<NoAccess>(0);
        builder.CloseComponent();
    }
}
