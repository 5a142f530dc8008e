using System.Text.RegularExpressions;

namespace AgriMarket.Domain.Deliveries;

/// <summary>
/// A carrier that most parcels in China travel with, and the forms of its numbers, from what is printed on its labels. Digits alone are
/// used by several; a number with letters in front is one carrier's own.
/// </summary>
/// <param name="Code">What a parcel keeps.</param>
/// <param name="Example">A number of the usual form.</param>
/// <param name="Aliases">What people call it besides, in lower case and without blanks.</param>
/// <param name="Form">What a normalised number has to be.</param>
public sealed record Carrier(string Code, string Name, string NameEn, string Example, IReadOnlyList<string> Aliases, Regex Form)
{
    public static readonly IReadOnlyList<Carrier> All =
    [
        Of("china-post", "中国邮政", "China Post", "9812345678901", @"\d{13}|[A-Z]{2}\d{9}CN", "邮政", "邮政快递包裹", "邮政小包"),
        Of("ems", "邮政 EMS", "EMS", "1012345678901", @"\d{13}|[A-Z]{2}\d{9}CN", "ems", "邮政ems", "邮政特快"),
        Of("sf", "顺丰速运", "SF Express", "SF1234567890123", @"SF\d{12,15}|\d{12}", "顺丰", "顺丰快递", "sfexpress"),
        Of("zto", "中通快递", "ZTO", "78361234567890", @"\d{12}|\d{14}|ZTO\d{10,13}", "中通", "ztoexpress"),
        Of("yto", "圆通速递", "YTO", "YT8812345678901", @"YT\d{13,15}|\d{10}|\d{12}|\d{18}", "圆通", "圆通快递", "ytoexpress"),
        Of("sto", "申通快递", "STO", "772012345678901", @"\d{12,13}|\d{15}|STO\d{10,13}", "申通", "stoexpress"),
        Of("yunda", "韵达快递", "Yunda", "4312345678901", @"\d{13}|\d{15}|YD\d{13,15}", "韵达", "韵达速递", "yundaexpress"),
        Of("jt", "极兔速递", "J&T", "JT3012345678901", @"JT\d{13}", "极兔", "极兔快递", "jtexpress", "j&texpress"),
        Of("jd", "京东快递", "JD Logistics", "JDVA12345678901", @"JD[A-Z]{0,4}\d{9,15}", "京东", "京东物流", "jdlogistics"),
        Of("deppon", "德邦快递", "Deppon", "DPK123456789012", @"DPK?\d{8,14}|\d{8,10}", "德邦", "德邦物流", "dep"),
    ];

    /// <summary>The carrier that a code or a name, as people write it, means; null for one that is not known here.</summary>
    public static Carrier? Find(string codeOrName)
    {
        var word = string.Concat(codeOrName.Where(sign => !char.IsWhiteSpace(sign))).ToLowerInvariant();
        return All.FirstOrDefault(carrier => carrier.IsCalled(word));
    }

    private bool IsCalled(string word) =>
        word == Code || word == Key(Name) || word == Key(NameEn) || Aliases.Contains(word, StringComparer.Ordinal);

    private static string Key(string name) => name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    private static Carrier Of(string code, string name, string nameEn, string example, string form, params string[] aliases) =>
        new(code, name, nameEn, example, aliases, new Regex($@"\A(?:{form})\z", RegexOptions.CultureInvariant));
}
