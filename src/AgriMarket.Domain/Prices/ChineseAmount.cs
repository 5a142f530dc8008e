using System.Text;

namespace AgriMarket.Domain.Prices;

/// <summary>
/// 人民币大写: an amount in the characters that nobody can turn into others, as contracts and forms of payment have it beside the figure
/// (rules of the People's Bank of China for filling in bills, 支付结算办法, annex 1).
/// </summary>
public static class ChineseAmount
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private const int GroupSize = 10_000;

    private static readonly string[] Places = ["仟", "佰", "拾", ""];
    private static readonly string[] Groups = ["", "万", "亿", "万亿", "亿亿"];

    /// <summary>12,300.05 yuan is 壹万贰仟叁佰元零伍分.</summary>
    /// <param name="fen">Zero or more.</param>
    public static string Of(long fen)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fen);
        var (yuan, jiao, rest) = (fen / 100, (int)(fen / 10 % 10), (int)(fen % 10));
        var text = new StringBuilder();
        if (yuan > 0 || fen == 0)
        {
            text.Append(Whole(yuan)).Append('元');
        }

        if (jiao > 0)
        {
            text.Append(Digits[jiao]).Append('角');
        }
        else if (rest > 0 && yuan > 0)
        {
            text.Append(Digits[0]);
        }

        return rest > 0 ? text.Append(Digits[rest]).Append('分').ToString() : text.Append('整').ToString();
    }

    /// <summary>Zeros in a row are read once, those at the end of a group not at all.</summary>
    private static string Whole(long yuan)
    {
        if (yuan == 0)
        {
            return Digits[..1];
        }

        var text = "";
        for (var (rest, group) = (yuan, 0); rest > 0; rest /= GroupSize, group++)
        {
            var part = (int)(rest % GroupSize);
            if (part > 0)
            {
                // Something stands above, and this group does not fill its thousands.
                var lead = rest >= GroupSize && part < GroupSize / 10 ? Digits[..1] : "";
                text = lead + Part(part) + Groups[group] + text;
            }
            else if (text.Length > 0 && text[0] != Digits[0])
            {
                text = Digits[..1] + text;
            }
        }

        return text;
    }

    private static string Part(int part)
    {
        var text = new StringBuilder();
        var skipped = false;
        var size = GroupSize / 10;
        foreach (var place in Places)
        {
            var digit = part / size % 10;
            size /= 10;
            if (digit == 0)
            {
                skipped = text.Length > 0;
                continue;
            }

            text.Append(skipped ? Digits[..1] : "").Append(Digits[digit]).Append(place);
            skipped = false;
        }

        return text.ToString();
    }
}
