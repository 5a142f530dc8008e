using System.Globalization;
using System.Text;

namespace AgriMarket.Domain.Common;

/// <summary>Names and other text of one line, as people type or paste it.</summary>
public static class SingleLine
{
    /// <summary>
    /// The text without what nobody sees: control and formatting characters go (a right-to-left override can make one name look
    /// like another), and any run of white space becomes one space.
    /// </summary>
    public static string Of(string? text)
    {
        if (text is not null && IsPlain(text))
        {
            return text;
        }

        var line = new StringBuilder();
        Span<char> room = stackalloc char[2];
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                line.Append(room[..rune.EncodeToUtf16(room)]);
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Nothing in it would be changed: letters and the like of one UTF-16 unit each, with single spaces between them.</summary>
    private static bool IsPlain(string text)
    {
        var before = ' ';
        foreach (var sign in text)
        {
            var isFine =
                sign == ' '
                    ? before != ' '
                    : !char.IsWhiteSpace(sign)
                        && char.GetUnicodeCategory(sign)
                            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate);
            if (!isFine)
            {
                return false;
            }

            before = sign;
        }

        return before != ' ';
    }

    /// <summary>The text as <see cref="Of"/> gives it, ending with an ellipsis where it is longer than <paramref name="most"/>.</summary>
    public static string Shortened(string? text, int most)
    {
        var line = Of(text);
        if (line.Length <= most)
        {
            return line;
        }

        // Never between the halves of one character: a database refuses half of one.
        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return line[..end] + "…";
    }
}
