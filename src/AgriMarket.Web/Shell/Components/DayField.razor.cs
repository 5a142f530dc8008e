using System.Globalization;
using System.Text;
using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Shell.Components;

/// <summary>A typed or chosen day and the sentences about it.</summary>
public sealed partial class DayField
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>How people write a day; all become the first.</summary>
    private static readonly string[] Written = [DayFormat, "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    private IReadOnlyList<Rejection>? judged;
    private string? judgedValue;

    /// <summary>Before that the picker empties its text, since it has no day yet: nobody typed that.</summary>
    private bool isShown;

    [Parameter]
    public string? Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>As typed; 2026-11-24 once it is a day.</summary>
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
    private bool IsWrong => Value == judgedValue && Rejections.Any(rejection => rejection.Field == Field);

    private DateTime? Day => Read(Value)?.ToDateTime(TimeOnly.MinValue);

    /// <summary>A text that is no day, which the picker would not keep by itself when the page comes back.</summary>
    private Dictionary<string, object> Unreadable =>
        isShown && Value.Length > 0 && Day is null ? new() { [nameof(MudDatePicker.Text)] = Value } : [];

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            isShown = true;
            StateHasChanged();
        }
    }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(judged, Rejections))
        {
            (judged, judgedValue) = (Rejections, Value);
        }
    }

    private Task SetAsync(string? typed)
    {
        var value = Read(typed)?.ToString(DayFormat, CultureInfo.InvariantCulture) ?? typed ?? "";
        return !isShown || value == Value ? Task.CompletedTask : ValueChanged.InvokeAsync(value);
    }

    private static DateOnly? Read(string? typed) =>
        DateOnly.TryParseExact(
            typed?.Normalize(NormalizationForm.FormKC).Trim(),
            Written,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
