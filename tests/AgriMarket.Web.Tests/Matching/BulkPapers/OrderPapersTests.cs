using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Web.Matching.BulkPapers;
using AgriMarket.Web.Matching.InvoiceTitles;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.People.OwnData;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.Refunds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.BulkPapers;

/// <summary>The papers of an order that came from a proposal, as a browser gets them.</summary>
public sealed class OrderPapersTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Code = "9144030071526726XG";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PaperReads Reads => market.Services.GetRequiredService<PaperReads>();

    [Fact]
    public async Task PapersAreForTheTwoSidesAloneAndForASellerOnceTheyArePaid()
    {
        using var scene = await SceneAsync("VG030");
        using var stranger = (await MemberVisitor.SignedInAsync(market, "papers-farmer@example.com", MemberRole.Farmer)).Visitor;
        using var other = (await MemberVisitor.SignedInAsync(market, "papers-canteen@example.com", MemberRole.Institution)).Visitor;
        using var official = (await MemberVisitor.SignedInAsync(market, "papers-official@example.com", MemberRole.Official)).Visitor;
        using var visitor = new MemberVisitor(market);
        foreach (var path in Paths(scene.OrderId))
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(scene.Institution, path));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(scene.Farmer, path));
        }

        await PayAsync(scene);
        foreach (var path in Paths(scene.OrderId))
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(scene.Institution, path));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(scene.Farmer, path));
            Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(visitor, path));
            foreach (var none in new[] { stranger, other, official })
            {
                Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(none, path));
            }
        }
    }

    [Fact]
    public async Task AHouseholdsOrderHasNone()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var orderId = await trade.BuyAsync(await trade.ListAsync(50_000), 5_000);
        Assert.Null(await Reads.FindAsync(orderId, trade.Buyer));
        Assert.Null(await Reads.FindAsync(orderId, trade.Farmer));
    }

    [Fact]
    public async Task EachSellerHasASheetOfTheirOwnAndTheSheetsAddUpToTheOrder()
    {
        using var scene = await SceneAsync("VG031");
        await PayAsync(scene);

        var papers = (await Reads.FindAsync(scene.OrderId, scene.InstitutionId))!;
        Assert.Equal(2, papers.Parcels.Count);
        Assert.Equal(papers.Order.ToPayFen, papers.Parcels.Sum(shown => shown.OrderedFen));
        var own = Assert.Single((await Reads.FindAsync(scene.OrderId, scene.FarmerId))!.Parcels);
        Assert.Equal(scene.FarmerId, own.Parcel.FarmerId);

        var all = await scene.Institution.ReadAsync($"/orders/{scene.OrderId}/papers/contract");
        foreach (var words in new[] { "杨家", "李家", "第 2 份，共 2 份", "某处", papers.Order.Number })
        {
            Assert.Contains(words, all, StringComparison.Ordinal);
        }

        var his = await scene.Farmer.ReadAsync($"/orders/{scene.OrderId}/papers/contract");
        Assert.Contains($"{Reader.Yuan(own.OrderedFen)}（人民币", his, StringComparison.Ordinal);
        Assert.Contains("第 1 份，共 1 份", his, StringComparison.Ordinal);
        Assert.DoesNotContain("李家", his, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterItIsSentASellerReadsTheRecipientsNameAlone()
    {
        using var scene = await SceneAsync("VG032");
        await PayAsync(scene);
        var path = $"/orders/{scene.OrderId}/papers/delivery-note";
        Assert.Contains(MatchingFixture.Canteen.Street, await scene.Farmer.ReadAsync(path), StringComparison.Ordinal);

        await ShipAsync(scene);
        var sent = await scene.Farmer.ReadAsync(path);
        Assert.Contains(MatchingFixture.Canteen.Name, sent, StringComparison.Ordinal);
        Assert.Contains(scene.Number, sent, StringComparison.Ordinal);
        Assert.DoesNotContain(MatchingFixture.Canteen.Street, sent, StringComparison.Ordinal);
        Assert.DoesNotContain(MatchingFixture.Canteen.Mobile, sent, StringComparison.Ordinal);
        Assert.Contains(MatchingFixture.Canteen.Street, await scene.Institution.ReadAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheAcceptanceIsBlankUntilItIsKnownAndThenSaysWhatWasRefusedAndWhy()
    {
        using var scene = await SceneAsync("VG033");
        await PayAsync(scene);
        await ShipAsync(scene);
        var path = $"/orders/{scene.OrderId}/papers/acceptance-form";
        Assert.Contains("货到过秤后手工填写", await scene.Farmer.ReadAsync(path), StringComparison.Ordinal);

        var refunded = await market
            .Services.GetRequiredService<RefundService>()
            .RefundAsync(
                new(Guid.CreateVersion7(), scene.OrderId, scene.FarmerId, RefundKind.Shipped, [new(scene.LotId, 12_500)], "压坏了两筐")
            );
        Assert.Empty(refunded.Rejections);
        var papers = (await Reads.FindAsync(scene.OrderId, scene.FarmerId))!;
        var row = Assert.Single(Assert.Single(papers.Parcels).Lines);
        Assert.Equal((100_000, 87_500, 12_500), (row.SentGrams, row.Line.KeptGrams, row.RefusedGrams));
        Assert.Equal(papers.Parcels[0].OrderedFen - refunded.Value.BuyerFen, papers.Parcels[0].KeptFen);

        var form = await scene.Institution.ReadAsync(path);
        foreach (var words in new[] { ">87.5<", ">12.5<", "压坏了两筐" })
        {
            Assert.Contains(words, form, StringComparison.Ordinal);
        }

        Assert.Contains(
            Reader.Yuan(papers.Parcels[0].KeptFen),
            await scene.Farmer.ReadAsync($"/orders/{scene.OrderId}/papers/invoice-data"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AnInstitutionSaysItsTaxNumberOnceAndItsSellersReadIt()
    {
        using var scene = await SceneAsync("VG034");
        await PayAsync(scene);
        var (papers, invoice) = ($"/orders/{scene.OrderId}/papers", $"/orders/{scene.OrderId}/papers/invoice-data");
        Assert.Contains("买方还没有填写抬头和税号", await scene.Farmer.ReadAsync(invoice), StringComparison.Ordinal);

        var wrong = await SendAsync(scene.Institution, papers, "9144030071526726XH");
        Assert.Contains("不是有效的统一社会信用代码", wrong, StringComparison.Ordinal);
        Assert.Contains("9144030071526726XH", wrong, StringComparison.Ordinal);
        Assert.Contains("已保存", await SendAsync(scene.Institution, papers, " 9144030071526726xg "), StringComparison.Ordinal);
        Assert.Contains(Code, await scene.Farmer.ReadAsync(invoice), StringComparison.Ordinal);
        var list = await scene.Farmer.ReadAsync(papers);
        Assert.DoesNotContain("Form.CreditCode", list, StringComparison.Ordinal);
        Assert.Contains("开票信息", list, StringComparison.Ordinal);

        var own = market.Services.GetServices<IPersonalData>().OfType<InvoiceTitlePersonalData>().Single();
        await using var db = scene.Deals.Trade.Db();
        Assert.Equal(Code, Assert.Single((await own.ReadAsync(db, scene.InstitutionId))[0].Rows)[1]);
        Assert.Empty((await own.ReadAsync(db, scene.FarmerId))[0].Rows);
    }

    [Fact]
    public async Task WhoIsNoInstitutionHasNoInvoiceTitle()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var typed = new InvoiceTitle
        {
            MemberId = trade.Farmer,
            Title = "合作社",
            CreditCode = Code,
            AddressAndPhone = "",
            BankAccount = "",
        };
        var titles = market.Services.GetRequiredService<InvoiceTitleService>();
        Assert.Equal("invoice.not-institution", Assert.Single((await titles.SaveAsync(typed)).Rejections).Code);
        await using var db = trade.Db();
        Assert.False(await db.Set<InvoiceTitle>().AnyAsync(row => row.MemberId == trade.Farmer, Cancel));
    }

    private static IEnumerable<string> Paths(Guid orderId) =>
        new[] { "", "/contract", "/delivery-note", "/acceptance-form", "/invoice-data" }.Select(paper =>
            $"/orders/{orderId}/papers{paper}"
        );

    private static async Task<HttpStatusCode> StatusAsync(MemberVisitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<string> SendAsync(MemberVisitor visitor, string path, string code)
    {
        using var answer = await visitor.SendAsync(path, "invoice-title", ("Form.Title", "第一食堂"), ("Form.CreditCode", code));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task PayAsync(Scene scene) =>
        Assert.True((await scene.Deals.Trade.Bank.FinishAsync(scene.OrderId, scene.InstitutionId, SandboxOutcome.Succeed)).IsOk);

    private async Task ShipAsync(Scene scene)
    {
        await using var db = scene.Deals.Trade.Db();
        var parcelId = await db.Set<Parcel>()
            .Where(parcel => parcel.OrderId == scene.OrderId && parcel.FarmerId == scene.FarmerId)
            .Select(parcel => parcel.Id)
            .SingleAsync(Cancel);
        var shipped = await market
            .Services.GetRequiredService<OrderService>()
            .ShipAsync(parcelId, scene.FarmerId, "乡里的货车", scene.Number);
        Assert.Empty(shipped.Rejections);
    }

    private async Task<Scene> SceneAsync(string produce)
    {
        var deals = await MatchingFixture.OpenAsync(market, produce);
        var (farmer, farmerId) = await MemberVisitor.SignedInAsync(market, $"pf{produce}@example.com", MemberRole.Farmer);
        var (institution, institutionId) = await MemberVisitor.SignedInAsync(market, $"pi{produce}@example.com", MemberRole.Institution);
        var lotId = await deals.ListAsync(100_000, farmerId, "杨家");
        await deals.ListAsync(150_000, deals.Other, "李家");
        var posted = await deals.Demands.PostAsync(Guid.CreateVersion7(), institutionId, deals.Terms with { Grams = 250_000 });
        Assert.Empty(posted.Rejections);
        var proposal = Assert.Single(await deals.RunAsync(posted.Value));
        await deals.AcceptAsync(proposal);
        Assert.NotNull(await deals.OrderAsync(proposal.Id));
        return new(deals, farmer, farmerId, institution, institutionId, lotId, proposal.Id);
    }

    private sealed record Scene(
        MatchingFixture Deals,
        MemberVisitor Farmer,
        Guid FarmerId,
        MemberVisitor Institution,
        Guid InstitutionId,
        Guid LotId,
        Guid OrderId
    ) : IDisposable
    {
        /// <summary>What the farmer's parcel is sent under: no other parcel may be.</summary>
        public string Number => $"GZ{Order.NumberOf(OrderId)}";

        public void Dispose()
        {
            Farmer.Dispose();
            Institution.Dispose();
        }
    }
}
