using System.Globalization;
using System.Text;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.House;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>
/// Which columns of stock and money <c>verify</c> covers, found out by damaging each and written down for whoever relies on it:
/// <c>.github/audit-coverage.md</c>. With <c>AGRIMARKET_WRITE_COVERAGE=1</c> this test writes it anew.
/// </summary>
[Trait("Database", "sqlite"), Trait("Run", "long")]
public sealed class AuditCoverageTests(AuditedMarket audited) : IClassFixture<AuditedMarket>
{
    private const string Path = ".github/audit-coverage.md";

    /// <summary>Rows of different sorts that each column is tried in: enough to tell "in some rows" from the rest.</summary>
    private const int MostRows = 4;

    private const int ConstraintBroken = 19;

    /// <summary>Whichever caught the last damage is asked first.</summary>
    private IReadOnlyList<IInvariants> areas = [.. InvariantAssert.OwnAreas, new References()];

    private static readonly Type[] Tables =
    [
        typeof(Lot),
        typeof(StockJournalEntry),
        typeof(Adjustment),
        typeof(Hold),
        typeof(Order),
        typeof(OrderLine),
        typeof(Parcel),
        typeof(DeliveryProof),
        typeof(Refund),
        typeof(RefundLine),
        typeof(Shortfall),
        typeof(ShortfallClaim),
        typeof(Account),
        typeof(AccountDay),
        typeof(Transfer),
        typeof(Fund),
        typeof(FundChange),
        typeof(Scheme),
        typeof(Grant),
        typeof(Payment),
        typeof(PaymentSession),
        typeof(GatewayEvent),
        typeof(Charge),
        typeof(PaymentRefund),
        typeof(Dispute),
        typeof(Payout),
        typeof(PayoutReversal),
        typeof(PayoutClaim),
        typeof(ClaimPayment),
        typeof(PayoutAccount),
        typeof(PayeeChoice),
        typeof(Proposal),
        typeof(ProposalPart),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheTableOfWhatIsCoveredIsTrue()
    {
        var expected = await File.ReadAllTextAsync(FullPath, Cancel);

        var found = await TableAsync();

        if (Environment.GetEnvironmentVariable("AGRIMARKET_WRITE_COVERAGE") == "1")
        {
            await File.WriteAllTextAsync(FullPath, found, Cancel);
        }

        Assert.DoesNotContain(AuditGaps.Unexplained, found, StringComparison.Ordinal);
        Assert.Equal(expected, found);
    }

    private static string FullPath => System.IO.Path.Combine(RepositoryTree.FindTop(), Path);

    private async Task<string> TableAsync()
    {
        await using var db = SqliteFiles.Open(audited.Copy, SqliteOpenMode.ReadWrite);
        await db.Database.OpenConnectionAsync(Cancel);
        var text = new StringBuilder(AuditGaps.Preface);
        foreach (var table in Tables.Select(type => db.Model.FindEntityType(type)!))
        {
            var (covered, partly, open) = (new List<string>(), new List<string>(), new List<string>());
            foreach (var column in table.GetTableMappings().Single().Table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal))
            {
                var (done, caught) = await TryAsync(db, table, column);
                (
                    caught == 0 ? open
                    : caught == done ? covered
                    : partly
                ).Add(column.Name);
            }

            var name = table.GetTableName()!;
            text.Append(CultureInfo.InvariantCulture, $"\n## {name}\n\nCovered: {Listed(covered)}.\n");
            if (partly.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"\nIn some rows: {Listed(partly)}.\n");
            }

            foreach (var column in open)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n- `{column}`: {AuditGaps.Reason(name, column)}");
            }

            text.Append(open.Count > 0 ? "\n" : "");
        }

        return text.ToString();
    }

    /// <summary>Changes a column of one row of each sort, and counts how often an audit says something of it.</summary>
    private async Task<(int Done, int Caught)> TryAsync(MarketDb db, IEntityType table, IColumn column)
    {
        var (done, caught) = (0, 0);
        foreach (var (row, _) in (await new Damage(db).RowsAsync(table)).Take(MostRows))
        {
            string? area = null;
            var damage = $"UPDATE {table.GetTableName()} SET {column.Name} = {Other(column)} WHERE {row}";
            try
            {
                if (await new Damage(db).DoAsync(damage, "", async () => area = await FirstAsync(db)))
                {
                    done++;
                    caught += area is null ? 0 : 1;
                    areas = [.. areas.OrderByDescending(known => known.Name == area)];
                }
            }
            catch (SqliteException refused) when (refused.SqliteErrorCode == ConstraintBroken)
            {
                // Two rows with one key, which no database takes.
                (done, caught) = (done + 1, caught + 1);
            }
        }

        return (done, caught);
    }

    /// <summary>Another value that an honest row could have as well; an id becomes one of nothing.</summary>
    private static string Other(IColumn column)
    {
        var (name, mapped) = (column.Name, column.PropertyMappings[0].Property.ClrType);
        var type = Nullable.GetUnderlyingType(mapped) ?? mapped;
        return type == typeof(Guid) ? "randomblob(16)"
            : type == typeof(bool) ? $"1 - {name}"
            : type == typeof(DateOnly) ? $"coalesce(date({name}, '+1 day'), '2035-07-17')"
            : type.IsEnum
                ? $"CASE {name} WHEN '{Enum.GetNames(type)[0]}' THEN '{Enum.GetNames(type)[^1]}' ELSE '{Enum.GetNames(type)[0]}' END"
            : type == typeof(string) ? $"CASE WHEN coalesce({name}, '') = '' THEN 'x' ELSE substr({name}, 2) || 'x' END"
            : column.StoreType == "INTEGER" ? $"coalesce({name}, 0) + 1000003"
            : $"CASE {name} WHEN '[]' THEN '[1]' ELSE '[]' END";
    }

    /// <summary>The area that finds something; null when none does.</summary>
    private async Task<string?> FirstAsync(MarketDb db)
    {
        try
        {
            return (await new Auditor(areas).FindAsync(db, Cancel).FirstOrDefaultAsync(Cancel))?.Area;
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or ArgumentException or FormatException)
        {
            // A row that can't be read as what it is stops the audit, which nobody overlooks.
            return "";
        }
    }

    private static string Listed(List<string> columns) =>
        columns.Count == 0 ? "nothing" : string.Join(", ", columns.Select(column => $"`{column}`"));

    /// <summary>Of what is true of any database, that references lead somewhere: its guards are off while it is damaged.</summary>
    private sealed class References : IInvariants
    {
        public string Name => "References";

        public IReadOnlyList<AuditedRows> Rows => [];

        public IReadOnlyList<Invariant> All { get; } =
        [.. new DatabaseInvariants().All.Where(rule => rule.Says.StartsWith("Every reference", StringComparison.Ordinal))];
    }
}
