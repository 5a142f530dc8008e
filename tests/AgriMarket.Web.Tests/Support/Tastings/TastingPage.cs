using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Tests.Support.Tastings;

[Route(TastingModule.Address)]
[AllowAnonymous]
public sealed class TastingPage(IStringLocalizer<TastingText> texts) : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "h1");
        builder.AddContent(1, texts["Title"].Value);
        builder.CloseElement();
    }
}
