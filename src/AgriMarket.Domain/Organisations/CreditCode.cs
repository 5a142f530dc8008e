using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Organisations;

/// <summary>
/// 统一社会信用代码: the number of 18 signs that an organisation of China has, which is also its tax number (GB 32100-2015: two signs for
/// who registered it and what it is, six digits for where, nine signs of its own, and one that checks the others).
/// </summary>
public static class CreditCode
{
    public const int Length = 18;

    /// <summary>Digits and capital letters but I, O, S, V and Z, which look like others; the place of a sign is its value.</summary>
    private const string Signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private const int FirstOfPlace = 2;
    private const int PlaceLength = 6;

    /// <summary>The code in capitals and without blanks; null where it is none, or its last sign does not fit the others.</summary>
    public static string? Read(string? typed)
    {
        var code = SingleLine.Closed(typed).ToUpperInvariant();
        return
            code.Length == Length
            && code.All(sign => Signs.Contains(sign, StringComparison.Ordinal))
            && code.AsSpan(FirstOfPlace, PlaceLength).IndexOfAnyExceptInRange('0', '9') < 0
            && code[^1] == CheckOf(code)
            ? code
            : null;
    }

    /// <summary>The sign that checks the first 17: each counts by the power of three of its place, modulo 31.</summary>
    private static char CheckOf(string code)
    {
        var (sum, weight) = (0, 1);
        foreach (var sign in code.AsSpan(0, Length - 1))
        {
            sum += Signs.IndexOf(sign, StringComparison.Ordinal) * weight;
            weight = weight * 3 % Signs.Length;
        }

        return Signs[(Signs.Length - sum % Signs.Length) % Signs.Length];
    }
}
