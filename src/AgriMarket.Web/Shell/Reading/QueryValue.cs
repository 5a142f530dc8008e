using System.Globalization;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>
/// Reads what stands behind the question mark of an address. Anybody may write anything there, and a page that took it as a number or
/// an id from the framework would fail: pages take texts (a house rule) and read them here.
/// </summary>
internal static class QueryValue
{
    /// <summary>The number of a page. What is no number is the first page; too long a number is beyond every last one.</summary>
    public static int Page(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : text is { Length: > 0 } && text.All(char.IsAsciiDigit) ? int.MaxValue
        : 1;

    /// <summary>
    /// An id; null where none is given. What is no id is the empty one, which nothing has: as unknown as any that leads nowhere.
    /// </summary>
    public static Guid? Id(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : Guid.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id
        : Guid.Empty;

    /// <summary>A whole number of zero or more; null for what is none.</summary>
    public static long? Whole(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether something is said to be so; what cannot be read says nothing.</summary>
    public static bool IsTrue(string? text) => bool.TryParse(text, out var isTrue) && isTrue;
}
