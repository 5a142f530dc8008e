using Microsoft.Extensions.Primitives;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>The languages the market speaks.</summary>
internal static class ReaderLanguages
{
    /// <summary>The default first.</summary>
    public static readonly string[] All = ["zh-CN", "en"];

    /// <summary>
    /// The first of them that the caller asks for, in any form: zh-TW and zh are Chinese; null for one who asks for none.
    /// </summary>
    public static string? Asked(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.Where(asked => asked.Quality != 0)
            .OrderByDescending(asked => asked.Quality ?? 1)
            .Select(asked => Array.Find(All, spoken => Word(spoken).Equals(Word(asked.Value), StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(spoken => spoken is not null);

    /// <summary>zh of zh-Hant-TW.</summary>
    private static StringSegment Word(StringSegment language) =>
        language.IndexOf('-') is >= 0 and var end ? language.Subsegment(0, end) : language;
}
