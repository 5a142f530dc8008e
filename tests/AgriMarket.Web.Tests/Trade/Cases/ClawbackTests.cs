using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Cases;
using AgriMarket.Web.Trade.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Cases;

/// <summary>What a case takes back, and where it comes from. The books are verified when the market goes.</summary>
public sealed class ClawbackTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const long Goods = CaseFixture.GoodsFen;
    private const long Grant = CaseFixture.GrantFen;

    [Fact]
    public async Task WhatWasNotPaidOutGoesBackAtOnceAndTheRestIsPaid()
    {
        var seller = await CaseFixture.OpenAsync(market, "522622");
        var trade = seller.Trade;
        var parcelId = await seller.SellAsync();
        var before = await trade.BudgetAsync(seller.Fund.SchemeId);

        await seller.DecideAsync(await seller.LookIntoAsync(parcelId), takeBack: true);

        Assert.Equal(before + Grant, await trade.BudgetAsync(seller.Fund.SchemeId));
        Assert.Equal((Goods - Grant, 0L), ((await seller.PayoutAsync(parcelId)).AmountFen, await seller.OwesAsync()));
        await trade.OpenAccountAsync(trade.Farmer);
        await trade.RoundAsync();
        Assert.Equal(
            (PayoutStatus.Paid, 0L),
            ((await seller.PayoutAsync(parcelId)).Status, await seller.BalanceAsync(AccountIds.Farmer(trade.Farmer)))
        );
        var fund = (await market.Services.GetRequiredService<FundReads>().BooksAsync(seller.Fund.FundId, seller.Fund.OfficialId))!.Overview;
        Assert.Equal((0L, 100_000L, true), (fund.GrantedFen, fund.LeftFen, fund.Agrees));
        var statement = await market.Services.GetRequiredService<StatementReads>().ReadAsync(trade.Farmer, StatementPeriod.All, 1);
        Assert.Equal((Grant, Grant, 0L), (statement.Rows.Items[0].ClawbackFen, statement.Sums.ClawbackFen, statement.Sums.AfterFen));
        Assert.Equal("case.parcel-taken", (await seller.Cases.OpenAsync(seller.Intent(parcelId))).Rejections[0].Code);
        Assert.Equal("refund.taken-back", await RefundAsync(seller, statement.Rows.Items[0].OrderId, 500));
    }

    [Fact]
    public async Task WhatWasPaidOutIsAClaimThatLaterPayoutsPayFirst()
    {
        var seller = await CaseFixture.OpenAsync(market, "522323");
        var trade = seller.Trade;
        await trade.OpenAccountAsync(trade.Farmer);
        Guid[] paid = [await seller.SellAsync(), await seller.SellAsync(), await seller.SellAsync(), await seller.SellAsync()];
        await trade.RoundAsync();
        var before = await trade.BudgetAsync(seller.Fund.SchemeId);

        await seller.DecideAsync(await seller.LookIntoAsync(paid), takeBack: true);
        Assert.Equal((4 * Grant, before), (await seller.OwesAsync(), await trade.BudgetAsync(seller.Fund.SchemeId)));

        var whole = await seller.SellAsync();
        await trade.RoundAsync();
        Assert.Equal(
            (PayoutStatus.Cancelled, 4 * Grant - Goods, before - Grant + Goods),
            ((await seller.PayoutAsync(whole)).Status, await seller.OwesAsync(), await trade.BudgetAsync(seller.Fund.SchemeId))
        );
        var part = await seller.SellAsync();
        await trade.RoundAsync();

        var last = await seller.PayoutAsync(part);
        Assert.Equal((PayoutStatus.Paid, 2 * Goods - 4 * Grant, 0L), (last.Status, last.AmountFen, await seller.OwesAsync()));
        Assert.Equal(before - 2 * Grant + 4 * Grant, await trade.BudgetAsync(seller.Fund.SchemeId));
        var statement = await market.Services.GetRequiredService<StatementReads>().ReadAsync(trade.Farmer, StatementPeriod.All, 1);
        Assert.Equal(PayStage.SetOff, statement.Rows.Items.Single(row => row.ParcelId == whole).Stage);
        Assert.Equal((4 * Grant, 0L), (statement.Sums.ClawbackFen, statement.Sums.AfterFen));
        Assert.Equal(
            (0L, 4 * Grant),
            await market.Services.GetRequiredService<CaseReads>().OfSellerAsync(trade.Farmer) is var told
                ? (told.OwedFen, told.PaidFen)
                : default
        );
    }

    [Fact]
    public async Task AClosedFundsMoneyGoesOnToTheTreasury()
    {
        var seller = await CaseFixture.OpenAsync(market, "522324");
        var parcelId = await seller.SellAsync();
        var changes = market.Services.GetRequiredService<FundChangeService>();
        var closing = await changes.ProposeAsync(
            new(Guid.CreateVersion7(), seller.Fund.FundId, FundAction.Close, 0, null, seller.Trade.Proposer)
        );
        Assert.True((await changes.ApproveAsync(closing.Value, seller.Trade.Approver)).IsOk);
        var before = await seller.BalanceAsync(AccountIds.Treasury);

        await seller.DecideAsync(await seller.LookIntoAsync(parcelId), takeBack: true);

        Assert.Equal(
            (0L, before + Grant),
            (await seller.Trade.BudgetAsync(seller.Fund.SchemeId), await seller.BalanceAsync(AccountIds.Treasury))
        );
        var fund = (await market.Services.GetRequiredService<FundReads>().BooksAsync(seller.Fund.FundId, seller.Fund.OfficialId))!.Overview;
        Assert.Equal((0L, 100_000L, true), (fund.GrantedFen, fund.ReturnedFen, fund.Agrees));
    }

    [Fact]
    public async Task APayoutUnderWayWhenTheCaseOpensGoesOnAndIsAClaimAfterwards()
    {
        var seller = await CaseFixture.OpenAsync(market, "522325");
        var trade = seller.Trade;
        var parcelId = await seller.SellAsync();
        // Of a gateway that this market does not ask, so that nothing ends what is begun here.
        await AccountWithAsync(trade, "another");
        var begun = await market
            .Services.GetRequiredService<MarketWriter>()
            .RunAsync(scope => market.Services.GetRequiredService<PayoutRecorder>().BeginAsync(scope, parcelId, "another"));
        Assert.Equal(PayoutStatus.Sending, begun.Value.Payout.Status);

        await seller.DecideAsync(await seller.LookIntoAsync(parcelId), takeBack: true);
        Assert.Equal((PayoutStatus.Sending, Grant), ((await seller.PayoutAsync(parcelId)).Status, await seller.OwesAsync()));
        await AccountWithAsync(trade, market.Services.GetRequiredService<IPaymentGateway>().Name);
        // After a round of the market's own job that has still seen the other account, and puts it off from the time at which it ends.
        await trade.RoundAsync();
        market.Clock.Advance(TimeSpan.FromDays(1));
        await trade.RoundAsync();

        Assert.Equal(
            (PayoutStatus.Paid, Goods, Grant),
            ((await seller.PayoutAsync(parcelId)).Status, (await seller.PayoutAsync(parcelId)).AmountFen, await seller.OwesAsync())
        );
    }

    [Fact]
    public async Task OfTwoApprovalsAtOnceOneTakesBackAndOfTwoCasesAtOnceOneOpens()
    {
        var seller = await CaseFixture.OpenAsync(market, "522326");
        var trade = seller.Trade;
        var parcelId = await seller.SellAsync();
        var administrator = await trade.AdministratorAsync();
        await using (var db = trade.Db())
        {
            var member = (
                await db.FindAsync<AgriMarket.Web.People.Members.Member>([administrator], TestContext.Current.CancellationToken)
            )!;
            member.Verify(Domain.Members.ContactKind.Mobile, "13911112222", market.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var before = await trade.BudgetAsync(seller.Fund.SchemeId);
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => seller.Cases.OpenAsync(seller.Intent(parcelId))));
        var caseId = Assert.Single(opened, row => row.IsOk).Value;
        Assert.True((await seller.Decisions.ProposeAsync(caseId, true, "同一个人", trade.Proposer)).IsOk);

        var answers = await Task.WhenAll(
            new[] { trade.Approver, administrator, trade.Approver }.Select(id => seller.Decisions.ApproveAsync(caseId, id))
        );

        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("case.moved", answer.Rejections[0].Code));
        Assert.Equal(before + Grant, await trade.BudgetAsync(seller.Fund.SchemeId));
    }

    /// <summary>What the gateway never sent it can't take back.</summary>
    [Fact]
    public async Task GoodsRefundedAfterTheirPayoutPaidAClaimAreAClaimThemselves()
    {
        var seller = await CaseFixture.OpenAsync(market, "522327");
        var trade = seller.Trade;
        await trade.OpenAccountAsync(trade.Farmer);
        Guid[] paid = [await seller.SellAsync(), await seller.SellAsync(), await seller.SellAsync(), await seller.SellAsync()];
        await trade.RoundAsync();
        await seller.DecideAsync(await seller.LookIntoAsync(paid), takeBack: true);
        var honest = await seller.SellAsync();
        await trade.RoundAsync();
        var payout = await seller.PayoutAsync(honest);
        Assert.Equal((PayoutStatus.Cancelled, 4 * Grant - Goods), (payout.Status, await seller.OwesAsync()));

        Assert.Equal("", await RefundAsync(seller, payout.PaymentId, 500));
        Assert.Equal(
            (4 * Grant - Goods + 380, -380L),
            (await seller.OwesAsync(), await seller.BalanceAsync(AccountIds.Farmer(trade.Farmer)))
        );
        var later = await seller.SellAsync();
        await trade.RoundAsync();

        Assert.Equal(
            (2 * Goods - 4 * Grant - 380, 0L, 0L),
            (
                (await seller.PayoutAsync(later)).AmountFen,
                await seller.OwesAsync(),
                await seller.BalanceAsync(AccountIds.Farmer(trade.Farmer))
            )
        );
    }

    [Fact]
    public async Task OfWhatWasRefundedBeforeNothingIsTakenBackTwice()
    {
        var seller = await CaseFixture.OpenAsync(market, "522328");
        var trade = seller.Trade;
        var parcelId = await seller.SellAsync();
        var before = await trade.BudgetAsync(seller.Fund.SchemeId);
        var caseId = await seller.LookIntoAsync(parcelId);
        Assert.Equal("", await RefundAsync(seller, (await seller.PayoutAsync(parcelId)).PaymentId, 2_500));

        await seller.DecideAsync(caseId, takeBack: true);

        Assert.Equal(before + Grant, await trade.BudgetAsync(seller.Fund.SchemeId));
        Assert.Equal(Goods / 2 - Grant / 2, (await seller.PayoutAsync(parcelId)).AmountFen);
    }

    private static async Task AccountWithAsync(OrderFixture trade, string gateway)
    {
        await using var db = trade.Db();
        await db.Set<PayoutAccount>().Where(row => row.MemberId == trade.Farmer).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        db.Add(
            new PayoutAccount
            {
                MemberId = trade.Farmer,
                Gateway = gateway,
                Reference = $"{trade.Farmer}",
                Status = PayoutAccountStatus.Ready,
                CheckedAt = MarketApp.Start.UtcDateTime,
            }
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> RefundAsync(CaseFixture seller, Guid orderId, long grams)
    {
        var refunded = await seller.Trade.RefundShippedAsync(orderId, seller.Trade.Farmer, [new(seller.LotId, grams)], "坏了");
        return refunded.IsOk ? "" : refunded.Rejections[0].Code;
    }
}
