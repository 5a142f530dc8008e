using System.Globalization;
using AgriMarket.Domain.Common;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>Reads what people type: yuan into fen, weights into grams, both exactly or not at all.</summary>
public static class Amounts
{
    private const NumberStyles Plain =
        NumberStyles.AllowDecimalPoint
        | NumberStyles.AllowThousands
        | NumberStyles.AllowLeadingSign
        | NumberStyles.AllowLeadingWhite
        | NumberStyles.AllowTrailingWhite;

    /// <summary>"3.80", "¥3.8" or "1,200" as fen; null for what is no amount or has parts of a fen.</summary>
    public static long? Fen(string? yuan) => Whole(yuan?.Trim().TrimStart('¥', '￥'), 100);

    /// <summary>
    /// A weight typed in units of <paramref name="unitGrams"/> as grams; null for what is no weight or has parts of a gram.
    /// </summary>
    public static long? Grams(string? text, long unitGrams) => Whole(text, unitGrams);

    /// <summary>"12.5" or "12.5%" as hundredths of a percent; null for what is no percentage or has smaller parts.</summary>
    public static int? BasisPoints(string? percent) =>
        Whole(percent?.Trim().TrimEnd('%', '％'), 100) is { } points and >= int.MinValue and <= int.MaxValue ? (int)points : null;

    /// <summary>How an amount is put into an input: "3.80".</summary>
    public static string YuanInput(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>How a weight is put into an input, in units of <paramref name="unitGrams"/>: "12.5".</summary>
    public static string WeightInput(long grams, long unitGrams) =>
        ((decimal)grams / unitGrams).ToString("0.###", CultureInfo.InvariantCulture);

    private static long? Whole(string? text, long scale)
    {
        // Fullwidth digits come from Chinese keyboards.
        var plain = text?.Normalize(System.Text.NormalizationForm.FormKC);
        if (
            !decimal.TryParse(plain, Plain, CultureInfo.InvariantCulture, out var value)
            || Math.Abs(value) > long.MaxValue / (decimal)Weights.TonneGrams
        )
        {
            return null;
        }

        var scaled = value * scale;
        return scaled == decimal.Truncate(scaled) ? (long)scaled : null;
    }
}
