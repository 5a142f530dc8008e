using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Exports;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace AgriMarket.Web.Farm.Money;

/// <summary>A statement as a file, in the reader's language: a line a parcel, and below them the sums of the books.</summary>
internal sealed class StatementFile(IStringLocalizer<LedgerText> texts, StatementFormatter words, Reader reader, ProduceCatalogue produce)
{
    public const string CsvType = "text/csv; charset=utf-8";
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string DayFormat = "yyyy-mm-dd";
    private const string YuanFormat = "#,##0.00";
    private const int NarrowWidth = 12;
    private const int WideWidth = 24;

    private IReadOnlyList<Column> Columns =>
        [
            new(texts["File.Sold"], row => ChinaTime.Day(row.SoldAt), DayFormat, NarrowWidth),
            new(texts["File.Order"], row => row.OrderNumber, null, NarrowWidth),
            new(texts["File.Households"], row => string.Join(texts["And"], row.Households), null, WideWidth),
            new(
                texts["File.What"],
                row =>
                    string.Join(
                        texts["And"],
                        row.Goods.Select(goods => $"{produce.NameOf(goods.ProduceCode, Reader.IsChinese)} {reader.Weight(goods.Grams)}")
                    ),
                null,
                WideWidth
            ),
            new(texts["Sum.Goods"], row => Yuan(row.GoodsFen), YuanFormat, NarrowWidth),
            new(texts["Sum.Refunded"], row => Yuan(row.RefundedFen), YuanFormat, NarrowWidth),
            new(texts["Sum.PaidOut"], row => Yuan(row.PaidOutFen), YuanFormat, NarrowWidth),
            new(texts["Sum.Reversed"], row => Yuan(row.ReversedFen), YuanFormat, NarrowWidth),
            new(texts["Sum.Clawback"], row => Yuan(row.ClawbackFen), YuanFormat, NarrowWidth),
            new(texts["File.Paid"], row => row.PaidAt is { } at ? ChinaTime.Day(at) : null, DayFormat, NarrowWidth),
            new(texts["File.Stage"], row => words.Stage(row), null, 2 * WideWidth),
        ];

    /// <summary>See <see cref="CsvTable"/>.</summary>
    public byte[] Csv(AccountStatement statement)
    {
        var columns = Columns;
        return CsvTable.Of(columns.Select(column => column.Name), Lines(statement, columns));
    }

    /// <summary>A workbook of one sheet. Its texts are texts, whatever they begin with.</summary>
    public byte[] Xlsx(AccountStatement statement)
    {
        var columns = Columns;
        using var bytes = new MemoryStream();
        bytes.SaveAs(
            Lines(statement, columns)
                .Select(line =>
                    columns
                        .Zip(line)
                        .ToDictionary(
                            cell => cell.First.Name,
                            cell => cell.Second is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : cell.Second
                        )
                ),
            sheetName: texts["Statement"],
            configuration: new OpenXmlConfiguration
            {
                TableStyles = TableStyles.None,
                AutoFilter = false,
                DynamicColumns =
                [
                    .. columns.Select(column => new DynamicExcelColumn(column.Name) { Format = column.Format, Width = column.Width }),
                ],
            }
        );
        return bytes.ToArray();
    }

    private IEnumerable<object?[]> Lines(AccountStatement statement, IReadOnlyList<Column> columns)
    {
        var sums = statement.Sums;
        return statement
            .Rows.Items.Select(row => columns.Select(column => column.Cell(row)).ToArray())
            .Append([
                null,
                null,
                null,
                texts["File.Total"].Value,
                Yuan(sums.GoodsFen),
                Yuan(sums.RefundedFen),
                Yuan(sums.PaidOutFen),
                Yuan(sums.ReversedFen),
                Yuan(sums.ClawbackFen),
                null,
                null,
            ]);
    }

    private static decimal Yuan(long fen) => new decimal(fen) / 100;

    /// <param name="Cell">A text, a day, an amount of yuan or nothing.</param>
    private sealed record Column(string Name, Func<AccountStatementRow, object?> Cell, string? Format, int Width);
}
