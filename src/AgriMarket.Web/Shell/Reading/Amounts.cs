using System.Globalization;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Common;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>Reads what people type: yuan into fen, weights into grams, both exactly or not at all.</summary>
public static partial class Amounts
{
    private const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign;

    /// <summary>"3.80", "¥3.8" or "1,200" as fen; null for what is no amount or has parts of a fen.</summary>
    public static long? Fen(string? yuan) => Whole(SingleLine.Closed(yuan).TrimStart('¥'), 100);

    /// <summary>
    /// A weight typed in units of <paramref name="unitGrams"/> as grams; null for what is no weight or has parts of a gram.
    /// </summary>
    public static long? Grams(string? text, long unitGrams) => Whole(SingleLine.Closed(text), unitGrams);

    /// <summary>"12.5" or "12.5%" as hundredths of a percent; null for what is no percentage or has smaller parts.</summary>
    public static int? BasisPoints(string? percent) =>
        Whole(SingleLine.Closed(percent).TrimEnd('%'), 100) is { } points and >= int.MinValue and <= int.MaxValue ? (int)points : null;

    /// <summary>A whole number such as hours or a rank, without thousands apart; null for what is none.</summary>
    public static int? Count(string? text) =>
        int.TryParse(SingleLine.Closed(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How an amount is put into an input: "3.80".</summary>
    public static string YuanInput(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>How a weight is put into an input, in units of <paramref name="unitGrams"/>: "12.5".</summary>
    public static string WeightInput(long grams, long unitGrams) =>
        ((decimal)grams / unitGrams).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>
    /// What the rules say of a form, but <c>market.not-a-number</c> beside each field whose text is none: it was read as nothing that could
    /// be right, and whoever typed it is to be asked what they mean.
    /// </summary>
    public static IReadOnlyList<Rejection> Asking(
        IReadOnlyList<Rejection> rejections,
        params IReadOnlyList<(string Field, string? Typed)> fields
    )
    {
        var unread = fields.Where(field => !IsEmptyOrNumber(field.Typed)).Select(field => field.Field).ToHashSet();
        return
        [
            .. rejections.Where(rejection => rejection.Field is null || !unread.Contains(rejection.Field)),
            .. unread
                .Where(field => rejections.Any(rejection => rejection.Field == field))
                .Select(field => new Rejection("market.not-a-number", field)),
        ];
    }

    /// <inheritdoc cref="Asking(IReadOnlyList{Rejection}, IReadOnlyList{ValueTuple{string, string}})"/>
    public static Result<T> Asking<T>(Result<T> result, params IReadOnlyList<(string Field, string? Typed)> fields) =>
        result.IsOk ? result : Result<T>.Refused(Asking(result.Rejections, fields));

    private static bool IsEmptyOrNumber(string? typed) =>
        SingleLine.Closed(typed).TrimStart('¥').TrimEnd('%') is var plain && (plain.Length == 0 || Number().IsMatch(plain));

    private static long? Whole(string plain, long scale)
    {
        if (
            !Number().IsMatch(plain)
            || !decimal.TryParse(plain, Plain, CultureInfo.InvariantCulture, out var value)
            || Math.Abs(value) > long.MaxValue / (decimal)Weights.TonneGrams
        )
        {
            return null;
        }

        var scaled = value * scale;
        return scaled == decimal.Truncate(scaled) ? (long)scaled : null;
    }

    /// <summary>
    /// A comma stands between thousands or nowhere: <c>1,5</c> may be one and a half to one reader and fifteen to another, so that it is
    /// neither.
    /// </summary>
    [GeneratedRegex(@"\A[+-]?(?:(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d*)?|\.\d+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
