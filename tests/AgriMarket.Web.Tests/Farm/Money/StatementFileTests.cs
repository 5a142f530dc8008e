using System.Net;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using CsvHelper;
using MiniExcelLibs;

namespace AgriMarket.Web.Tests.Farm.Money;

/// <summary>The statement as files, fetched by a browser and read back.</summary>
public sealed class StatementFileTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const long Jin = 500;
    private const string Csv = "/farm/money/statement.csv";
    private const string Xlsx = "/farm/money/statement.xlsx";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheCsvSaysWhatTheStatementSays()
    {
        var (farmer, orderId, day) = await SellAsync("cs1@example.com", "吴老, \"阿公\"");
        using var visitor = farmer;

        var (bytes, type, name) = await FetchAsync(visitor, Csv);
        var rows = Read(bytes);

        Assert.Equal(("text/csv", "agrimarket-all.csv"), (type, name));
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal(
            ["卖出日期", "订单号", "农户", "货品", "货款", "退给买家", "付给您", "付了又收回", "追回的补贴", "付款日期", "说明"],
            rows[0]
        );
        Assert.Equal(
            [
                day.ToString("yyyy-MM-dd", null),
                Order.NumberOf(orderId),
                "吴老, \"阿公\"",
                "马铃薯 5 斤",
                "19.05",
                "3.81",
                "0.00",
                "0.00",
                "0.00",
                "",
                "货还没寄出。",
            ],
            rows[1]
        );
        Assert.Equal(["", "", "", "合计", "19.05", "3.81", "0.00", "0.00", "0.00", "", ""], rows[2]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public async Task NothingInAFileIsAFormula(string household)
    {
        using var visitor = (await SellAsync($"f{Guid.NewGuid():N}@example.com", household)).Visitor;

        Assert.Equal("'" + household, Read((await FetchAsync(visitor, Csv)).Bytes)[1][2]);
        var workbook = (await FetchAsync(visitor, Xlsx)).Bytes;
        Assert.Equal(household, Sheet(workbook)[0]["农户"]);
        Assert.DoesNotContain("<x:f>", await SheetXmlAsync(workbook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123456e7")]
    [InlineData("00012345")]
    [InlineData("20350717")]
    public async Task AnOrderNumberThatLooksLikeANumberStaysText(string digits)
    {
        var sold = await SellAsync($"t{Guid.NewGuid():N}@example.com", "1-2", WithNumber(digits));
        using var visitor = sold.Visitor;

        Assert.Equal(["'" + Order.NumberOf(sold.OrderId), "'1-2"], Read((await FetchAsync(visitor, Csv)).Bytes)[1][1..3]);
        var workbook = (await FetchAsync(visitor, Xlsx)).Bytes;
        Assert.Equal((Order.NumberOf(sold.OrderId), "1-2"), (Sheet(workbook)[0]["订单号"], Sheet(workbook)[0]["农户"]));
        Assert.Matches($"<x:c [^>]*t=\"(str|inlineStr)\"[^>]*>(<[^>]*>)+{Order.NumberOf(sold.OrderId)}<", await SheetXmlAsync(workbook));
    }

    [Fact]
    public async Task TheWorkbookHasRealNumbersAndDates()
    {
        var (farmer, orderId, day) = await SellAsync("x1@example.com", "吴老");
        using var visitor = farmer;

        var (bytes, type, name) = await FetchAsync(visitor, $"{Xlsx}?month={day:yyyy-MM}");
        var rows = Sheet(bytes);

        Assert.Equal(("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"agrimarket-{day:yyyy-MM}.xlsx"), (type, name));
        Assert.Equal(2, rows.Count);
        Assert.Equal(day.ToDateTime(TimeOnly.MinValue), rows[0]["卖出日期"]);
        Assert.Equal(Order.NumberOf(orderId), rows[0]["订单号"]);
        Assert.Equal(
            (19.05, 3.81, 0.0),
            (Assert.IsType<double>(rows[0]["货款"]), Assert.IsType<double>(rows[0]["退给买家"]), Assert.IsType<double>(rows[0]["付给您"]))
        );
        Assert.Equal(("合计", 19.05), (rows[1]["货品"], Assert.IsType<double>(rows[1]["货款"])));
        Assert.Null(rows[0]["付款日期"]);
    }

    [Fact]
    public async Task TheReadersLanguageIsTheFiles()
    {
        using var visitor = (await SellAsync("en1@example.com", "吴老")).Visitor;
        await visitor.PostAsync(
            "/settings/language",
            ("to", "en"),
            ("__RequestVerificationToken", await visitor.TokenAsync("/farm/money"))
        );

        var rows = Read((await FetchAsync(visitor, Csv)).Bytes);

        Assert.Equal(
            [
                "Sold on",
                "Order",
                "Households",
                "What",
                "Goods",
                "Refunded",
                "Paid out",
                "Taken back",
                "Public money taken back",
                "Paid on",
                "How it stands",
            ],
            rows[0]
        );
        Assert.Equal("The goods are still to be sent.", rows[1][^1]);
        Assert.Equal("Goods", Sheet((await FetchAsync(visitor, Xlsx)).Bytes)[0].Keys.ElementAt(4));
    }

    [Fact]
    public async Task ThePageShowsTheSameAndSaysWhenAMonthIsEmpty()
    {
        var (farmer, orderId, day) = await SellAsync("p1@example.com", "吴老");
        using var visitor = farmer;

        foreach (var path in new[] { "/farm/money", $"/farm/money?month={day:yyyy-MM}", "/farm/money?month=nonsense" })
        {
            var page = await PageAsync(visitor, path);
            Assert.All(
                ["农户：吴老", Order.NumberOf(orderId), "¥19.05", "¥3.81", "-¥3.81", "货还没寄出", "什么都不扣", "¥15.24"],
                words => Assert.Contains(words, page, StringComparison.Ordinal)
            );
            // A key without a text would stand there itself.
            Assert.DoesNotContain("Sum.", page, StringComparison.Ordinal);
        }

        var empty = await PageAsync(visitor, "/farm/money?month=2020-02");
        Assert.Contains("这个月没有进出", empty, StringComparison.Ordinal);
        Assert.Contains("statement.xlsx?month=2020-02", empty, StringComparison.Ordinal);
        Assert.Contains("请选一个月", await PageAsync(visitor, "/farm/money?tooLong=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OthersGetNothingOfIt()
    {
        using var owner = (await SellAsync("o1@example.com", "吴老")).Visitor;
        using var stranger = (await MemberVisitor.SignedInAsync(market, "o2@example.com", MemberRole.Farmer)).Visitor;
        using var resident = (await MemberVisitor.SignedInAsync(market, "o3@example.com")).Visitor;
        using var nobody = new MemberVisitor(market);

        Assert.Equal(2, Read((await FetchAsync(stranger, Csv)).Bytes).Count);
        foreach (var path in new[] { Csv, Xlsx })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await resident.GetAsync(path)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await nobody.GetAsync(path)).StatusCode);
        }
    }

    /// <summary>The id of an order with this number, each time another.</summary>
    private static Guid WithNumber(string digits) => Guid.Parse(Guid.CreateVersion7().ToString()[..^digits.Length] + digits);

    /// <summary>Somebody who has sold 5 斤 at 3.81 yuan and cannot send one of them.</summary>
    private async Task<(MemberVisitor Visitor, Guid OrderId, DateOnly Day)> SellAsync(string login, string household, Guid? id = null)
    {
        var (visitor, farmerId) = await MemberVisitor.SignedInAsync(market, login, MemberRole.Cooperative);
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var listed = await trade.Lots.ListAsync(
            trade.Offer(100 * Jin) with
            {
                FarmerId = farmerId,
                Household = household,
                UnitPriceFen = 381,
            }
        );
        Assert.True(listed.IsOk, listed.IsOk ? "" : listed.Rejections[0].Code);
        var orderId = id ?? WithNumber("abcdef01");
        Assert.True((await trade.Orders.PlaceAsync(trade.Intent(listed.Value, 5 * Jin) with { Id = orderId })).IsOk);
        Assert.True((await trade.PayAsync(orderId)).IsOk);
        Assert.True((await trade.CannotSendAsync(orderId, listed.Value, Jin, memberId: farmerId)).IsOk);
        return (visitor, orderId, trade.Today);
    }

    private static async Task<(byte[] Bytes, string? Type, string? Name)> FetchAsync(MemberVisitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return (
            await answer.Content.ReadAsByteArrayAsync(Cancel),
            answer.Content.Headers.ContentType?.MediaType,
            answer.Content.Headers.ContentDisposition?.FileName
        );
    }

    private static async Task<string> PageAsync(MemberVisitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static List<string[]> Read(byte[] bytes)
    {
        using var csv = CsvReader.Create(
            new StringReader(Encoding.UTF8.GetString(bytes.AsSpan(3))),
            CsvReaderOptions.Default with
            {
                HasHeader = false,
            }
        );
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(column => csv.GetString(column))]);
        }

        return rows;
    }

    private static List<IDictionary<string, object?>> Sheet(byte[] workbook) =>
        [.. new MemoryStream(workbook).Query(useHeaderRow: true).Select(row => (IDictionary<string, object?>)row)];

    private static async Task<string> SheetXmlAsync(byte[] workbook)
    {
        await using var archive = await System.IO.Compression.ZipArchive.CreateAsync(
            new MemoryStream(workbook),
            System.IO.Compression.ZipArchiveMode.Read,
            false,
            null,
            Cancel
        );
        using var reader = new StreamReader(await archive.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(Cancel));
        return await reader.ReadToEndAsync(Cancel);
    }
}
