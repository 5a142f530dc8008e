using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shell.Components;

/// <summary>The text of a reason or a note.</summary>
public sealed partial class ReasonField
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required int MaxLength { get; set; }

    /// <summary>Of a command's refusals those about this field are shown with it.</summary>
    [Parameter, EditorRequired]
    public required string Field { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Rejection> Rejections { get; set; }

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }
}
