using System.Buffers;
using System.Globalization;
using System.Text;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Logistics;

/// <summary>
/// One text for a delivery address, however people write it: what is counted for an address is counted under it. Full-width and
/// half-width, blanks, punctuation, 三号楼 and 3栋, 五零一室 and 501 are the same. Who receives the parcel does not count.
/// </summary>
public static class AddressKey
{
    private const string Digits = "零一二三四五六七八九";

    private static readonly SearchValues<char> DigitsAndPlaces = SearchValues.Create($"{Digits}十百");

    public static string Of(Address address) => Of(address.RegionCode, address.Street);

    public static string Of(string regionCode, string street) => KeyHash.Of($"{regionCode.Trim()}:{OfStreet(street)}");

    private static string OfStreet(string street)
    {
        var letters = new StringBuilder(street.Length);
        Span<char> room = stackalloc char[2];
        foreach (var rune in SingleLine.Of(street).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                letters.Append(room[..Rune.ToUpperInvariant(rune).EncodeToUtf16(room)]);
            }
        }

        return WithNumbers(letters.Replace('〇', '零').ToString())
            .Replace("号楼", "栋", StringComparison.Ordinal)
            .Replace('幢', '栋')
            .Replace('座', '栋')
            .TrimEnd('室', '号', '户');
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
