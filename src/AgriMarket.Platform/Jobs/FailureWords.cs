using System.Text.RegularExpressions;
using AgriMarket.Domain.Common;

namespace AgriMarket.Platform.Jobs;

/// <summary>Says in a line why something failed, without what nobody is to read.</summary>
internal static partial class FailureText
{
    /// <summary>The type of the exception that began it.</summary>
    public static string CodeOf(Exception failure) => failure.GetBaseException().GetType().Name;

    /// <summary>What the exception that began it says, without secrets.</summary>
    public static string Of(Exception failure) => WithoutSecrets(failure.GetBaseException().Message);

    /// <summary>What a refusal says beside its code.</summary>
    public static string Of(Rejection refusal) => WithoutSecrets(string.Join(' ', refusal.Args));

    private static string WithoutSecrets(string words) => SingleLine.Of(Named().Replace(Keys().Replace(words, "***"), "$1***"));

    /// <summary>Keys that say what they are, as those of payment providers do, and those of HTTP requests.</summary>
    [GeneratedRegex(@"\b(sk|rk|pk|whsec)_\S+|\b(Bearer|Basic)\s+\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Keys();

    /// <summary>Whatever follows a word for a secret, as in connection strings and addresses.</summary>
    [GeneratedRegex(@"\b((?:password|passwd|pwd|secret|token|api[_-]?key)\s*[=:]\s*)[^\s;&]+", RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
