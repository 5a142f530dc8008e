using AgriMarket.Domain.Ledger;

namespace AgriMarket.Domain.Tests.Ledger;

public sealed class TransferTests
{
    private static readonly DateTime Now = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);

    private static readonly Transfer Pending = Transfer.Pending(
        "budget:a",
        AccountIds.Clearing,
        200,
        LedgerReasons.Grant,
        Guid.CreateVersion7(),
        Now
    );

    [Fact]
    public void APendingTransferIsPostedOrVoidedWhole()
    {
        foreach (var (kind, end) in new[] { (TransferKind.Post, Pending.Posted(Now)), (TransferKind.Void, Pending.Voided(Now)) })
        {
            Assert.Equal(Pending with { Id = end.Id, Kind = kind, PendingId = Pending.Id }, end);
        }
    }

    [Fact]
    public void AnExpiryLetsGoOfTheWholeToo() =>
        Assert.Equal(
            (TransferKind.Expire, Pending.Id, 200),
            (Pending.Expired(Now).Kind, Pending.Expired(Now).PendingId, Pending.Expired(Now).AmountFen)
        );

    [Fact]
    public void APartIsPostedUpToWhatIsPending()
    {
        Assert.Equal((TransferKind.Post, 150), (Pending.Posted(Now, 150).Kind, Pending.Posted(Now, 150).AmountFen));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pending.Posted(Now, 201));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pending.Posted(Now, 0));
    }

    [Fact]
    public void ACorrectionIsTheMirrorImageOfWhatMovedMoney()
    {
        var wrong = Transfer.Direct("a", "b", 70, LedgerReasons.Goods, null, Now);
        var correction = wrong.Corrected(Guid.CreateVersion7(), Now.AddDays(1));

        Assert.Equal(
            ("b", "a", 70, wrong.Id),
            (correction.DebitAccountId, correction.CreditAccountId, correction.AmountFen, correction.CorrectsId)
        );
        Assert.Throws<InvalidOperationException>(() => correction.Corrected(Guid.CreateVersion7(), Now));
        Assert.Throws<InvalidOperationException>(() => Pending.Corrected(Guid.CreateVersion7(), Now));
    }

    [Fact]
    public void WhatIsNotPendingCannotBeResolved()
    {
        Assert.Throws<InvalidOperationException>(() => Pending.Posted(Now).Voided(Now));
        Assert.Throws<InvalidOperationException>(() => Transfer.Direct("a", "b", 1, LedgerReasons.Goods, null, Now).Posted(Now));
    }

    [Fact]
    public void ATransferMovesAPositiveAmountBetweenTwoAccounts()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Transfer.Direct("a", "b", 0, LedgerReasons.Goods, null, Now));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transfer.Direct("a", "a", 1, LedgerReasons.Goods, null, Now));
    }

    [Fact]
    public void OnlyPublicMoneyHasNoOverdraft()
    {
        var id = Guid.CreateVersion7();

        Assert.All([AccountIds.Fund(id), AccountIds.Budget(id)], account => Assert.True(AccountIds.NoOverdraft(account)));
        Assert.All(
            [AccountIds.Treasury, AccountIds.Gateway, AccountIds.Clearing, AccountIds.Carriers, AccountIds.Farmer(id)],
            account => Assert.False(AccountIds.NoOverdraft(account))
        );
    }
}
