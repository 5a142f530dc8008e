namespace AgriMarket.Domain.Common;

/// <summary>One form for what is looked for and for what it is looked for in.</summary>
public static class SearchText
{
    /// <summary>Words of one search; the rest of a longer one is one word.</summary>
    public const int MostWords = 5;

    /// <summary>The kinds of stops and dots that people take for one another, and what stands for all of them.</summary>
    public const string Dots = $"{SingleLine.Dots}.";

    public const char Dot = SingleLine.MiddleDot;

    /// <summary>The text without a difference of width, of case, or between stops and dots.</summary>
    public static string Fold(string text)
    {
        if (IsFolded(text))
        {
            return text;
        }

        var folded = SingleLine.Folded(text);
        foreach (var dot in Dots)
        {
            folded = folded.Replace(dot, Dot);
        }

        // Some letters are written in one only when they are small.
        return SingleLine.Folded(folded.ToLowerInvariant());
    }

    /// <summary>As most of what is looked through is: a search folds each row.</summary>
    private static bool IsFolded(string text)
    {
        foreach (var sign in text)
        {
            if (sign is not ((>= ' ' and <= '~' and not ((>= 'A' and <= 'Z') or '.')) or (>= '\u4E00' and <= '\u9FFF')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The words of a search, folded.</summary>
    public static string[] Words(string text) => Fold(text).Split(' ', MostWords, StringSplitOptions.RemoveEmptyEntries);
}
