using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shell.Components;

/// <summary>A typed answer and the sentences about it.</summary>
public sealed partial class AnswerField
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter]
    public string Type { get; set; } = "text";

    /// <summary>Which keyboard a phone shows.</summary>
    [Parameter]
    public string? InputMode { get; set; }

    /// <summary>A sign before the input, such as ¥.</summary>
    [Parameter]
    public string? Before { get; set; }

    /// <summary>The unit behind the input.</summary>
    [Parameter]
    public string? After { get; set; }

    private Task SetAsync(string? typed) => ValueChanged.InvokeAsync(typed ?? "");
}
