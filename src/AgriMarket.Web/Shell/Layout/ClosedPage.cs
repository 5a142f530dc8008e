using AgriMarket.Web.Shell.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace AgriMarket.Web.Shell.Layout;

/// <summary>Stands where a page may not: says so, and does nothing with what the page would have been given.</summary>
internal sealed class ClosedPage : ComponentBase
{
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Given { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<NoAccess>(0);
        builder.CloseComponent();
    }
}
