using System.Globalization;

namespace AgriMarket.Domain.Common;

/// <summary>
/// Counts and cuts text by characters as people count them: 𠮷, é and 👨‍👩‍👧 are one each, however many code points they take.
/// </summary>
public static class Characters
{
    /// <summary>
    /// Code points that a character may have on average: a family of four with its joiners has seven, a letter with all its marks
    /// rarely four. A bound for what is no writing any more, and what columns are made for.
    /// </summary>
    public const int MostPointsEach = 8;

    /// <summary>The code points that a text of so many characters may have.</summary>
    public static int Points(int characters) => characters * MostPointsEach;

    /// <summary>As people count them.</summary>
    public static int CountCharacters(this string text)
    {
        var count = 0;
        for (var end = 0; end < text.Length; count++)
        {
            end += StringInfo.GetNextTextElementLength(text.AsSpan(end));
        }

        return count;
    }

    /// <summary>Longer than so many characters, or than a column for so many holds.</summary>
    public static bool IsLongerThan(this string text, int most) =>
        // No text has more characters than UTF-16 units, so that nearly all need no counting.
        text.Length > most
        && text.EndOf(most) < text.Length;

    /// <summary>Empty, or as <see cref="IsLongerThan"/> says.</summary>
    public static bool IsEmptyOrLongerThan(this string text, int most) => text.Length == 0 || text.IsLongerThan(most);

    /// <summary>The text up to its <paramref name="most"/>th character, without a blank or a joiner at its end.</summary>
    public static string Cut(this string text, int most) =>
        text.Length <= most ? text : text[..text.EndOf(most)].TrimEnd(' ', '\n', '\u200C', '\u200D', '\u180E');

    /// <summary>UTF-16 units of the first characters, whole ones, that <see cref="Points"/> has room for.</summary>
    private static int EndOf(this string text, int most)
    {
        var (end, points) = (0, 0);
        for (var count = 0; count < most && end < text.Length; count++)
        {
            var character = text.AsSpan(end, StringInfo.GetNextTextElementLength(text.AsSpan(end)));
            foreach (var _ in character.EnumerateRunes())
            {
                points++;
            }

            if (points > Points(most))
            {
                break;
            }

            end += character.Length;
        }

        return end;
    }
}
