using System.Text.RegularExpressions;

namespace AgriMarket.Domain.Common;

/// <summary>Mobile numbers of mainland China, as people type and paste them.</summary>
public static partial class MobileNumber
{
    /// <summary>
    /// Eleven digits, the first 1, the second 3 to 9; null for what is no such number. Groups may be apart by blanks, dashes, stops or
    /// brackets, and <c>+86</c>, <c>0086</c> or <c>86</c> may stand in front.
    /// </summary>
    public static string? Read(string? typed)
    {
        if (typed is not null && IsRead(typed))
        {
            return typed;
        }

        var digits = CountryCode().Replace(Separators().Replace(SingleLine.Closed(typed), ""), "");
        return IsRead(digits) ? digits : null;
    }

    private static bool IsRead(string text) =>
        text.Length == 11 && text[0] == '1' && text[1] is >= '3' and <= '9' && text.All(char.IsAsciiDigit);

    [GeneratedRegex(@"[\p{Pd}\u2212.()·]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\A(?:\+|00)?86(?=1\d{10}\z)")]
    private static partial Regex CountryCode();
}
