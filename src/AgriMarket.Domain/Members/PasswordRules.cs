using System.Globalization;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Members;

/// <summary>What a new password may be. Length makes it strong, so that nothing is asked of its composition (NIST SP 800-63B).</summary>
public static class PasswordRules
{
    /// <summary>Characters as people count them.</summary>
    public const int MinLength = 8;

    /// <summary>Bounds the work of hashing, not the imagination.</summary>
    public const int MaxLength = 200;

    private const int MinDifferent = 3;

    /// <summary>A shorter login or name may well occur in a password by chance.</summary>
    private const int MinOwnLength = 3;

    /// <summary>Signs that do not make one's own name another word.</summary>
    private const int MaxAdded = 4;

    /// <summary>
    /// Null when the password may be used. Rejects beside <paramref name="field"/> with <c>member.password-short</c>,
    /// <c>member.password-long</c>, <c>member.password-simple</c>, <c>member.password-common</c>, and with <c>member.password-own</c>
    /// or <c>member.password-market</c> when it is little else than something of <paramref name="own"/> or <paramref name="ofMarket"/>.
    /// </summary>
    /// <param name="own">What the member is called and signs in with; blank ones do not count.</param>
    /// <param name="common">The commonest passwords, in lower case.</param>
    /// <param name="ofMarket">What everybody would try here first: letters and digits in lower case, at least three.</param>
    public static Rejection? WhyNot(
        string? password,
        string field,
        IEnumerable<string?> own,
        IReadOnlySet<string> common,
        IEnumerable<string> ofMarket
    )
    {
        var typed = password ?? "";
        if (typed.Length > MaxLength)
        {
            return new Rejection("member.password-long", field, MaxLength);
        }

        var (elements, plain) = (Elements(typed), Plain(typed));
        var reversed = Reversed(plain);
        return elements.Count < MinLength ? new Rejection("member.password-short", field, MinLength)
            : elements.Distinct(StringComparer.Ordinal).Count() < MinDifferent ? new Rejection("member.password-simple", field)
            : common.Contains(typed.ToLowerInvariant()) ? new Rejection("member.password-common", field)
            : own.SelectMany(Words).Any(IsLittleElse) ? new Rejection("member.password-own", field)
            : ofMarket.Any(IsLittleElse) ? new Rejection("member.password-market", field)
            : null;

        bool IsLittleElse(string word) =>
            word.Contains(plain, StringComparison.Ordinal)
            || (
                plain.Length - word.Length <= MaxAdded
                && (plain.Contains(word, StringComparison.Ordinal) || reversed.Contains(word, StringComparison.Ordinal))
            );
    }

    /// <summary>An address counts whole and without what is behind the @.</summary>
    private static IEnumerable<string> Words(string? own) =>
        new[] { own ?? "", (own ?? "").Split('@')[0] }.Select(Plain).Where(word => word.Length >= MinOwnLength).Distinct();

    private static string Plain(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));

    private static string Reversed(string text) => string.Concat(text.Reverse());

    private static List<string> Elements(string text)
    {
        var elements = new List<string>();
        for (var signs = StringInfo.GetTextElementEnumerator(text); signs.MoveNext(); )
        {
            elements.Add(signs.GetTextElement());
        }

        return elements;
    }
}
