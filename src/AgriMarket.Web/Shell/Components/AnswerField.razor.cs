using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shell.Components;

/// <summary>A typed answer and the sentences about it.</summary>
public sealed partial class AnswerField
{
    private IReadOnlyList<Rejection>? judged;
    private string? judgedValue;

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Rejection> Rejections { get; set; }

    /// <summary>The field name of the rejections that belong here.</summary>
    [Parameter, EditorRequired]
    public required string Field { get; set; }

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

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>A sentence is about what stood here when it was said; once that changes it has had its say.</summary>
    private bool IsWrong => Value == judgedValue && Rejections.Any(rejection => rejection.Field == Field);

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(judged, Rejections))
        {
            (judged, judgedValue) = (Rejections, Value);
        }
    }

    private Task SetAsync(string? typed) => ValueChanged.InvokeAsync(typed ?? "");
}
