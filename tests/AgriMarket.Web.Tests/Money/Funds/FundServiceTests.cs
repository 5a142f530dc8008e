using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.FundProposals;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Funds;

public sealed class FundServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private FundService Funds => market.Services.GetRequiredService<FundService>();

    private FundReads Reads => market.Services.GetRequiredService<FundReads>();

    [Fact]
    public async Task MoneyComesInOnlyAfterASecondOfficialAgreed()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var proposal = Proposal(trade);
        Assert.True((await Funds.ProposeAsync(proposal)).IsOk);

        Assert.Equal("fund.same-official", (await Funds.ApproveAsync(proposal.FundId, trade.Proposer)).Rejections[0].Code);
        Assert.Equal("office.not-official", (await Funds.ApproveAsync(proposal.FundId, trade.Buyer)).Rejections[0].Code);
        Assert.Equal(0, (await Reads.BooksAsync(proposal.FundId, trade.Proposer))!.Overview.DepositFen);
        Assert.DoesNotContain(await Reads.OpenAsync(), fund => fund.Fund.Id == proposal.FundId);

        Assert.True((await Funds.ApproveAsync(proposal.FundId, trade.Approver)).IsOk);
        Assert.Equal("fund.not-proposed", (await Funds.ApproveAsync(proposal.FundId, trade.Approver)).Rejections[0].Code);
        var overview = (await Reads.BooksAsync(proposal.FundId, trade.Proposer))!.Overview;
        Assert.Equal((100_000, 0, 0, 100_000), (overview.DepositFen, overview.GrantedFen, overview.PendingFen, overview.LeftFen));
    }

    /// <summary>The attack: one official with two accounts proposes from one and approves from the other.</summary>
    [Fact]
    public async Task TwoAccountsOfOnePersonAreNoTwoOfficials()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var proposal = Proposal(trade);
        Assert.True((await Funds.ProposeAsync(proposal)).IsOk);

        await SetMobileAsync(trade.Approver, await MobileAsync(trade.Proposer));
        Assert.Equal("fund.same-mobile", (await Funds.ApproveAsync(proposal.FundId, trade.Approver)).Rejections[0].Code);
        await SetMobileAsync(trade.Approver, null);
        Assert.Equal("fund.unproved", (await Funds.ApproveAsync(proposal.FundId, trade.Approver)).Rejections[0].Code);
        Assert.Equal(0, (await Reads.BooksAsync(proposal.FundId, trade.Proposer))!.Overview.DepositFen);

        await SetMobileAsync(trade.Approver, VerifiedMobiles.Next());
        var proposer = await MobileAsync(trade.Proposer);
        await SetMobileAsync(trade.Proposer, null);
        Assert.Equal("fund.proposer-unproved", (await Funds.ApproveAsync(proposal.FundId, trade.Approver)).Rejections[0].Code);
        await SetMobileAsync(trade.Proposer, proposer);
        Assert.True((await Funds.ApproveAsync(proposal.FundId, trade.Approver)).IsOk);

        // What changes an open fund is approved by two persons too.
        var changes = market.Services.GetRequiredService<FundChangeService>();
        var freeze = new FundChangeIntent(Guid.CreateVersion7(), proposal.FundId, FundAction.Freeze, 0, null, trade.Proposer);
        Assert.True((await changes.ProposeAsync(freeze)).IsOk);
        await SetMobileAsync(trade.Approver, await MobileAsync(trade.Proposer));
        Assert.Equal("fund.same-mobile", (await changes.ApproveAsync(freeze.Id, trade.Approver)).Rejections[0].Code);
    }

    /// <summary>What is sent back pays nothing, is told to its proposer with the reason, and is proposed anew.</summary>
    [Fact]
    public async Task WhatIsSentBackIsToldToItsProposerAndProposedAnew()
    {
        var trade = await OrderFixture.OpenAsync(market, "520382");
        var proposal = Proposal(trade);
        Assert.True((await Funds.ProposeAsync(proposal)).IsOk);
        Assert.Contains("ProposalWaits", await ToldAsync(trade.Approver, proposal.FundId));
        Assert.DoesNotContain("ProposalWaits", await ToldAsync(trade.Proposer, proposal.FundId));
        Assert.Equal("fund.reason", Code(await RefuseAsync(proposal, FundDecision.SendBack, "", trade.Approver)));
        Assert.Equal("fund.not-own", Code(await RefuseAsync(proposal, FundDecision.Withdraw, "", trade.Approver)));

        Assert.True((await RefuseAsync(proposal, FundDecision.SendBack, "请写明范围", trade.Approver)).IsOk);

        Assert.Equal("fund.not-proposed", Code(await Funds.ApproveAsync(proposal.FundId, trade.Approver)));
        Assert.Contains("ProposalDecided", await ToldAsync(trade.Proposer, proposal.FundId));
        var books = (await Reads.BooksAsync(proposal.FundId, trade.Proposer))!.Overview;
        Assert.Equal((FundStatus.SentBack, "请写明范围", 0), (books.Fund.Status, books.Fund.Reason, books.DepositFen));
        Assert.DoesNotContain(await Reads.PublicAsync(), fund => fund.Fund.Id == proposal.FundId);
        var (fund, scheme) = (await Reads.ProposalAsync(proposal.FundId, trade.Proposer))!.Value;
        var again = FundFormFiller.Like(fund, scheme).ToProposal(trade.Proposer, proposal.StartsOn);
        var (first, second) = (proposal with { CountyCodes = [] }, again with { CountyCodes = [], Conditions = proposal.Conditions });
        Assert.Equal(first with { FundId = again.FundId, SchemeId = again.SchemeId }, second);
        Assert.Equal(proposal.CountyCodes, again.CountyCodes);
        Assert.True((await Funds.ProposeAsync(again)).IsOk);
        Assert.True((await RefuseAsync(again, FundDecision.Withdraw, "", trade.Proposer)).IsOk);
        await using var db = trade.Db();
        await InvariantAssert.AssertHoldAsync(db);
    }

    /// <summary>A fund is its office's: an office of another province neither reads nor decides, one above it does.</summary>
    [Fact]
    public async Task AFundIsItsOfficesAndThatOfThoseAboveIt()
    {
        var (trade, elsewhere) = (await OrderFixture.OpenAsync(market, "520381"), await OrderFixture.OpenAsync(market, "640422"));
        var proposal = Proposal(trade);
        Assert.True((await Funds.ProposeAsync(proposal)).IsOk);

        Assert.Equal("fund.other-office", Code(await Funds.ApproveAsync(proposal.FundId, elsewhere.Approver)));
        Assert.Null(await Reads.BooksAsync(proposal.FundId, elsewhere.Approver));
        Assert.DoesNotContain(await Reads.ForOfficialAsync(elsewhere.Approver), fund => fund.Fund.Id == proposal.FundId);
        await using var db = trade.Db();
        await db.SetDutiesAsync(trade.Approver, Duties.ProposeMoney);
        Assert.Equal("office.duty-approve-money", Code(await Funds.ApproveAsync(proposal.FundId, trade.Approver)));
        Assert.True((await Funds.ApproveAsync(proposal.FundId, await trade.NationalOfficialAsync())).IsOk);
    }

    [Fact]
    public async Task WhoIsNoOfficialProposesNothing()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");

        Assert.Equal(
            "office.not-official",
            (await Funds.ProposeAsync(Proposal(trade) with { OfficialId = trade.Buyer })).Rejections[0].Code
        );
    }

    [Fact]
    public async Task ASchemeForAnUnknownCampaignIsRefused()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");

        Assert.Equal(
            "scheme.campaign-unknown",
            (await Funds.ProposeAsync(Proposal(trade) with { CampaignId = Guid.CreateVersion7() })).Rejections[0].Code
        );
    }

    [Fact]
    public async Task TheBooksAddUpToTheAccountsWhateverHappenedToTheOrders()
    {
        // 榕江县: a county of its own, so that no other test's orders draw on this fund.
        var trade = await OrderFixture.OpenAsync(market, "522632");
        var lot = await trade.ListAsync(100_000);
        var proposal = Proposal(trade) with { CountyCodes = [trade.County] };
        await Funds.ProposeAsync(proposal);
        await Funds.ApproveAsync(proposal.FundId, trade.Approver);
        Assert.True((await trade.PayAsync(await trade.OrderAsync(lot, 500))).IsOk);
        Assert.True((await trade.Orders.CancelAsync(await trade.OrderAsync(lot, 500), trade.Buyer)).IsOk);
        await trade.OrderAsync(lot, 500);

        var books = (await Reads.BooksAsync(proposal.FundId, trade.Proposer))!;

        Assert.True(books.Overview.Agrees);
        Assert.Equal(
            (100_000, 200, 200, 99_600),
            (books.Overview.DepositFen, books.Overview.GrantedFen, books.Overview.PendingFen, books.Overview.LeftFen)
        );
        Assert.Equal((7, true, null), (books.Page.Entries.Count, books.Page.IsNewest, books.Page.OlderId));
        var use = await Reads.UseByDayAsync(proposal.FundId, trade.Proposer);
        Assert.Equal((FundReads.UseDays, 0, 200), (use.Count, use[^2].Fen, use[^1].Fen));
    }

    [Fact]
    public async Task TheSameProposalAgainIsTheSameAndAnotherUnderItsIdIsRefused()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var proposal = Proposal(trade) with
        {
            Conditions = new SchemeConditions { ProduceCodes = ["TB001"] },
            Caps = new SchemeCaps { PerOrderFen = 500 },
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Funds.ProposeAsync(proposal)));
        market.Clock.Advance(TimeSpan.FromDays(40));

        Assert.All(answers, answer => Assert.Equal(proposal.FundId, answer.Value));
        Assert.Equal(proposal.FundId, (await Funds.ProposeAsync(proposal)).Value);
        foreach (
            var other in new[]
            {
                proposal with
                {
                    OfficialId = trade.Approver,
                },
                proposal with
                {
                    NameZh = "另一项",
                },
                proposal with
                {
                    DepositFen = 100_001,
                },
                proposal with
                {
                    SchemeId = Guid.CreateVersion7(),
                },
                proposal with
                {
                    FundId = Guid.CreateVersion7(),
                },
                proposal with
                {
                    AmountFen = 201,
                },
                proposal with
                {
                    CountyScope = CountyScope.Any,
                },
                proposal with
                {
                    EndsOn = DateOnly.MaxValue,
                },
                proposal with
                {
                    Conditions = SchemeConditions.None,
                },
                proposal with
                {
                    Caps = SchemeCaps.None,
                },
                proposal with
                {
                    Priority = 49,
                },
                proposal with
                {
                    IsExclusive = true,
                },
            }
        )
        {
            Assert.Equal("fund.id-taken", (await Funds.ProposeAsync(other)).Rejections[0].Code);
        }
    }

    [Fact]
    public async Task EverybodyReadsThePublicAccount()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var proposal = Proposal(trade) with { NameZh = "公开的资金" };
        await Funds.ProposeAsync(proposal);
        using var visitor = new PageVisitor(market);
        Assert.DoesNotContain("公开的资金", await visitor.ReadAsync("/funds"), StringComparison.Ordinal);

        await Funds.ApproveAsync(proposal.FundId, trade.Approver);

        Assert.Contains("公开的资金", await visitor.ReadAsync("/funds"), StringComparison.Ordinal);
    }

    private static string Code(Result<Done> result) => result.Rejections.Single().Code;

    private Task<Result<Done>> RefuseAsync(FundProposal proposal, FundDecision decision, string reason, Guid officialId) =>
        Funds.RefuseAsync(proposal.FundId, decision, reason, officialId);

    private async Task<IReadOnlyList<string>> ToldAsync(Guid memberId, Guid fundId)
    {
        await using var db = OrderFixture.Db(market);
        var told = await db.Set<Notification>().Where(row => row.MemberId == memberId).ToListAsync(TestContext.Current.CancellationToken);
        return [.. told.Where(row => row.About.FundId == fundId).Select(row => row.Kind)];
    }

    private FundProposal Proposal(OrderFixture trade)
    {
        var today = ChinaTime.Day(market.Clock.GetUtcNow().UtcDateTime);
        return new FundProposal(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            trade.Proposer,
            "快递补贴",
            "",
            100_000,
            SchemeKind.ShippingPerOrder,
            200,
            0,
            CountyScope.Chosen,
            [trade.County],
            null,
            today,
            today.AddDays(30)
        );
    }

    private async Task<string?> MobileAsync(Guid memberId)
    {
        await using var db = OrderFixture.Db(market);
        return await db.VerifiedMobileOfAsync(memberId);
    }

    private async Task SetMobileAsync(Guid memberId, string? mobile)
    {
        await using var db = OrderFixture.Db(market);
        await db.Set<Member>()
            .Where(member => member.Id == memberId)
            .ExecuteUpdateAsync(member => member.SetProperty(row => row.VerifiedMobile, mobile), TestContext.Current.CancellationToken);
    }
}
