using System.Buffers;
using System.Globalization;
using System.Text;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Logistics;

/// <summary>
/// One text for a delivery address, however people write it: what is counted for an address is counted under it. Full-width and
/// half-width, blanks, punctuation, 三号楼 and 3栋, 五零一室 and 501, 9号1栋301室 and 9-1-301 are the same, and so is what begins with the
/// names of the region once more. Who receives the parcel does not count.
/// </summary>
public static class AddressKey
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>Between the numbers of a door.</summary>
    private const char Separator = '-';

    private static readonly SearchValues<char> DigitsAndPlaces = SearchValues.Create($"{Digits}十百");

    /// <summary>What follows the number of a house, a building, an entrance or a flat. The longer ones first.</summary>
    private static readonly string[] Units = ["号楼", "单元", "栋", "幢", "座", "楼", "号", "室", "户"];

    public static string Of(string regionCode, string street, RegionCatalogue regions)
    {
        var code = regionCode.Trim();
        return KeyHash.Of($"{code}:{OfStreet(street, regions.Find(code) is null ? [] : regions.Path(code))}");
    }

    private static string OfStreet(string street, IReadOnlyList<Region> path)
    {
        var letters = new StringBuilder(street.Length);
        Span<char> room = stackalloc char[2];
        foreach (var rune in SingleLine.Folded(street).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                letters.Append(room[..Rune.ToUpperInvariant(rune).EncodeToUtf16(room)]);
            }
            else if (letters.Length > 0 && char.IsAsciiDigit(letters[^1]))
            {
                letters.Append(Separator);
            }
        }

        return WithoutUnits(WithNumbers(WithoutRegion(letters.Replace('〇', '零').ToString(), path)));
    }

    /// <summary>Without the names of the province, the prefecture and the county, as far as it begins with them.</summary>
    private static string WithoutRegion(string text, IReadOnlyList<Region> path)
    {
        foreach (var region in path)
        {
            text =
                text.StartsWith(region.Name, StringComparison.Ordinal) ? text[region.Name.Length..]
                : region.Level != RegionLevel.County && text.StartsWith(region.Name[..^1], StringComparison.Ordinal)
                    ? text[(region.Name.Length - 1)..]
                : text;
        }

        return text;
    }

    /// <summary>The numbers of a door with one separator between them, whatever stood there.</summary>
    private static string WithoutUnits(string text)
    {
        var door = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; )
        {
            var follows = door.Length > 0 && (char.IsAsciiLetterOrDigit(door[^1]) || door[^1] == Separator);
            var unit =
                text[i] == Separator ? "-"
                : follows ? Array.Find(Units, word => string.CompareOrdinal(text, i, word, 0, word.Length) == 0)
                : null;
            if (unit is null)
            {
                // It stands between numbers only: 12 弄 is 12弄.
                door.Length -= follows && door[^1] == Separator && !char.IsAsciiLetterOrDigit(text[i]) ? 1 : 0;
                door.Append(text[i++]);
                continue;
            }

            i += unit.Length;
            door.Append(door[^1] == Separator ? "" : "-");
        }

        return door.ToString().TrimEnd(Separator);
    }

    /// <summary>Numbers in Chinese digits as figures: 二十三 and 二三 are 23, 五零一 is 501.</summary>
    private static string WithNumbers(string text)
    {
        if (!text.AsSpan().ContainsAny(DigitsAndPlaces))
        {
            return text;
        }

        var written = new StringBuilder();
        for (var i = 0; i < text.Length; )
        {
            var start = i;
            while (i < text.Length && DigitsAndPlaces.Contains(text[i]))
            {
                i++;
            }

            if (i > start)
            {
                written.Append(Number(text.AsSpan(start, i - start)));
            }
            else
            {
                written.Append(text[i++]);
            }
        }

        return written.ToString();
    }

    private static string Number(ReadOnlySpan<char> chinese)
    {
        if (!chinese.ContainsAny('十', '百'))
        {
            var figures = new StringBuilder();
            foreach (var digit in chinese)
            {
                figures.Append(Digits.IndexOf(digit, StringComparison.Ordinal));
            }

            return figures.ToString();
        }

        var (sum, last) = (0L, -1L);
        foreach (var digit in chinese)
        {
            switch (digit)
            {
                case '十' or '百':
                    sum += (last < 0 ? 1 : last) * (digit == '十' ? 10 : 100);
                    last = -1;
                    break;
                default:
                    last = Digits.IndexOf(digit, StringComparison.Ordinal);
                    break;
            }
        }

        return (sum + Math.Max(0, last)).ToString(CultureInfo.InvariantCulture);
    }
}
