using System.Globalization;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Common;
using CsvHelper;

namespace AgriMarket.Platform.Exports;

/// <summary>Tables that people open in a spreadsheet.</summary>
public static partial class CsvTable
{
    /// <summary>
    /// UTF-8 with its mark, without which Excel does not read Chinese. A text stays a text: what a spreadsheet would run as a formula, or
    /// read as a number, gets an apostrophe, so that the order 00012345 keeps its zeros and 123456E7 is no million.
    /// </summary>
    /// <param name="rows">Texts, days, amounts of yuan, and other values as they are written everywhere; null for an empty cell.</param>
    public static byte[] Of(IEnumerable<string> columns, IEnumerable<IEnumerable<object?>> rows)
    {
        using var bytes = new MemoryStream();
        using (
            var csv = CsvWriter.Create(
                bytes,
                CsvWriterOptions.Default with
                {
                    WriteByteOrderMark = true,
                    Injection = CsvInjection.Escape,
                },
                leaveOpen: true
            )
        )
        {
            csv.WriteRecord([.. columns]);
            foreach (var row in rows)
            {
                foreach (var cell in row)
                {
                    Write(csv, cell);
                }

                csv.EndRecord();
            }
        }

        return bytes.ToArray();
    }

    private static void Write(CsvWriter csv, object? cell)
    {
        switch (cell)
        {
            case decimal yuan:
                csv.WriteField(yuan, "0.00");
                break;
            case DateOnly day:
                csv.WriteField(day, "yyyy-MM-dd");
                break;
            case DateTime at:
                csv.WriteField(at.ToString("O", CultureInfo.InvariantCulture));
                break;
            case IFormattable value:
                csv.WriteField(value.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                csv.WriteField(AsText(cell?.ToString() ?? ""));
                break;
        }
    }

    private static string AsText(string text) => NumberLike().IsMatch(SingleLine.Folded(text)) ? $"'{text}" : text;

    /// <summary>Figures and what stands between them, with no letter but the E of an exponent.</summary>
    [GeneratedRegex(@"\A[^\p{L}]*[0-9][^\p{L}]*(?:E[+-]?[0-9]+)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberLike();
}
