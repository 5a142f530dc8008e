using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shell.Components;

/// <summary>What a field derives from into which somebody types, and beside which stands what was refused about it.</summary>
public abstract class TypedField : ComponentBase
{
    private IReadOnlyList<Rejection>? judged;
    private string? judgedValue;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>As typed.</summary>
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
    public string? Hint { get; set; }

    /// <summary>A sentence is about what stood here when it was said; once that changes it has had its say.</summary>
    protected bool IsWrong => Value == judgedValue && Rejections.Any(rejection => rejection.Field == Field);

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(judged, Rejections))
        {
            (judged, judgedValue) = (Rejections, Value);
        }
    }
}
