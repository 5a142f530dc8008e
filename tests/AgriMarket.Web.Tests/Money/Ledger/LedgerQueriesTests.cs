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

/// <summary>A list of entries that is read a page at a time, each beginning where the one before ended.</summary>
public sealed class LedgerQueriesTests : IClassFixture<BrokenConstraints>
{
    private readonly MarketApp market;
    private readonly string fund = AccountIds.Fund(Guid.CreateVersion7());
    private readonly string budget = AccountIds.Budget(Guid.CreateVersion7());

    public LedgerQueriesTests(BrokenConstraints fixture)
    {
        market = fixture.Market;
        // The accounts are invented, so that no other rules are asked.
        market.LeavesWhole = new Auditor([new LedgerInvariants(), new AccountDayInvariants()]);
    }

    [Theory]
    [InlineData(EntryList.Size)]
    [InlineData(EntryList.Size + 1)]
    [InlineData(2 * EntryList.Size + 3)]
    public async Task ThePagesTogetherAreAllEntriesTheNewestFirst(int count)
    {
        // Some are of the same moment, some between the two accounts, and there are others' too.
        var entries = Enumerable
            .Range(0, count)
            .Select(i =>
                i == 0 ? Deposit(fund, 0)
                : i % 3 == 0 ? Transfer.Direct(fund, budget, 1, LedgerReasons.Budget, null, At(i / 2))
                : Deposit(fund, i / 2)
            )
            .ToList();
        await WriteAsync([.. entries, Deposit(AccountIds.Fund(Guid.CreateVersion7()), 1)]);

        await using var db = OrderFixture.Db(market);
        var read = new List<Transfer>();
        var page = await db.EntriesAsync([fund, budget], null);
        Assert.True(page.IsNewest);
        read.AddRange(page.Entries);
        while (page.OlderId is { } older)
        {
            Assert.Equal(EntryList.Size, page.Entries.Count);
            page = await db.EntriesAsync([fund, budget], older);
            Assert.False(page.IsNewest);
            read.AddRange(page.Entries);
        }

        Assert.Equal(
            entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Select(entry => entry.Id),
            read.Select(entry => entry.Id)
        );
    }

    [Fact]
    public async Task AnEntryThatIsNotThereOpensTheNewest()
    {
        await WriteAsync(Deposit(fund, 0));

        await using var db = OrderFixture.Db(market);
        var page = await db.EntriesAsync([fund], Guid.CreateVersion7());

        Assert.Equal((1, true, null), (page.Entries.Count, page.IsNewest, page.OlderId));
    }

    [Fact, Trait("Database", "sqlite")]
    public async Task EveryListIsReadByItsIndexAndNothingIsSorted()
    {
        var from = Deposit(fund, 0);
        await using var db = OrderFixture.Db(market);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);

        foreach (var query in db.NewestOf(fund, null).Concat(db.NewestOf(budget, from)))
        {
            Assert.Contains("USING INDEX IX_transfers_", Assert.Single(await StepsAsync(query)), StringComparison.Ordinal);
        }

        Assert.All(
            await Task.WhenAll(db.PairsOf([from]).Select(StepsAsync)),
            steps => Assert.StartsWith("SEARCH t USING", steps[0], StringComparison.Ordinal)
        );
    }

    /// <summary>How the database goes about a query.</summary>
    private static async Task<List<string>> StepsAsync(IQueryable<Transfer> query)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var steps = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    private static DateTime At(int minutes) => MarketApp.Start.UtcDateTime.AddMinutes(minutes);

    private static Transfer Deposit(string accountId, int minutes) =>
        Transfer.Direct(AccountIds.Treasury, accountId, 1_000, LedgerReasons.Deposit, null, At(minutes));

    private async Task WriteAsync(params Transfer[] entries) =>
        Assert.True(
            (await market.Services.GetRequiredService<MarketWriter>().RunAsync<Done>(scope => LedgerWriter.WriteAsync(scope, entries))).IsOk
        );
}
