using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Domain.Tests.Support;
using static AgriMarket.Domain.Subsidies.FundAction;
using static AgriMarket.Domain.Subsidies.FundStatus;

namespace AgriMarket.Domain.Tests.Subsidies;

public sealed class FundChangeTests
{
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Proposer = Guid.CreateVersion7();
    private static readonly Guid Approver = Guid.CreateVersion7();

    [Fact]
    public void AFundMovesOnlyAsItsTableSays() =>
        StatusMatrix.Holds(
            Fund.Statuses,
            "fund.moved",
            (Open, TopUp, Open),
            (Open, AddScheme, Open),
            (Open, Correct, Open),
            (Open, Freeze, Frozen),
            (Open, Close, Closed),
            (Frozen, Correct, Frozen),
            (Frozen, Unfreeze, Open),
            (Frozen, Close, Closed)
        );

    [Fact]
    public void AProposedFundIsDecidedOnce() =>
        StatusMatrix.Holds(
            Fund.Decisions,
            "fund.not-proposed",
            (Proposed, FundDecision.Approve, Open),
            (Proposed, FundDecision.TurnDown, TurnedDown),
            (Proposed, FundDecision.SendBack, SentBack),
            (Proposed, FundDecision.Withdraw, Withdrawn)
        );

    [Theory]
    [InlineData(FundDecision.TurnDown, true, "不合规", "fund.same-official")]
    [InlineData(FundDecision.SendBack, true, "不合规", "fund.same-official")]
    [InlineData(FundDecision.Withdraw, true, "", null)]
    [InlineData(FundDecision.TurnDown, false, " ", "fund.reason")]
    [InlineData(FundDecision.SendBack, false, "", "fund.reason")]
    [InlineData(FundDecision.TurnDown, false, "不合规", null)]
    [InlineData(FundDecision.SendBack, false, "写明范围", null)]
    [InlineData(FundDecision.Withdraw, false, "", "fund.not-own")]
    public void ANoIsForASecondPersonWithAReasonOrForWhoeverProposedIt(FundDecision decision, bool isOwn, string reason, string? refusal)
    {
        var (fund, change) = (OpenFund(), Change(Freeze));
        var proposed = ProposedFund();
        var official = isOwn ? Proposer : Approver;

        Assert.Equal(refusal, change.Refuse(decision, official, reason, Now).Rejections.SingleOrDefault()?.Code);
        Assert.Equal(refusal, proposed.Decide(decision, official, reason, Now).Rejections.SingleOrDefault()?.Code);
        Assert.Equal(refusal is null ? reason.Trim() : "", change.Reason);
        Assert.Equal((refusal is null, Open), (change.Status != FundChangeStatus.Proposed, fund.Status));
    }

    [Fact]
    public void AChangeIsDecidedOnce() =>
        StatusMatrix.Holds(
            FundChange.Statuses,
            "fund.change-decided",
            (FundChangeStatus.Proposed, FundDecision.Approve, FundChangeStatus.Approved),
            (FundChangeStatus.Proposed, FundDecision.TurnDown, FundChangeStatus.TurnedDown),
            (FundChangeStatus.Proposed, FundDecision.SendBack, FundChangeStatus.SentBack),
            (FundChangeStatus.Proposed, FundDecision.Withdraw, FundChangeStatus.Withdrawn)
        );

    [Theory]
    [InlineData(TopUp)]
    [InlineData(AddScheme)]
    [InlineData(Freeze)]
    [InlineData(Close)]
    public void WhoeverProposedAChangeCannotApproveItButTakeItBack(FundAction action)
    {
        var (fund, change) = (OpenFund(), Change(action));

        Assert.Equal("fund.same-official", change.Approve(fund, [], Proposer, Now).Rejections[0].Code);
        Assert.Equal((FundChangeStatus.Proposed, Open), (change.Status, fund.Status));
        Assert.True(change.Refuse(FundDecision.Withdraw, Proposer, "", Now).IsOk);
        Assert.Equal("fund.change-decided", change.Approve(fund, [], Approver, Now).Rejections[0].Code);
        Assert.Equal(Open, fund.Status);
    }

    [Fact]
    public void AnApprovedChangeIsCarriedOutOnce()
    {
        var (fund, change) = (OpenFund(), Change(Freeze));

        Assert.Empty(change.Approve(fund, [], Approver, Now).Value);
        Assert.Equal((FundChangeStatus.Approved, Frozen), (change.Status, fund.Status));
        Assert.Equal("fund.change-decided", change.Approve(fund, [], Approver, Now).Rejections[0].Code);
        Assert.Equal("fund.change-decided", change.Approve(fund, [], Proposer, Now).Rejections[0].Code);
    }

    [Theory]
    [InlineData(TopUp)]
    [InlineData(AddScheme)]
    public void MoneyComesFromTheTreasuryThroughTheFundToItsScheme(FundAction action)
    {
        var change = Change(action);

        var money = change.Approve(OpenFund(), [], Approver, Now).Value;

        Assert.Equal(
            [
                (AccountIds.Treasury, AccountIds.Fund(change.FundId), 500, "deposit"),
                (AccountIds.Fund(change.FundId), AccountIds.Budget(change.SchemeId!.Value), 500, "budget"),
            ],
            money.Select(entry => (entry.DebitAccountId, entry.CreditAccountId, entry.AmountFen, entry.Reason))
        );
    }

