namespace AgriMarket.Web.Tests.House;

/// <summary>Finds its way through a stretch of C# in a longer text, past strings, comments and brackets.</summary>
internal static class CSharpText
{
    /// <summary>The place after the bracket that closes the one at <paramref name="start"/>.</summary>
    public static int AfterBrackets(string text, int start)
    {
        var depth = 0;
        var i = start;
        while (i < text.Length)
        {
            if (AfterWord(text, i) is { } after)
            {
                i = after;
                continue;
            }

            depth += text[i] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            i++;
            if (depth == 0)
            {
                return i;
            }
        }

        return i;
    }

    /// <summary>The place after the string, character or comment that begins here; null when none does.</summary>
    public static int? AfterWord(string text, int start)
    {
        if (At(text, start, "//"))
        {
            return After(text, start, "\n");
        }

        if (At(text, start, "/*"))
        {
            return After(text, start + 2, "*/");
        }

        if (text[start] == '\'')
        {
            return AfterQuoted(text, start + 1, '\'', escapes: true, holes: false);
        }

        var i = start;
        while (i < text.Length && text[i] is '$' or '@')
        {
            i++;
        }

        if (i >= text.Length || text[i] != '"')
        {
            return null;
        }

        var prefix = text[start..i];
        return At(text, i, "\"\"\"")
            ? After(text, i + 3, "\"\"\"")
            : AfterQuoted(text, i + 1, '"', escapes: !prefix.Contains('@'), holes: prefix.Contains('$'));
    }

    public static bool At(string text, int index, string word) => string.CompareOrdinal(text, index, word, 0, word.Length) == 0;

    public static int After(string text, int start, string word)
    {
        var found = start < text.Length ? text.IndexOf(word, start, StringComparison.Ordinal) : -1;
        return found < 0 ? text.Length : found + word.Length;
    }

    private static int AfterQuoted(string text, int start, char quote, bool escapes, bool holes)
    {
        var i = start;
        while (i < text.Length && text[i] != quote)
        {
            i = text[i] switch
            {
                '\\' when escapes => i + 2,
                '{' when holes && At(text, i, "{{") => i + 2,
                '{' when holes => AfterBrackets(text, i),
                _ => i + 1,
            };
        }

        return Math.Min(i + 1, text.Length);
    }
}
