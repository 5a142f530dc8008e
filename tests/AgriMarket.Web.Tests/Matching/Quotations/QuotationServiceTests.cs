using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Matching.Quotations;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Quotations;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.Quotations;

/// <summary>An institution asks chosen farmers for their price and takes one. The books are verified when the market goes.</summary>
public sealed class QuotationServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private QuotationService Service => market.Services.GetRequiredService<QuotationService>();

    [Fact]
    public async Task TheOneThatIsAcceptedIsAnOrderAndTheOthersAreTold()
    {
        var (deals, demandId, one, other) = await AskedAsync("TB001");
        Assert.True((await Service.QuoteAsync(one.Id, deals.Farmer, new(200_000, 350, 24))).IsOk);
        Assert.True((await Service.QuoteAsync(other.Id, deals.Other, new(200_000, 360, 24))).IsOk);

        Assert.True((await Service.AcceptAsync(one.Id, deals.Institution)).IsOk);
        Assert.True((await deals.PayAsync(one.Id)).IsOk);

        var order = (await deals.OrderAsync(one.Id))!;
        var freight = (await ReadAsync(deals, one.Id)).FreightFen!.Value;
        Assert.Equal((OrderStatus.Paid, 140_000L, freight), (order.Status, order.GoodsFen, order.ShippingFen));
        Assert.Equal(
            (QuotationRequestStatus.Accepted, QuotationRequestStatus.Passed),
            ((await ReadAsync(deals, one.Id)).Status, (await ReadAsync(deals, other.Id)).Status)
        );
        await using var db = deals.Trade.Db();
        Assert.Equal(
            [
                (deals.Institution, "QuotationAnswered"),
                (deals.Institution, "QuotationAnswered"),
                (deals.Other, "QuotationEnded"),
                (deals.Farmer, "QuotationRequested"),
                (deals.Other, "QuotationRequested"),
            ],
            (
                await db.Set<Notification>()
                    .Where(row => row.Kind == "QuotationRequested" || row.Kind == "QuotationAnswered" || row.Kind == "QuotationEnded")
                    .ToListAsync(Cancel)
            )
                .Where(row => row.About.DemandId == demandId)
                .OrderBy(row => row.Kind)
                .ThenBy(row => row.MemberId != deals.Farmer)
                .Select(row => (row.MemberId, row.Kind))
        );
        Assert.Equal(200_000, (await db.TakenAsync([demandId]))[demandId].Ordered);
    }

    [Fact]
    public async Task AcceptedByManyAtOnceOnlyOneIsOrdered()
    {
        var (deals, _, one, other) = await AskedAsync("TB002");
        Assert.True((await Service.QuoteAsync(one.Id, deals.Farmer, new(200_000, 350, 24))).IsOk);
        Assert.True((await Service.QuoteAsync(other.Id, deals.Other, new(200_000, 360, 24))).IsOk);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => Service.AcceptAsync(i % 2 == 0 ? one.Id : other.Id, deals.Institution))
        );
        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("quotation.moved", answer.Rejections[0].Code));
        Assert.True(await deals.OrderAsync(one.Id) is null != await deals.OrderAsync(other.Id) is null);
    }

    [Fact]
    public async Task NobodyAnswersForOthers()
    {
        var (deals, _, one, _) = await AskedAsync("TB003");
        foreach (
            var refused in new[]
            {
                await Service.QuoteAsync(one.Id, deals.Other, new(500, 350, 24)),
                await Service.DeclineAsync(one.Id, deals.Institution),
                await Service.PassAsync(one.Id, deals.Farmer),
                await Service.AcceptAsync(one.Id, deals.Farmer),
                await Service.AcceptAsync(Guid.CreateVersion7(), deals.Institution),
            }
        )
        {
            Assert.Equal("quotation.unknown", refused.Rejections[0].Code);
        }

        Assert.Equal("quotation.moved", (await Service.AcceptAsync(one.Id, deals.Institution)).Rejections[0].Code);
    }

    [Fact]
    public async Task WhatIsWrongIsSaidBesideItsField()
    {
        var (deals, demandId, one, _) = await AskedAsync("TB004");
        Assert.Equal(
            [("quotation.quote-grams", "Grams"), ("quotation.quote-price", "UnitPriceFen"), ("quotation.quote-valid", "ValidHours")],
            (await Service.QuoteAsync(one.Id, deals.Farmer, new(750, 0, 73))).Rejections.Select(why => (why.Code, why.Field!))
        );
        Assert.Equal("quotation.quote-grams", (await Service.QuoteAsync(one.Id, deals.Farmer, new(200_500, 350, 24))).Rejections[0].Code);

        var foreign = Guid.CreateVersion7();
        Assert.Equal(
            ("lot.off-sale", foreign.ToString()),
            (await AskAsync(deals, demandId, [foreign])).Rejections.Select(why => (why.Code, why.Field!)).Single()
        );
        Assert.Equal(
            ["quotation.lots", "quotation.grams"],
            (await Service.AskAsync(new(Guid.CreateVersion7(), [], 0, ""), demandId, deals.Institution)).Rejections.Select(why => why.Code)
        );
        Assert.Equal(
            "demand.unknown",
            (await Service.AskAsync(new(Guid.CreateVersion7(), [one.LotId], 500, ""), demandId, deals.Farmer)).Rejections[0].Code
        );
    }

    [Fact]
    public async Task WhatIsNotAnsweredOrNotTakenInTimeEnds()
    {
        var (deals, _, one, other) = await AskedAsync("VG010");
        Assert.True((await Service.QuoteAsync(one.Id, deals.Farmer, new(500, 350, 48))).IsOk);
        market.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("quotation.moved", (await Service.QuoteAsync(other.Id, deals.Other, new(500, 350, 24))).Rejections[0].Code);
        await Service.EndDueAsync(Cancel);
        Assert.Equal(
            (QuotationRequestStatus.Quoted, QuotationRequestStatus.Lapsed),
            ((await ReadAsync(deals, one.Id)).Status, (await ReadAsync(deals, other.Id)).Status)
        );

        market.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("quotation.moved", (await Service.AcceptAsync(one.Id, deals.Institution)).Rejections[0].Code);
        await Service.EndDueAsync(Cancel);
        Assert.Equal(QuotationRequestStatus.Lapsed, (await ReadAsync(deals, one.Id)).Status);
        Assert.Null(await deals.OrderAsync(one.Id));
    }

    [Fact]
    public async Task WhatTheShopHasSoldOrAnotherHasFilledIsNotOrdered()
    {
        var (deals, demandId, one, other) = await AskedAsync("VG011");
        Assert.True((await Service.QuoteAsync(one.Id, deals.Farmer, new(200_000, 350, 24))).IsOk);
        Assert.True((await Service.QuoteAsync(other.Id, deals.Other, new(200_000, 350, 24))).IsOk);
        await deals.Trade.BuyAsync(one.LotId, 500);
        Assert.Equal("quotation.short", (await Service.AcceptAsync(one.Id, deals.Institution)).Rejections[0].Code);

        var proposal = Assert.Single(await deals.RunAsync(demandId));
        Assert.Equal("quotation.too-much", (await Service.AcceptAsync(other.Id, deals.Institution)).Rejections[0].Code);
        Assert.True((await deals.Proposals.AnswerByInstitutionAsync(proposal.Id, deals.Institution, accept: false)).IsOk);
        Assert.True((await Service.AcceptAsync(other.Id, deals.Institution)).IsOk);
    }

    [Fact]
    public async Task TheSameRoundSentAgainAsksNobodyAgain()
    {
        var (deals, demandId, one, other) = await AskedAsync("VG013");
        var round = new QuotationRound(one.RoundId, [other.LotId, one.LotId], 200_000, "要小的");
        Assert.True((await Service.AskAsync(round, demandId, deals.Institution)).IsOk);
        Assert.Equal(
            "quotation.id-taken",
            (await Service.AskAsync(round with { Grams = 500 }, demandId, deals.Institution)).Rejections[0].Code
        );
        await using var db = deals.Trade.Db();
        Assert.Equal(2, await db.Set<QuotationRequest>().CountAsync(row => row.DemandId == demandId, Cancel));
    }

    private async Task<(MatchingFixture Deals, Guid DemandId, QuotationRequest One, QuotationRequest Other)> AskedAsync(string produce)
    {
        var deals = await MatchingFixture.OpenAsync(market, produce);
        var (one, other) = (await deals.ListAsync(200_000, deals.Farmer), await deals.ListAsync(200_000, deals.Other));
        var demandId = await deals.PostAsync();
        Assert.Empty((await AskAsync(deals, demandId, [one, other])).Rejections);
        await using var db = deals.Trade.Db();
        var asked = await db.Set<QuotationRequest>().AsNoTracking().Where(row => row.DemandId == demandId).ToListAsync(Cancel);
        return (deals, demandId, asked.Single(row => row.LotId == one), asked.Single(row => row.LotId == other));
    }

    private Task<AgriMarket.Domain.Common.Result<AgriMarket.Domain.Common.Done>> AskAsync(
        MatchingFixture deals,
        Guid demandId,
        IReadOnlyList<Guid> lotIds
    ) => Service.AskAsync(new(Guid.CreateVersion7(), lotIds, 200_000, "要小的"), demandId, deals.Institution);

    private static async Task<QuotationRequest> ReadAsync(MatchingFixture deals, Guid id)
    {
        await using var db = deals.Trade.Db();
        return await db.Set<QuotationRequest>().AsNoTracking().SingleAsync(row => row.Id == id, Cancel);
    }
}
