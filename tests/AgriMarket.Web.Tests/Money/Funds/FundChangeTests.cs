using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Funds;

/// <summary>What two officials do to a fund after it is open.</summary>
public sealed class FundChangeTests(MarketApp market) : IClassFixture<MarketApp>
{
    private FundChangeService Changes => market.Services.GetRequiredService<FundChangeService>();

    private FundReads Reads => market.Services.GetRequiredService<FundReads>();

    [Theory]
    [InlineData(FundAction.TopUp)]
    [InlineData(FundAction.AddScheme)]
    [InlineData(FundAction.Freeze)]
    [InlineData(FundAction.Close)]
    public async Task NothingHappensBeforeASecondOfficialApprovesAndThenOnce(FundAction action)
    {
        var (trade, fund) = await OpenAsync("522634");
        var changeId = await ProposeAsync(trade, fund, action);
        var before = await BooksAsync(fund);

        Assert.Equal("fund.same-official", Code(await Changes.ApproveAsync(changeId, trade.Proposer)));
        Assert.Equal("office.not-official", Code(await Changes.ApproveAsync(changeId, trade.Buyer)));
        Assert.Equal((FundStatus.Open, 100_000, 1), State(await BooksAsync(fund)));
        Assert.Equal(before.Page.Entries.Count, (await BooksAsync(fund)).Page.Entries.Count);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Changes.ApproveAsync(changeId, trade.Approver)));

        Assert.Equal(1, answers.Count(answer => answer.IsOk));
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("fund.change-decided", Code(answer)));
        var books = await BooksAsync(fund);
        Assert.Equal(
            action switch
            {
                FundAction.TopUp => (FundStatus.Open, 105_000, 1),
                FundAction.AddScheme => (FundStatus.Open, 105_000, 2),
                FundAction.Freeze => (FundStatus.Frozen, 100_000, 1),
                _ => (FundStatus.Closed, 100_000, 1),
            },
            State(books)
        );
        Assert.True(books.Overview.Agrees);
        await AgriMarket.Web.Tests.Support.InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Theory]
    [InlineData(FundAction.TopUp)]
    [InlineData(FundAction.AddScheme)]
    [InlineData(FundAction.Freeze)]
    [InlineData(FundAction.Close)]
    public async Task WhatIsTurnedDownNeverHappens(FundAction action)
    {
        var (trade, fund) = await OpenAsync("522634");
        var changeId = await ProposeAsync(trade, fund, action);

        Assert.True((await Changes.RefuseAsync(changeId, FundDecision.TurnDown, "不需要", trade.Approver)).IsOk);

        Assert.Equal("fund.change-decided", Code(await Changes.ApproveAsync(changeId, trade.Approver)));
        Assert.Equal((FundStatus.Open, 100_000, 1), State(await BooksAsync(fund)));
    }

    [Fact]
    public async Task WhoIsNoOfficialProposesNothing()
    {
        var (trade, fund) = await OpenAsync("522634");

        Assert.Equal(
            "office.not-official",
            Code(await Changes.ProposeAsync(new(Guid.CreateVersion7(), fund.FundId, FundAction.Freeze, 0, null, trade.Buyer)))
        );
        Assert.Equal(
            "office.not-official",
            Code(
                await Changes.ProposeSchemeAsync(
                    Guid.CreateVersion7(),
                    trade.Proposal(SchemeKind.PercentOfGoods, 0, 1_000, 5_000) with
                    {
                        FundId = fund.FundId,
                        OfficialId = trade.Buyer,
                    }
                )
            )
        );
    }

    [Fact]
    public async Task AFrozenFundPaysNothingSaysSoAndPaysAgain()
    {
        var (trade, fund) = await OpenAsync("520201");
        var lotId = await trade.ListAsync(50_000);
        var paid = await trade.OrderAsync(lotId, 500);
        await DoAsync(trade, fund, FundAction.Freeze);

        Assert.Contains("fund.frozen", await WhyNotAsync(trade, lotId));
        Assert.Equal(0, (await trade.Reads.FindAsync(await trade.OrderAsync(lotId, 500), trade.Buyer))!.Order.ShippingSubsidyFen);
        // What was reserved before stays reserved.
        Assert.True((await trade.PayAsync(paid)).IsOk);

        await DoAsync(trade, fund, FundAction.Unfreeze);
        Assert.DoesNotContain("fund.frozen", await WhyNotAsync(trade, lotId));
        Assert.Equal(200, (await trade.Reads.FindAsync(await trade.OrderAsync(lotId, 500), trade.Buyer))!.Order.ShippingSubsidyFen);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AFrozenFundPaysNothingTowardsMoneyThatComesLate()
    {
        var (trade, fund) = await OpenAsync("520281");
        var late = await trade.OrderAsync(await trade.ListAsync(50_000), 500);
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        await DoAsync(trade, fund, FundAction.Freeze);

        Assert.True((await trade.PayAsync(late)).IsOk);

        Assert.True((await trade.Reads.FindAsync(late, trade.Buyer))!.IsSentBack);
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AClosedFundHasGivenItsRestBackAndIsNotClosedWhileOrdersWait()
    {
        var (trade, fund) = await OpenAsync("520203");
        var lotId = await trade.ListAsync(50_000);
        await DoAsync(trade, fund, FundAction.AddScheme);
        Assert.True((await trade.PayAsync(await trade.OrderAsync(lotId, 500))).IsOk);
        var waiting = await trade.OrderAsync(lotId, 500);
        var changeId = await ProposeAsync(trade, fund, FundAction.Close);

        Assert.Equal("fund.pending", Code(await Changes.ApproveAsync(changeId, trade.Approver)));
        await trade.Orders.CancelAsync(waiting, trade.Buyer);
        Assert.Empty((await Changes.ApproveAsync(changeId, trade.Approver)).Rejections);

        var books = await BooksAsync(fund);
        // 2.00 towards shipping and a tenth of 3.80.
        Assert.Equal(
            (105_000, 238, 0, 0, 104_762),
            (
                books.Overview.DepositFen,
                books.Overview.GrantedFen,
                books.Overview.PendingFen,
                books.Overview.LeftFen,
                books.Overview.ReturnedFen
            )
        );
        Assert.True(books.Overview.Agrees);
        Assert.Empty(
            (await trade.Orders.QuoteAsync([new WantedLine(lotId, 500)], OrderFixture.Home.RegionCode, trade.Buyer)).Value.Subsidies.Grants
        );
        Assert.Equal(
            "fund.moved",
            Code(await Changes.ProposeAsync(new(Guid.CreateVersion7(), fund.FundId, FundAction.Freeze, 0, null, trade.Proposer)))
        );
        await InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task AFurtherSchemePaysOnlyOnceItIsApproved()
    {
        var (trade, fund) = await OpenAsync("520204");
        var lotId = await trade.ListAsync(50_000);
        var changeId = await ProposeAsync(trade, fund, FundAction.AddScheme);
        Assert.Single((await QuoteAsync(trade, lotId)).Grants);

        await Changes.ApproveAsync(changeId, trade.Approver);

        Assert.Equal(38, (await QuoteAsync(trade, lotId)).SumFen(SubsidySide.Goods));
    }

    [Fact]
    public async Task TheSameProposalSentManyTimesIsRecordedOnceAndAnotherUnderItsIdIsRefused()
    {
        var (trade, fund) = await OpenAsync("522634");
        var intent = new FundChangeIntent(Guid.CreateVersion7(), fund.FundId, FundAction.TopUp, 5_000, fund.SchemeId, trade.Proposer);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Changes.ProposeAsync(intent)));

        Assert.All(answers, answer => Assert.Equal(intent.Id, answer.Value));
        Assert.Single((await BooksAsync(fund)).Changes);
        Assert.Equal("fund.id-taken", Code(await Changes.ProposeAsync(intent with { AmountFen = 5_001 })));
    }

    [Fact]
    public async Task AFurtherSchemeUnderATakenIdIsRefused()
    {
        var (trade, fund) = await OpenAsync("522634");
        var (changeId, proposal) = (
            Guid.CreateVersion7(),
            trade.Proposal(SchemeKind.PercentOfGoods, 0, 1_000, 5_000) with
            {
                FundId = fund.FundId,
            }
        );
        Assert.Equal(changeId, (await Changes.ProposeSchemeAsync(changeId, proposal)).Value);

        Assert.Equal(changeId, (await Changes.ProposeSchemeAsync(changeId, proposal)).Value);
        Assert.Equal("fund.id-taken", Code(await Changes.ProposeSchemeAsync(changeId, proposal with { BasisPoints = 1_001 })));
        Assert.Equal("fund.id-taken", Code(await Changes.ProposeSchemeAsync(changeId, proposal with { SchemeId = Guid.CreateVersion7() })));
        Assert.Equal("fund.id-taken", Code(await Changes.ProposeSchemeAsync(Guid.CreateVersion7(), proposal)));
        Assert.Single((await BooksAsync(fund)).Changes);
    }

    [Fact]
    public async Task ADepositOfAWrongSumIsTakenBackWithItsBudgetByTwoOfficials()
    {
        var (trade, fund) = await OpenAsync("522634");
        await DoAsync(trade, fund, FundAction.TopUp);
        var entry = (await BooksAsync(fund)).Page.Entries.Single(row => row is { Reason: "budget", AmountFen: 5_000 });
        var intent = new FundChangeIntent(Guid.CreateVersion7(), fund.FundId, FundAction.Correct, 0, null, trade.Proposer)
        {
            EntryId = entry.Id,
            Note = "多写了一个零",
        };
        Assert.Equal("fund.note", Code(await Changes.ProposeAsync(intent with { Note = " " })));
        Assert.Equal(intent.Id, (await Changes.ProposeAsync(intent)).Value);
        Assert.Equal(intent.Id, (await Changes.ProposeAsync(intent)).Value);
        Assert.Equal("fund.id-taken", Code(await Changes.ProposeAsync(intent with { Note = "别的原因" })));
        Assert.Equal("fund.entry-corrected", Code(await Changes.ProposeAsync(intent with { Id = Guid.CreateVersion7() })));
        Assert.Equal("fund.same-official", Code(await Changes.ApproveAsync(intent.Id, trade.Proposer)));
        Assert.Equal(105_000, (await BooksAsync(fund)).Overview.DepositFen);

        Assert.Empty((await Changes.ApproveAsync(intent.Id, trade.Approver)).Rejections);

        var books = await BooksAsync(fund);
        Assert.Equal((FundStatus.Open, 100_000, 1), State(books));
        Assert.Equal((100_000, 0, 100_000), (books.Overview.LeftFen, books.Overview.GrantedFen, await trade.BudgetAsync(fund.SchemeId)));
        Assert.True(books.Overview.Agrees);
        Assert.Equal(entry.Id, books.Page.Pairs[books.Page.Pairs[entry.Id].Id].Id);
        Assert.Equal("fund.entry-corrected", Code(await Changes.ProposeAsync(intent with { Id = Guid.CreateVersion7() })));
        await AgriMarket.Web.Tests.Support.InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task WhatIsSpentOrIsNoMoneyOfTheFundCannotBeTakenBack()
    {
        var (trade, fund) = await OpenAsync("520402");
        var (_, other) = await OpenAsync("522634");
        var entries = (await BooksAsync(fund)).Page.Entries;
        FundChangeIntent Of(Guid? entryId) =>
            new(Guid.CreateVersion7(), fund.FundId, FundAction.Correct, 0, null, trade.Proposer) { EntryId = entryId, Note = "错了" };
        foreach (
            Guid? entryId in new Guid?[]
            {
                null,
                Guid.CreateVersion7(),
                entries.Single(entry => entry.Reason == "deposit").Id,
                (await BooksAsync(other)).Page.Entries[0].Id,
            }
        )
        {
            Assert.Equal("fund.entry-unknown", Code(await Changes.ProposeAsync(Of(entryId))));
        }

        var change = await Changes.ProposeAsync(Of(entries.Single(entry => entry.Reason == "budget").Id));
        await trade.BuyAsync(await trade.ListAsync(50_000), 500);

        Assert.Equal("fund.spent", Code(await Changes.ApproveAsync(change.Value, trade.Approver)));
        Assert.Equal((FundStatus.Open, 100_000, 1), State(await BooksAsync(fund)));
        await AgriMarket.Web.Tests.Support.InvariantAssert.AssertHoldAsync(trade.Db());
    }

    [Fact]
    public async Task MoneyForAnotherFundsSchemeIsRefused()
    {
        var (trade, fund) = await OpenAsync("522634");
        var (_, other) = await OpenAsync("522634");

        foreach (Guid? schemeId in new Guid?[] { null, other.SchemeId, Guid.CreateVersion7() })
        {
            Assert.Equal(
                "scheme.unknown",
                Code(await Changes.ProposeAsync(new(Guid.CreateVersion7(), fund.FundId, FundAction.TopUp, 5_000, schemeId, trade.Proposer)))
            );
        }
    }

    [Fact]
    public async Task NotTooManyChangesWaitAtOnce()
    {
        var (trade, fund) = await OpenAsync("522634");
        for (var i = 0; i < FundChangeService.MostWaiting; i++)
        {
            await ProposeAsync(trade, fund, FundAction.TopUp);
        }

        Assert.Equal(
            "fund.changes-waiting",
            Code(await Changes.ProposeAsync(new(Guid.CreateVersion7(), fund.FundId, FundAction.Freeze, 0, null, trade.Proposer)))
        );
    }

    [Fact]
    public async Task OfficialsSeeWhenAFundIsNearlyUsedAndWhenItRunsDry()
    {
        var trade = await OrderFixture.OpenAsync(market, "520281");
        var fund = await trade.OpenFundAsync(trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 1_000));
        var lotId = await trade.ListAsync(50_000);
        foreach (var level in new[] { FundUseLevel.Calm, FundUseLevel.Calm, FundUseLevel.Calm, FundUseLevel.Nearing, FundUseLevel.UsedUp })
        {
            Assert.True((await trade.PayAsync(await trade.OrderAsync(lotId, 500))).IsOk);
            Assert.Equal(level, (await BooksAsync(fund)).Overview.UseLevel);
            Assert.Equal(level > FundUseLevel.Calm, (await Reads.NearlyUsedAsync()).Any(row => row.Fund.Id == fund.FundId));
        }

        Assert.Equal(ChinaTime.Day(market.Clock.GetUtcNow().UtcDateTime), (await BooksAsync(fund)).Overview.RunsDryOn);
    }

    [Fact]
    public async Task AFundThatOutlastsItsSchemesRunsDryOnNoDay()
    {
        var trade = await OrderFixture.OpenAsync(market, "520281");
        var fund = await trade.OpenFundAsync(trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 100_000) with { EndsOn = trade.Today });
        Assert.True((await trade.PayAsync(await trade.OrderAsync(await trade.ListAsync(50_000), 500))).IsOk);

        var overview = (await BooksAsync(fund)).Overview;
        Assert.Equal((null, trade.Today), (overview.RunsDryOn, overview.OutlastsOn));
        var longer = overview with { UsedUpOn = trade.Today };
        Assert.Equal((trade.Today, null), (longer.RunsDryOn, longer.OutlastsOn));
    }

    private async Task<(OrderFixture Trade, FundProposal Fund)> OpenAsync(string county)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        return (trade, await trade.OpenFundAsync(trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 100_000)));
    }

    private async Task<Guid> ProposeAsync(OrderFixture trade, FundProposal fund, FundAction action)
    {
        var proposed =
            action == FundAction.AddScheme
                ? await Changes.ProposeSchemeAsync(
                    Guid.CreateVersion7(),
                    trade.Proposal(SchemeKind.PercentOfGoods, 0, 1_000, 5_000) with
                    {
                        FundId = fund.FundId,
                    }
                )
                : await Changes.ProposeAsync(new(Guid.CreateVersion7(), fund.FundId, action, 5_000, fund.SchemeId, trade.Proposer));
        Assert.Empty(proposed.Rejections);
        return proposed.Value;
    }

    private async Task DoAsync(OrderFixture trade, FundProposal fund, FundAction action) =>
        Assert.Empty((await Changes.ApproveAsync(await ProposeAsync(trade, fund, action), trade.Approver)).Rejections);

    private async Task<FundEntryList> BooksAsync(FundProposal fund) => (await Reads.BooksAsync(fund.FundId, fund.OfficialId))!;

    private static (FundStatus Status, long DepositFen, int Schemes) State(FundEntryList books) =>
        (books.Overview.Fund.Status, books.Overview.DepositFen, books.Overview.Schemes.Count);

    private static async Task<SubsidyPlan> QuoteAsync(OrderFixture trade, Guid lotId) =>
        (await trade.Orders.QuoteAsync([new WantedLine(lotId, 500)], OrderFixture.Home.RegionCode, trade.Buyer)).Value.Subsidies;

    private static async Task<IEnumerable<string>> WhyNotAsync(OrderFixture trade, Guid lotId) =>
        (await QuoteAsync(trade, lotId)).NotGranted.Where(not => not.Scheme.CountyCodes.Contains(trade.County)).Select(not => not.Why.Code);

    private static string Code<T>(Result<T> answer) => answer.Rejections[0].Code;
}
