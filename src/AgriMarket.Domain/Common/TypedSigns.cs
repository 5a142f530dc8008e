using System.Globalization;
using System.Text;

namespace AgriMarket.Domain.Common;

/// <summary>What is kept of the signs that somebody typed or pasted.</summary>
internal static class TypedSigns
{
    /// <summary>Stands for what could not be read: nobody typed it.</summary>
    private const int Replacement = 0xFFFD;

    private static readonly Rune Space = new(' ');

    /// <summary>The text in one spelling, without what nobody sees; read once more it is the same.</summary>
    /// <param name="keepsLines">Line breaks, tabs and runs of blanks are kept; else each run of them becomes one space.</param>
    public static string Read(string text, bool keepsLines)
    {
        var read = ReadOnce(text, keepsLines);
        while (read != text)
        {
            // What went may have kept apart what now belongs together.
            (text, read) = (read, ReadOnce(read, keepsLines));
        }

        return read;
    }

    /// <summary>Some sign of the line is seen by itself: a mark that stands on nothing is not.</summary>
    public static bool ShowAny(string line)
    {
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune != Space && !IsMark(rune))
            {
                return true;
            }
        }

        return false;
    }

    private static string ReadOnce(string text, bool keepsLines)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in (keepsLines ? text.ReplaceLineEndings("\n") : text).EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                whole.Append(keepsLines && rune.Value is '\n' or '\t' ? (char)rune.Value : ' ');
            }
            else if (IsJoiner(rune) || !IsUnseen(rune))
            {
                Append(whole, rune);
            }
        }

        Rune[] runes = [.. whole.ToString().Normalize().EnumerateRunes()];
        var kept = new StringBuilder(whole.Length);
        for (var i = 0; i < runes.Length; i++)
        {
            if (runes[i] == Space && !keepsLines)
            {
                kept.Append(kept.Length > 0 && kept[^1] != ' ' ? " " : "");
            }
            else if (!IsJoiner(runes[i]) || (i > 0 && i < runes.Length - 1 && Joins(runes[i - 1]) && Joins(runes[i + 1])))
            {
                Append(kept, runes[i]);
            }
        }

        return kept.ToString().Trim();
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        Span<char> room = stackalloc char[2];
        text.Append(room[..rune.EncodeToUtf16(room)]);
    }

    /// <summary>White space, and the letters and the pattern that are blank: Hangul fillers and braille without dots.</summary>
    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is 0x3164 or 0xFFA0 or 0x115F or 0x1160 or 0x2800;

    private static bool IsUnseen(Rune rune) =>
        rune.Value == Replacement
        || (rune.Value & 0xFFFE) == 0xFFFE
        || rune.Value is >= 0xFDD0 and <= 0xFDEF
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate;

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Zero width non-joiner and joiner, and the Mongolian vowel separator: they change how their neighbours look.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D or 0x180E;

    /// <summary>
    /// Written with joiners: Arabic, Mongolian, the scripts of India and what lies between them, and pictures. Between Latin or Chinese
    /// signs nobody sees a joiner, and one name would be two.
    /// </summary>
    private static bool Joins(Rune rune) =>
        Rune.GetUnicodeCategory(rune) != UnicodeCategory.DashPunctuation
        && rune.Value
            is (>= 0x0600 and <= 0x109F)
                or (>= 0x1200 and <= 0x139F)
                or (>= 0x1400 and <= 0x1C7F)
                or (>= 0x2190 and <= 0x21FF)
                or (>= 0x2300 and <= 0x23FF)
                or (>= 0x25A0 and <= 0x27BF)
                or (>= 0x2B00 and <= 0x2BFF)
                or (>= 0xA800 and <= 0xAB2F)
                or (>= 0xABC0 and <= 0xABFF)
                or (>= 0xFB50 and <= 0xFEFF)
                or (>= 0x10A00 and <= 0x11FFF)
                or (>= 0x1F000 and <= 0x1FAFF);
}
