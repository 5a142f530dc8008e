using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Ledger;

public sealed class LedgerWriterTests : IClassFixture<BrokenConstraints>
{
    private const string Reason = LedgerReasons.Payment;
    private static readonly DateTime At = MarketApp.Start.UtcDateTime;

    /// <summary>The accounts are invented, so that no others are asked.</summary>
    private static readonly Auditor LedgersOwnRules = new([new LedgerInvariants(), new AccountDayInvariants(), new DatabaseInvariants()]);

    private readonly MarketApp market;
    private readonly string fund = AccountIds.Fund(Guid.CreateVersion7());
    private readonly string farmer = AccountIds.Farmer(Guid.CreateVersion7());

    public LedgerWriterTests(BrokenConstraints fixture)
    {
        market = fixture.Market;
        market.LeavesWhole = LedgersOwnRules;
    }

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

        var written = await WriteAsync(
            Transfer.Direct(fund, farmer, 700, Reason, null, At),
            Transfer.Direct(fund, farmer, 700, Reason, null, At)
        );

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
    public async Task TheSameEntryTwiceMovesTheMoneyOnceAndAnswersTheSame()
    {
        await DepositAsync(1_000);
        var entry = Transfer.Direct(fund, farmer, 300, Reason, null, At);

        Assert.True((await WriteAsync(entry)).IsOk);
        Assert.True((await WriteAsync(entry with { At = At.AddSeconds(1) })).IsOk);
        Assert.True((await WriteAsync(entry, entry)).IsOk);
        Assert.Equal("ledger.id-taken", (await WriteAsync(entry with { AmountFen = 301 })).Rejections[0].Code);

        Assert.Equal((700, 0, 300), await FundAsync());
    }

    [Fact]
    public async Task APartThatIsPostedFreesTheRest()
    {
        await DepositAsync(1_000);
        var pending = Transfer.Pending(fund, farmer, 600, Reason, null, At);
        await WriteAsync(pending);

        Assert.True((await WriteAsync(pending.Posted(At, 250))).IsOk);

        Assert.Equal((750, 0, 250), await FundAsync());
        await AssertTakesNothingAsync(pending.Posted(At, 350));
        await using var db = OrderFixture.Db(market);
        await AssertBooksAsync(db);
    }

    [Fact]
    public async Task WhatExpiresIsFreeAgainOnce()
    {
        await DepositAsync(1_000);
        var pending = Transfer.Pending(fund, farmer, 600, Reason, null, At);
        await WriteAsync(pending);

        var answers = await Task.WhenAll(WriteAsync(pending.Expired(At)), WriteAsync(pending.Voided(At)), WriteAsync(pending.Posted(At)));

        Assert.Equal(1, answers.Count(answer => answer.IsOk));
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("ledger.resolved", answer.Rejections[0].Code));
        Assert.Equal((1_000, 0, 0), await FundAsync());
    }

    [Fact]
    public async Task AWrongEntryIsTakenBackOnceAndStays()
    {
        await DepositAsync(1_000);
        var (wrong, id) = (Transfer.Direct(fund, farmer, 300, Reason, null, At), Guid.CreateVersion7());
        await WriteAsync(wrong);

        Assert.True((await CorrectAsync(id, wrong.Id)).IsOk);
        Assert.True((await CorrectAsync(id, wrong.Id)).IsOk);
        Assert.Equal("ledger.resolved", (await CorrectAsync(Guid.CreateVersion7(), wrong.Id)).Rejections[0].Code);
        Assert.Equal("ledger.unknown", (await CorrectAsync(Guid.CreateVersion7(), id)).Rejections[0].Code);
        Assert.Equal("ledger.unknown", (await CorrectAsync(Guid.CreateVersion7(), Guid.CreateVersion7())).Rejections[0].Code);

        await using var db = OrderFixture.Db(market);
        Assert.Equal(2, await db.Set<Transfer>().CountAsync(entry => entry.Id == wrong.Id || entry.CorrectsId == wrong.Id, Cancel));
        Assert.Equal(1_000, (await FundAsync()).AvailableFen);
        await AssertBooksAsync(db);
    }

    [Fact]
    public async Task MoneyThatIsSpentCannotBeTakenBack()
    {
        var deposit = Transfer.Direct(AccountIds.Treasury, fund, 1_000, LedgerReasons.Deposit, null, At);
        await WriteAsync(deposit, Transfer.Direct(fund, farmer, 1, Reason, null, At));

        Assert.Equal("fund.exhausted", (await CorrectAsync(Guid.CreateVersion7(), deposit.Id)).Rejections[0].Code);
    }

    [Fact]
    public async Task AfterAnySequenceTheSumsAreThoseOfTheRows()
    {
        await DepositAsync(5_000);
        var random = new Random(832);
        var open = new List<Transfer>();
        for (var i = 0; i < 150; i++)
        {
            var entry =
                open.Count == 0 || random.Next(2) == 0
                    ? Any(random)
                    : random.Next(4) switch
                    {
                        0 => open[0].Posted(At),
                        1 => open[0].Posted(At, random.NextInt64(1, open[0].AmountFen + 1)),
                        2 => open[0].Expired(At),
                        _ => open[0].Voided(At),
                    };
            var written = await WriteAsync(entry);
            open.RemoveAll(pending => pending.Id == entry.PendingId);
            if (written.IsOk && entry.Kind == TransferKind.Pending)
            {
                open.Add(entry);
            }
        }

        await using var db = OrderFixture.Db(market);
        await AssertBooksAsync(db);
    }

    private Transfer Any(Random random) =>
        random.Next(5) switch
        {
            0 => Transfer.Direct(AccountIds.Treasury, fund, random.Next(1, 500), LedgerReasons.Deposit, null, At),
            1 => Transfer.Direct(fund, farmer, random.Next(1, 2_000), Reason, null, At),
            _ => Transfer.Pending(fund, farmer, random.Next(1, 2_000), Reason, null, At),
        };

    private async Task DepositAsync(long fen) =>
        Assert.True((await WriteAsync(Transfer.Direct(AccountIds.Treasury, fund, fen, LedgerReasons.Deposit, null, At))).IsOk);

    private static Task AssertBooksAsync(MarketDb db) => InvariantAssert.AssertCleanAsync(LedgersOwnRules, db);

    private Task<Result<Done>> WriteAsync(params Transfer[] entries) => RunAsync(scope => LedgerWriter.WriteAsync(scope, entries));

    private Task<Result<Done>> CorrectAsync(Guid id, Guid entryId) => RunAsync(scope => LedgerCorrections.CorrectAsync(scope, id, entryId));

    private Task<Result<Done>> RunAsync(Func<WriteScope, Task<Result<Done>>> command) =>
        market
            .Services.GetRequiredService<MarketWriter>()
            .RunAsync(async scope =>
            {
                var written = await command(scope);
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
        await using var db = OrderFixture.Db(market);
        var account = await db.Set<Account>().AsNoTracking().SingleAsync(row => row.Id == fund, Cancel);
        return (account.AvailableFen, account.DebitsPendingFen, account.DebitsPostedFen);
    }
}