    [Fact]
    public void ClosingGivesBackWhatIsLeftAndLeavesOutWhatIsEmpty()
    {
        var money = Change(Close)
            .Approve(
                OpenFund(),
                [
                    Account("budget:b", credits: 900, debits: 300),
                    Account("budget:a", credits: 50),
                    Account("fund:f", credits: 950, debits: 950),
                ],
                Approver,
                Now
            )
            .Value;

        Assert.Equal([("budget:a", 50), ("budget:b", 600)], money.Select(entry => (entry.DebitAccountId, entry.AmountFen)));
        Assert.All(money, entry => Assert.Equal((AccountIds.Treasury, LedgerReasons.Return), (entry.CreditAccountId, entry.Reason)));
    }

    [Fact]
    public void ACorrectionSaysWhyAndTakesBackOnlyWhatIsNotUsed()
    {
        var (schemeId, fund) = (Guid.CreateVersion7(), OpenFund());
        FundChange Take(string note) =>
            new()
            {
                Id = Guid.CreateVersion7(),
                FundId = fund.Id,
                Action = Correct,
                AmountFen = 500,
                SchemeId = schemeId,
                EntryId = Guid.CreateVersion7(),
                Note = note,
                ProposedBy = Proposer,
                ProposedAt = Now,
            };
        Transfer[] given =
        [
            Transfer.Direct(AccountIds.Treasury, AccountIds.Fund(fund.Id), 500, LedgerReasons.Deposit, null, Now),
            Transfer.Direct(AccountIds.Fund(fund.Id), AccountIds.Budget(schemeId), 500, LedgerReasons.Budget, null, Now),
        ];
        Assert.Equal("fund.note", Take("").Check(fund).Rejections[0].Code);

        var refused = Take("错了")
            .Approve(fund, [Account(AccountIds.Budget(schemeId), credits: 900, pending: 401)], Approver, Now, given)
            .Rejections[0];
        Assert.Equal(("fund.spent", 499L), (refused.Code, refused.Args[0]));

        var money = Take("错了")
            .Approve(fund, [Account(AccountIds.Budget(schemeId), credits: 900, pending: 400)], Approver, Now, given)
            .Value;
        Assert.Equal(
            given.Select(entry => (entry.CreditAccountId, entry.DebitAccountId, 500L, (Guid?)entry.Id)),
            money.Select(entry => (entry.DebitAccountId, entry.CreditAccountId, entry.AmountFen, entry.CorrectsId))
        );
    }

    [Fact]
    public void AFundIsNotClosedWhileOrdersWaitForItsMoney()
    {
        var (fund, change) = (OpenFund(), Change(Close));

        var refused = change.Approve(fund, [Account("budget:a", credits: 900, pending: 200)], Approver, Now).Rejections[0];

        Assert.Equal(("fund.pending", 200L), (refused.Code, refused.Args[0]));
        Assert.Equal((FundChangeStatus.Proposed, Open), (change.Status, fund.Status));
    }

    [Theory]
    [InlineData(Unfreeze, "fund.moved")]
    [InlineData(Freeze, null)]
    [InlineData(Close, null)]
    [InlineData(TopUp, null)]
    public void OnlyWhatFitsTheFundCanBeProposed(FundAction action, string? code) =>
        Assert.Equal(code, Change(action).Check(OpenFund()).Rejections.SingleOrDefault()?.Code);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Fund.MaxDepositFen + 1)]
    public void ATopUpIsASumThatCanBeDeposited(long amountFen) =>
        Assert.Equal("fund.deposit", Change(TopUp, amountFen).Check(OpenFund()).Rejections[0].Code);

    [Fact]
    public void WhatNoLongerFitsWhenItIsApprovedIsRefused()
    {
        var fund = OpenFund();
        var (freeze, topUp) = (Change(Freeze), Change(TopUp));
        Assert.True(freeze.Approve(fund, [], Approver, Now).IsOk);

        Assert.Equal("fund.moved", topUp.Approve(fund, [], Approver, Now).Rejections[0].Code);
    }

    private static Fund OpenFund()
    {
        var fund = ProposedFund();
        Assert.True(fund.Decide(FundDecision.Approve, Approver, "", Now).IsOk);
        return fund;
    }

    private static Fund ProposedFund() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            NameZh = "资金",
            NameEn = "",
            DepositFen = 1_000,
            OfficeId = Guid.CreateVersion7(),
            ProposedBy = Proposer,
            ProposedAt = Now,
        };

    private static FundChange Change(FundAction action, long amountFen = 500) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            FundId = Guid.CreateVersion7(),
            Action = action,
            AmountFen = FundChange.Pays(action) ? amountFen : 0,
            SchemeId = FundChange.Pays(action) ? Guid.CreateVersion7() : null,
            ProposedBy = Proposer,
            ProposedAt = Now,
        };

    /// <summary>An account with sums that only the ledger's own updates make.</summary>
    private static Account Account(string id, long credits, long debits = 0, long pending = 0)
    {
        var account = new Account { Id = id, NoOverdraft = true };
        foreach (
            var (name, fen) in new[]
            {
                (nameof(account.CreditsPostedFen), credits),
                (nameof(account.DebitsPostedFen), debits),
                (nameof(account.DebitsPendingFen), pending),
            }
        )
        {
            typeof(Account).GetProperty(name)!.SetValue(account, fen);
        }

        return account;
    }
}
