using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Web.Ledger;
using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Tests.Orders;
using AgriMarket.Web.Tests.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Ledger;

public sealed class LedgerBookTests(BrokenConstraints fixture) : IClassFixture<BrokenConstraints>
{
    private readonly MarketApp market = fixture.Market;
    private const string Reason = LedgerReasons.Payment;
    private static readonly DateTime At = MarketApp.Start.UtcDateTime;

    private readonly string fund = AccountIds.Fund(Guid.CreateVersion7());
    private readonly string farmer = AccountIds.Farmer(Guid.CreateVersion7());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACoveredAccountIsNeverOverdrawnNotEvenByWhatIsPending()
    {
        await DepositAsync(1_000);
        Assert.True((await WriteAsync(Transfer.Pending(fund, farmer, 600, Reason, null, At))).IsOk);

        Assert.Equal("fund.exhausted", (await WriteAsync(Transfer.Pending(fund, farmer, 401, Reason, null, At))).Rejections[0].Code);
        Assert.Equal("fund.exhausted", (await WriteAsync(Transfer.Direct(fund, farmer, 401, Reason, null, At))).Rejections[0].Code);

        Assert.True((await WriteAsync(Transfer.Direct(fund, farmer, 400, Reason, null, At))).IsOk);
        Assert.Equal((0, 600, 400), await FundAsync());
    }

    [Fact]
    public async Task OfSeveralEntriesOneThatIsRefusedRefusesAll()
    {
        await DepositAsync(1_000);

        var written = await WriteAsync(Transfer.Direct(fund, farmer, 700, Reason, null, At), Transfer.Direct(fund, farmer, 700, Reason, null, At));

        Assert.False(written.IsOk);
        Assert.Equal((1_000, 0, 0), await FundAsync());
    }

    [Fact]
    public async Task WhatIsPendingIsPostedOnce()
    {
        await DepositAsync(1_000);
        var pending = Transfer.Pending(fund, farmer, 600, Reason, null, At);
        await WriteAsync(pending);
        Assert.True((await WriteAsync(pending.Posted(At))).IsOk);

        await AssertTakesNothingAsync(pending.Posted(At));
        await AssertTakesNothingAsync(pending.Voided(At));
        Assert.Equal((400, 0, 600), await FundAsync());
    }

    [Fact]
    public async Task WhatIsLetGoIsFreeAgainAndCannotBePosted()
    {
        await DepositAsync(1_000);
        var pending = Transfer.Pending(fund, farmer, 600, Reason, null, At);
        await WriteAsync(pending, pending.Voided(At));

        await AssertTakesNothingAsync(pending.Posted(At));
        Assert.Equal((1_000, 0, 0), await FundAsync());
    }

    [Fact]
    public async Task TheSameEntryTwiceMovesTheMoneyOnce()
    {
        await DepositAsync(1_000);
        var entry = Transfer.Direct(fund, farmer, 300, Reason, null, At);
        await WriteAsync(entry);

        await Assert.ThrowsAsync<DbUpdateException>(() => WriteAsync(entry));

        Assert.Equal((700, 0, 300), await FundAsync());
    }

    [Fact]
    public async Task AfterAnySequenceTheSumsAreThoseOfTheRows()
    {
        await DepositAsync(5_000);
        var random = new Random(832);
        var open = new List<Transfer>();
        for (var i = 0; i < 150; i++)
        {
            var entry = open.Count == 0 || random.Next(2) == 0
                ? Any(random)
                : random.Next(2) == 0 ? open[0].Posted(At) : open[0].Voided(At);
            var written = await WriteAsync(entry);
            open.RemoveAll(pending => pending.Id == entry.PendingId);
            if (written.IsOk && entry.Kind == TransferKind.Pending)
            {
                open.Add(entry);
            }
        }

        await using var db = Trade.Db(market);
        await Books.AssertCleanAsync(new Auditor([new LedgerInvariants()]), db);
    }

    private Transfer Any(Random random) => random.Next(5) switch
    {
        0 => Transfer.Direct(AccountIds.Treasury, fund, random.Next(1, 500), LedgerReasons.Deposit, null, At),
        1 => Transfer.Direct(fund, farmer, random.Next(1, 2_000), Reason, null, At),
        _ => Transfer.Pending(fund, farmer, random.Next(1, 2_000), Reason, null, At),
    };

    private async Task DepositAsync(long fen) =>
        Assert.True((await WriteAsync(Transfer.Direct(AccountIds.Treasury, fund, fen, LedgerReasons.Deposit, null, At))).IsOk);

    private Task<Result<Done>> WriteAsync(params Transfer[] entries) => market.Services.GetRequiredService<MarketWriter>().RunAsync(async scope =>
    {
        var written = await LedgerBook.WriteAsync(scope, entries);
        if (written.IsOk)
        {
            await scope.Db.SaveChangesAsync(Cancel);
        }

        return written;
    });

    /// <summary>A second resolution has no pending money left to take, or breaks on the index that allows one only.</summary>
    private async Task AssertTakesNothingAsync(Transfer second)
    {
        var before = await FundAsync();
        var failure = await Record.ExceptionAsync(async () => Assert.False((await WriteAsync(second)).IsOk));
        Assert.True(failure is null or DbUpdateException, failure?.ToString());
        Assert.Equal(before, await FundAsync());
    }

    private async Task<(long AvailableFen, long PendingFen, long PostedFen)> FundAsync()
    {
        await using var db = Trade.Db(market);
        var account = await db.Set<Account>().AsNoTracking().SingleAsync(row => row.Id == fund, Cancel);
        return (account.AvailableFen, account.DebitsPendingFen, account.DebitsPostedFen);
    }
}
