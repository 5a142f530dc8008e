using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shell.KeptValues;

/// <summary>Keeps a choice that is another than the page opened with.</summary>
public sealed partial class KeptChoice<T>
{
    /// <summary>What nobody has chosen here is not kept: it would undo what somebody else chooses meanwhile.</summary>
    private T? opened;

    /// <summary>What it is called on its page.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required T Value { get; set; }

    [Parameter]
    public EventCallback<T> ValueChanged { get; set; }

    /// <summary>What may be chosen now: of what comes back, nothing else is taken.</summary>
    [Parameter, EditorRequired]
    public required IEnumerable<T> Choices { get; set; }

    protected override void OnInitialized() => opened = Value;

    private async Task TakeAsync(string kept)
    {
        foreach (var choice in Choices.Where(choice => choice?.ToString() == kept).Take(1))
        {
            await ValueChanged.InvokeAsync(choice);
        }
    }
}
