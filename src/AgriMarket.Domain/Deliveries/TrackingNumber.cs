using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Deliveries;

/// <summary>With which carrier a parcel went, and under which number.</summary>
/// <param name="Carrier">A <see cref="Carrier.Code"/>, or the name of a carrier that has none here.</param>
/// <param name="Number">Normalised.</param>
public sealed record TrackingNumber(string Carrier, string Number)
{
    public const int CarrierMaxLength = 30;
    public const int NumberMaxLength = 40;

    /// <summary>The names of the fields that refusals stand beside.</summary>
    private const string CarrierField = "Carrier";

    private const string NumberField = "TrackingNumber";
    private const char Minus = '\u2212';

    /// <summary>A carrier whose scans can be had.</summary>
    public bool IsTracked => Deliveries.Carrier.All.Any(carrier => carrier.Code == Carrier);

    /// <summary>
    /// The carrier and the number as they are kept. Rejects beside the field with <c>parcel.carrier</c> and
    /// <c>parcel.tracking-number</c>; for a carrier that is known with <c>parcel.number-form</c>, and with
    /// <c>parcel.number-of-other</c> where the number is of the form of others, also for a carrier that is not known.
    /// </summary>
    public static Result<TrackingNumber> Check(string? carrierName, string? typed)
    {
        var wrong = new List<Rejection>();
        var name = SingleLine.Of(carrierName);
        if (name.IsEmptyOrLongerThan(CarrierMaxLength))
        {
            wrong.Add(new("parcel.carrier", CarrierField, CarrierMaxLength));
        }

        var number = Normalise(typed);
        if (number.IsEmptyOrLongerThan(NumberMaxLength) || !number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-'))
        {
            wrong.Add(new("parcel.tracking-number", NumberField, NumberMaxLength));
        }

        return wrong.Count > 0 ? wrong : Of(name, Deliveries.Carrier.Find(name), number);
    }

    /// <summary>
    /// What people paste, as it is printed: full-width signs become plain ones, blanks and marks that nobody sees go, letters are
    /// capitals, and each kind of dash is one.
    /// </summary>
    public static string Normalise(string? typed)
    {
        var number = new StringBuilder();
        foreach (var sign in SingleLine.Closed(typed))
        {
            var isDash = char.GetUnicodeCategory(sign) == UnicodeCategory.DashPunctuation || sign == Minus;
            number.Append(isDash ? '-' : char.ToUpperInvariant(sign));
        }

        return number.ToString();
    }

    private static Result<TrackingNumber> Of(string name, Carrier? carrier, string number)
    {
        var bare = Bare(number);
        Carrier[] fitting = [.. Deliveries.Carrier.All.Where(known => known.Form.IsMatch(bare))];
        if (carrier is null)
        {
            // Digits alone may be anybody's; letters in front are the mark of one carrier, whose scans would tell.
            return fitting.Length > 0 && char.IsAsciiLetter(bare[0]) ? OfOther(fitting) : new TrackingNumber(name, number);
        }

        return fitting.Contains(carrier) ? new TrackingNumber(carrier.Code, bare)
            : fitting.Length > 0 ? OfOther(fitting)
            : new Rejection("parcel.number-form", NumberField, carrier.Name, carrier.NameEn, carrier.Example);
    }

    private static Rejection OfOther(Carrier[] fitting) =>
        new(
            "parcel.number-of-other",
            NumberField,
            string.Join("、", fitting.Select(carrier => carrier.Name)),
            string.Join(", ", fitting.Select(carrier => carrier.NameEn))
        );

    /// <summary>Without dashes, and without the count of pieces that JD prints behind: <c>JDVA00012345678-1-1-</c>.</summary>
    private static string Bare(string number) =>
        Regex.Replace(number, @"(?<=\AJD[A-Z0-9]+)-\d+-\d+-?\z", "").Replace("-", "", StringComparison.Ordinal);
}
