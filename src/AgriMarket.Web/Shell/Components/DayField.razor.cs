using System.Globalization;
using System.Text;
using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Shell.Components;

/// <summary>A typed or chosen day and the sentences about it. Its value is written 2026-11-24 once it is a day.</summary>
public sealed partial class DayField
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>How people write a day; all become the first.</summary>
    private static readonly string[] Written = [DayFormat, "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    /// <summary>Before that the picker empties its text, since it has no day yet: nobody typed that.</summary>
    private bool isShown;

    [Parameter]
    public string? Id { get; set; }

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

    private Task SetAsync(string? typed)
    {
        var value = Read(typed)?.ToString(DayFormat, CultureInfo.InvariantCulture) ?? typed ?? "";
        return !isShown || value == Value ? Task.CompletedTask : ValueChanged.InvokeAsync(value);
    }

    private static DateOnly? Read(string? typed) =>
        DateOnly.TryParseExact(SingleLine.Closed(typed), Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
