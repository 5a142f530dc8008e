using AgriMarket.Domain.Ledger;

namespace AgriMarket.Domain.Tests.Ledger;

public sealed class PostingTests
{
    private static readonly DateTime Now = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);
    private static readonly Transfer Pending = Transfer.Pending("budget:a", AccountIds.Clearing, 200, LedgerReasons.Grant, null, Now);
    private static readonly Transfer Direct = Transfer.Direct("a", "b", 70, LedgerReasons.Goods, null, Now);

    [Fact]
    public void APartThatIsPostedFreesTheRest() =>
        Assert.Equal(new Posting(-200, 150), Posting.Of(Pending.Posted(Now, 150), [Pending]).Value);

    [Fact]
    public void LettingGoFreesTheWhole()
    {
        Assert.Equal(new Posting(-200, 0), Posting.Of(Pending.Voided(Now), [Pending]).Value);
        Assert.Equal(new Posting(-200, 0), Posting.Of(Pending.Expired(Now), [Pending]).Value);
    }

    [Fact]
    public void AReplayAnswersExistsWhenItSaysTheSame()
    {
        Assert.Equal(Posting.Exists, Posting.Of(Direct with { At = Now.AddHours(1) }, [Direct]).Value);
        Assert.Equal("ledger.id-taken", Posting.Of(Direct with { AmountFen = 71 }, [Direct]).Rejections[0].Code);
    }

    [Fact]
    public void APendingTransferResolvesOnce()
    {
        foreach (var first in new[] { Pending.Posted(Now), Pending.Posted(Now, 1), Pending.Voided(Now), Pending.Expired(Now) })
        {
            foreach (var second in new[] { Pending.Posted(Now), Pending.Voided(Now), Pending.Expired(Now) })
            {
                Assert.Equal("ledger.resolved", Posting.Of(second, [Pending, first]).Rejections[0].Code);
            }
        }
    }

    [Fact]
    public void NothingIsResolvedThatIsNotPendingThereOrForMore()
    {
        Assert.Equal("ledger.unknown", Posting.Of(Pending.Posted(Now), []).Rejections[0].Code);
        Assert.Equal("ledger.unknown", Posting.Of(Pending.Posted(Now) with { CreditAccountId = "farmer:x" }, [Pending]).Rejections[0].Code);
        Assert.Equal("ledger.unknown", Posting.Of(Pending.Posted(Now) with { PendingId = Direct.Id }, [Direct]).Rejections[0].Code);
        Assert.Equal(
            ("ledger.over-pending", 200L),
            Posting.Of(Pending.Posted(Now) with { AmountFen = 201 }, [Pending]) is var over
                ? (over.Rejections[0].Code, (long)over.Rejections[0].Args[0])
                : default
        );
    }

    [Fact]
    public void AnEntryIsTakenBackOnceAndExactly()
    {
        var correction = Direct.Corrected(Guid.CreateVersion7(), Now);

        Assert.Equal(new Posting(0, 70), Posting.Of(correction, [Direct]).Value);
        Assert.Equal("ledger.resolved", Posting.Of(Direct.Corrected(Guid.CreateVersion7(), Now), [Direct, correction]).Rejections[0].Code);
        Assert.Equal("ledger.unknown", Posting.Of(correction with { AmountFen = 69 }, [Direct]).Rejections[0].Code);
        Assert.Equal("ledger.unknown", Posting.Of(correction, []).Rejections[0].Code);
    }
}
