using System.Text;

namespace AgriMarket.Domain.Common;

/// <summary>Names that somebody may have meant who typed one letter wrong, left one out, added one or swapped two.</summary>
internal static class OneLetter
{
    /// <summary>With one letter of so few changed, a word is as well any other.</summary>
    private const int LeastLetters = 4;

    /// <summary>A Chinese character says more than a letter.</summary>
    private const int LeastCharacters = 3;

    /// <summary>One character alone is in the names of many kinds.</summary>
    private const int LeastShared = 2;

    /// <summary>Whether a word is long enough to be told apart with one letter wrong.</summary>
    public static bool MayBeWrong(string word) => word.Length >= (Ascii.IsValid(word) ? LeastLetters : LeastCharacters);

    /// <summary>Whether one letter makes all the difference.</summary>
    public static bool IsAway(string typed, string name)
    {
        if (Math.Abs(typed.Length - name.Length) > 1)
        {
            return false;
        }

        var start = typed.AsSpan().CommonPrefixLength(name);
        var left = typed.AsSpan(start);
        var right = name.AsSpan(start);
        return (left.Length, right.Length) switch
        {
            (0, 0) => false,
            var (typedLeft, nameLeft) when typedLeft > nameLeft => left[1..].SequenceEqual(right),
            var (typedLeft, nameLeft) when typedLeft < nameLeft => left.SequenceEqual(right[1..]),
            _ => left[1..].SequenceEqual(right[1..]) || AreSwapped(left, right),
        };
    }

    /// <summary>How many letters in a row two words share; 0 where they are so few that many words do.</summary>
    public static int InCommon(string typed, string name)
    {
        var longest = 0;
        for (var start = 0; start < typed.Length; start++)
        {
            while (start + longest < typed.Length && name.Contains(typed.AsSpan(start, longest + 1), StringComparison.Ordinal))
            {
                longest++;
            }
        }

        return longest >= (Ascii.IsValid(typed) ? LeastLetters : LeastShared) ? longest : 0;
    }

    private static bool AreSwapped(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]);
}
