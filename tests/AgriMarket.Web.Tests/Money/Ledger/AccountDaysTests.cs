using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Ledger;

/// <summary>The days of accounts are moved by the command that writes the entries, and say what the entries say.</summary>
public sealed class AccountDaysTests : IClassFixture<BrokenConstraints>
{
    /// <summary>The accounts are invented, so that no others are asked.</summary>
    private static readonly Auditor OwnRules = new([new LedgerInvariants(), new AccountDayInvariants()]);

    /// <summary>Half a second before a China day ends.</summary>
    private static readonly DateTime Evening = ChinaTime.StartOfDay(new DateOnly(2026, 3, 2)).AddMilliseconds(-500);

    private readonly MarketApp market;
    private readonly string fund = AccountIds.Fund(Guid.CreateVersion7());
    private readonly string budget = AccountIds.Budget(Guid.CreateVersion7());
    private readonly string farmer = AccountIds.Farmer(Guid.CreateVersion7());

    public AccountDaysTests(BrokenConstraints fixture)
    {
        market = fixture.Market;
        market.LeavesWhole = OwnRules;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EntriesOfOneCommandGoToTheirOwnDays()
    {
        await WriteAsync(Deposit(1_000, Evening), Deposit(200, Evening.AddSeconds(1)), Deposit(30, Evening.AddSeconds(2)));

        Assert.Equal([(1, 0, 1_000, 0), (2, 0, 230, 1_000)], await DaysAsync(fund));
    }

    [Fact]
    public async Task WhatIsOnlySetAsideIsOnNoDay()
    {
        await WriteAsync(Deposit(1_000, Evening));
        var pending = Transfer.Pending(fund, farmer, 600, LedgerReasons.Grant, null, Evening);
        await WriteAsync(pending);
        Assert.Empty(await DaysAsync(farmer));

        await WriteAsync(pending.Posted(Evening.AddDays(1), 400));

        Assert.Equal([(2, 0, 400, 0)], await DaysAsync(farmer));
    }

    [Fact]
    public async Task TheSameEntryAgainIsCountedOnce()
    {
        var entry = Deposit(1_000, Evening);
        await WriteAsync(entry);
        await WriteAsync(entry);

        Assert.Equal([(1, 0, 1_000, 0)], await DaysAsync(fund));
    }

    [Fact]
    public async Task AnEntryThatIsTakenBackLeavesItsDayAndAllLaterOnes()
    {
        var wrong = Deposit(70_000, Evening);
        await WriteAsync(wrong, Deposit(5, Evening));
        await WriteAsync(Deposit(200, Evening.AddDays(1)));
        await WriteAsync(Deposit(30, Evening.AddDays(4)));

        Assert.True((await RunAsync(scope => LedgerCorrections.CorrectAsync(scope, Guid.CreateVersion7(), wrong.Id))).IsOk);

        Assert.Equal([(1, 0, 5, 0), (2, 0, 200, 5), (5, 0, 30, 205)], await DaysAsync(fund));
    }

    [Fact]
    public async Task ADayThatIsCaughtUpOnLiesBeforeLaterOnes()
    {
        await WriteAsync(Deposit(30, Evening.AddDays(4)));
        await WriteAsync(Deposit(1_000, Evening));
        await WriteAsync(Deposit(200, Evening.AddDays(2)));

        Assert.Equal([(1, 0, 1_000, 0), (3, 0, 200, 1_000), (5, 0, 30, 1_200)], await DaysAsync(fund));
    }

    [Fact]
    public async Task WhatIsRefusedIsOnNoDay()
    {
        await WriteAsync(Deposit(100, Evening));

        Assert.False((await RunAsync(scope => LedgerWriter.WriteAsync(scope, Deposit(50, Evening), Grant(500, Evening)))).IsOk);

        Assert.Equal([(1, 0, 100, 0)], await DaysAsync(fund));
        Assert.Empty(await DaysAsync(farmer));
    }

    [Fact]
    public async Task AfterAnySequenceEachDayIsWhatItsEntriesAddUpTo()
    {
        var random = new Random(20);
        var written = new List<Transfer>();
        await WriteAsync(Deposit(100_000, Evening.AddDays(-1)));
        for (var i = 0; i < 120; i++)
        {
            var at = Evening.AddSeconds(random.Next(5 * 24 * 3_600));
            var entry = random.Next(4) switch
            {
                0 => Deposit(random.Next(1, 500), at),
                1 => Transfer.Direct(fund, budget, random.Next(1, 300), LedgerReasons.Budget, null, at),
                2 when written.Count > 0 => written[random.Next(written.Count)].Corrected(Guid.CreateVersion7(), at),
                _ => Grant(random.Next(1, 400), at),
            };
            if ((await RunAsync(scope => LedgerWriter.WriteAsync(scope, entry))).IsOk && entry.Kind == TransferKind.Direct)
            {
                written.Add(entry);
            }
        }

        await using var db = OrderFixture.Db(market);
        await InvariantAssert.AssertCleanAsync(OwnRules, db);
        string[] accounts = [fund, budget, farmer];
        var standing = await db.StandingEntries()
            .Where(entry => accounts.Contains(entry.DebitAccountId) || accounts.Contains(entry.CreditAccountId))
            .ToListAsync(Cancel);
        Assert.True(standing.Count < written.Count, "Nothing was taken back.");
        foreach (var day in Enumerable.Range(-1, 9))
        {
            var before = ChinaTime.StartOfDay(new DateOnly(2026, 3, 1).AddDays(day));
            var sums = await db.SumsAsync(accounts, LedgerReasons.All, before);
            Assert.Equal(AddUp(standing.FindAll(entry => entry.At < before)), sums.OrderBy(sum => (sum.AccountId, sum.Reason)));
        }
    }

    private IEnumerable<AccountSum> AddUp(List<Transfer> entries) =>
        from account in new[] { fund, budget, farmer }
        from reason in LedgerReasons.All
        let sum = new AccountSum(
            account,
            reason,
            entries.Where(entry => entry.Reason == reason && entry.DebitAccountId == account).Sum(entry => entry.AmountFen),
            entries.Where(entry => entry.Reason == reason && entry.CreditAccountId == account).Sum(entry => entry.AmountFen)
        )
        where sum.DebitsFen != 0 || sum.CreditsFen != 0
        orderby (sum.AccountId, sum.Reason)
        select sum;

    private Transfer Deposit(long fen, DateTime at) => Transfer.Direct(AccountIds.Treasury, fund, fen, LedgerReasons.Deposit, null, at);

    private Transfer Grant(long fen, DateTime at) => Transfer.Direct(fund, farmer, fen, LedgerReasons.Grant, null, at);

    /// <summary>The days of an account: of March 2026, debits, credits, and credits before.</summary>
    private async Task<List<(int Day, long Debits, long Credits, long CreditsBefore)>> DaysAsync(string accountId)
    {
        await using var db = OrderFixture.Db(market);
        var days = await db.Set<AccountDay>()
            .AsNoTracking()
            .Where(day => day.AccountId == accountId)
            .OrderBy(day => day.DayStart)
            .ToListAsync(Cancel);
        return days.ConvertAll(day => (ChinaTime.Day(day.DayStart).Day, day.DebitsFen, day.CreditsFen, day.CreditsBeforeFen));
    }

    private async Task WriteAsync(params Transfer[] entries) =>
        Assert.True((await RunAsync(scope => LedgerWriter.WriteAsync(scope, entries))).IsOk);

    private Task<Result<Done>> RunAsync(Func<WriteScope, Task<Result<Done>>> command) =>
        market.Services.GetRequiredService<MarketWriter>().RunAsync(command);
}
