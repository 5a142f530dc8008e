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
}
