using System.Buffers;
using System.Text;

namespace AgriMarket.Domain.Common;

/// <summary>Names and other text of one line, as people type or paste it.</summary>
public static class SingleLine
{
    internal const char MiddleDot = '·';

    /// <summary>What else keyboards write between the parts of a name: 买买提•艾力. A full-width stop only does so between letters.</summary>
    internal const string Dots = "•・･‧∙⋅．";

    private const char FullWidthStop = '．';

    private static readonly SearchValues<char> OtherDots = SearchValues.Create(Dots);

    /// <summary>
    /// The text without what nobody sees: control and formatting characters go (a right-to-left override can make one name look
    /// like another), but for joiners inside words that are written with them; any run of blanks becomes one space; what can be
    /// written in several ways is written in one. Halves of characters go: a database refuses them.
    /// </summary>
    public static string Of(string? text) =>
        string.IsNullOrEmpty(text) ? ""
        : IsPlain(text) ? text
        : TypedSigns.Read(text, keepsLines: false);

    /// <summary>A name as <see cref="Of"/> gives it, with one kind of middle dot; empty when no sign of it can be seen.</summary>
    public static string Name(string? text)
    {
        var line = Of(text);
        if (line.Length == 0 || (char.IsAsciiLetter(line[0]) && !line.AsSpan().ContainsAny(OtherDots)))
        {
            return line;
        }

        return TypedSigns.ShowAny(line) ? WithMiddleDots(line) : "";
    }

    /// <summary>
    /// A number, a code or a word to look for: as <see cref="Of"/> gives it, with full-width and other forms of a sign as the plain
    /// one.
    /// </summary>
    public static string Folded(string? text)
    {
        var line = Of(text);
        return HasOneForm(line) ? line : Of(line.Normalize(NormalizationForm.FormKC));
    }

    /// <summary>As <see cref="Folded"/>, without any blank: a number that people write in groups.</summary>
    public static string Closed(string? text)
    {
        var line = Folded(text);
        return line.Contains(' ', StringComparison.Ordinal) ? Folded(line.Replace(" ", "", StringComparison.Ordinal)) : line;
    }

    /// <summary>The text as <see cref="Of"/> gives it, ending with an ellipsis where it is longer than <paramref name="most"/>.</summary>
    public static string Shortened(string? text, int most)
    {
        var line = Of(text);
        return line.IsLongerThan(most) ? line.Cut(most - 1) + "…" : line;
    }

    /// <summary>Latin letters, digits and Chinese signs only, of which there are no other forms.</summary>
    private static bool HasOneForm(string line)
    {
        foreach (var sign in line)
        {
            if (!char.IsAscii(sign) && sign is not (>= '\u4E00' and <= '\u9FFF'))
            {
                return false;
            }
        }

        return true;
    }

    private static string WithMiddleDots(string name)
    {
        if (!name.AsSpan().ContainsAny(OtherDots))
        {
            return name;
        }

        var written = new StringBuilder(name);
        for (var i = 0; i < name.Length; i++)
        {
            var isBetweenLetters = i > 0 && i < name.Length - 1 && char.IsLetter(name[i - 1]) && char.IsLetter(name[i + 1]);
            if (OtherDots.Contains(name[i]) && (name[i] != FullWidthStop || isBetweenLetters))
            {
                written[i] = MiddleDot;
            }
        }

        return written.ToString();
    }

    /// <summary>Nothing in it would be changed: signs that are always themselves, with single spaces between them.</summary>
    private static bool IsPlain(string text)
    {
        var before = ' ';
        foreach (var sign in text)
        {
            if (sign == ' ' ? before == ' ' : !IsItself(sign))
            {
                return false;
            }

            before = sign;
        }

        return before != ' ';
    }

    /// <summary>One that is seen, is whole, and joins with nothing around it: Latin, Chinese, kana, Hangul and their punctuation.</summary>
    private static bool IsItself(char sign) =>
        sign
            is (>= '!' and <= '~')
                or (>= '\u4E00' and <= '\u9FFF')
                or (>= '\u00A1' and <= '\u02FF' and not '\u00AD')
                or (>= '\u2010' and <= '\u2027')
                or (>= '\u3001' and <= '\u3029')
                or (>= '\u3041' and <= '\u3096')
                or (>= '\u30A1' and <= '\u30FF')
                or (>= '\uAC00' and <= '\uD7A3')
                or (>= '\uFF01' and <= '\uFF5E');
}
