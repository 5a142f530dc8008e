using System.Globalization;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Tests.Support;
using CsCheck;

namespace AgriMarket.Domain.Tests.Common;

/// <summary>What holds for the reader whatever somebody types or pastes.</summary>
public sealed class TypedTextProperties
{
    /// <summary>Signs of every plane, halves of characters, and often those that do something to their neighbours.</summary>
    private static readonly Gen<string> Typed = Gen.OneOf(
            Gen.Int[0, 0x10FFFF]
                .Select(point => point is >= 0xD800 and <= 0xDFFF ? ((char)point).ToString() : char.ConvertFromUtf32(point)),
            Gen.Int[0, 0xFFFF].Select(unit => ((char)unit).ToString()),
            OneOf(
                "\0",
                " ",
                "\r\n",
                "\u200B",
                "\u200C",
                "\u200D",
                "\u180E",
                "\u202D",
                "\u0301",
                "\u3164",
                "\u115F",
                "\uFE0F",
                "\uFFFD",
                "．",
                "・",
                "，"
            ),
            OneOf("a", "1", "李", "𠮷", "👩", "ᠮ", "م", "한", "１", "e", "\uD842", "\uDFB7")
        )
        .Array[0, 60]
        .Select(string.Concat);

    private static Gen<string> OneOf(params string[] signs) => Gen.Int[0, signs.Length - 1].Select(i => signs[i]);

    private static readonly Func<string, string>[] Readers =
    [
        SingleLine.Of,
        SingleLine.Name,
        SingleLine.Folded,
        SingleLine.Closed,
        ManyLines.Of,
        SearchText.Fold,
        TrackingNumber.Normalise,
        text => SingleLine.Shortened(text, 12),
        text => SingleLine.Of(text).Cut(12),
    ];

    [Fact]
    public void WhatIsReadIsWholeTextThatADatabaseTakes() => Typed.Sample(typed => Readers.All(read => IsWhole(read(typed))), iter: 20_000);

    [Fact]
    public void ReadOnceMoreItIsTheSame() => Typed.Sample(typed => Readers.All(read => read(read(typed)) == read(typed)), iter: 20_000);

    /// <summary>A blank in front makes it be looked at sign by sign.</summary>
    [Fact]
    public void TheShortWayLeadsToTheSame() =>
        Gen.OneOf(Typed, Gen.Char['\u0020', '\uFFFF'].Array[1, 6].Select(signs => new string(signs)))
            .Sample(typed => SingleLine.Of(typed) == SingleLine.Of(" " + typed), iter: 50_000);

    [Fact]
    public void ShortenedItIsNotTooLongAndBeginsAsItWas() =>
        Typed.Sample(
            typed =>
            {
                var (line, cut) = (SingleLine.Of(typed), SingleLine.Of(typed).Cut(12));
                var next = line.Length - line[cut.Length..].TrimStart(' ', '\u200C', '\u200D', '\u180E').Length;
                return !SingleLine.Shortened(typed, 12).IsLongerThan(12)
                    && !cut.IsLongerThan(12)
                    && line.StartsWith(cut, StringComparison.Ordinal)
                    && Enumerable
                        .Range(cut.Length, next - cut.Length + 1)
                        .Intersect([.. StringInfo.ParseCombiningCharacters(line), line.Length])
                        .Any();
            },
            iter: 20_000
        );

    [Fact]
    public void NumbersAndDoorsAreReadOrNot() =>
        Typed.Sample(
            typed =>
                MobileNumber.Read(typed) is null or { Length: 11 }
                && TrackingNumber.Check(typed, typed) is not null
                && AddressKey.Of("310104", typed, RegionFixture.Catalogue).Length == KeyHash.Length,
            iter: 5_000
        );

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i) && (i == 0 || !char.IsSurrogatePair(text, i - 1)))
            {
                return false;
            }
        }

        return !text.Contains('\uFFFD', StringComparison.Ordinal)
            && !text.Contains('\0', StringComparison.Ordinal)
            && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
    }
}
