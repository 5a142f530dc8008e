using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>
/// A copy of a real market is damaged in one place at a time, with the database's own guards off, and each time the audit must
/// say where, by the capabilities' own rules. Every damage is undone before the next.
/// </summary>
[Trait("Database", "sqlite")]
public sealed class InvariantTests(AuditedMarket audited) : IClassFixture<AuditedMarket>
{
    /// <summary>
    /// Figures that may be anything: prices of today, the base that a grant was reckoned from, what a scheme may pay, and how light a
    /// consignment may be.
    /// </summary>
    private static readonly string[] Free = ["lots.unit_grams", "lots.unit_price_fen", "proposals.smallest_grams"];

    private static readonly Type[] Tables =
    [
        typeof(Account),
        typeof(AccountDay),
        typeof(CampaignTotals),
        typeof(CampaignHousehold),
        typeof(Transfer),
        typeof(Lot),
        typeof(StockJournalEntry),
        typeof(Adjustment),
        typeof(Hold),
        typeof(Order),
        typeof(OrderLine),
        typeof(Parcel),
        typeof(Refund),
        typeof(RefundLine),
        typeof(Payment),
        typeof(Charge),
        typeof(PaymentRefund),
        typeof(Dispute),
        typeof(Payout),
        typeof(PayoutReversal),
        typeof(PayoutClaim),
        typeof(ClaimPayment),
        typeof(Fund),
        typeof(FundChange),
        typeof(Scheme),
        typeof(SchemeUsageRow),
        typeof(Grant),
        typeof(Proposal),
        typeof(ProposalPart),
        typeof(Shortfall),
        typeof(ShortfallClaim),
    ];

    /// <summary>
    /// Rows on which nothing rests: money that waits for a person is in nobody's books, and a payout that was not begun is found anew.
    /// </summary>
    private static readonly Dictionary<string, string> Loose = new()
    {
        ["charges"] = "use = 'Held'",
        ["payouts"] = "status IN ('Waiting', 'Cancelled')",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheUntouchedCopyIsClean()
    {
        await using var db = SqliteFiles.Open(audited.Copy, SqliteOpenMode.ReadOnly);

        await InvariantAssert.AssertCleanAsync(InvariantAssert.Everything, db);
    }

    [Fact, Trait("Run", "long")]
    public async Task OneFenOrOneGramMoreInAnyRowIsCaught() =>
        await EachIsCaughtAsync(
            InvariantAssert.OwnAreas,
            (table, row) =>
                from property in table.GetProperties()
                where
                    property.ClrType == typeof(long)
                    && (
                        property.Name.EndsWith("Fen", StringComparison.Ordinal) || property.Name.EndsWith("Grams", StringComparison.Ordinal)
                    )
                where !Free.Contains($"{table.GetTableName()}.{property.GetColumnName()}")
                from step in new[] { 1, -1 }
                select $"UPDATE {table.GetTableName()} SET {property.GetColumnName()} = {property.GetColumnName()} + {step} WHERE {row}"
        );

    [Fact, Trait("Run", "long")]
    public async Task AnyOtherStatusIsCaught() =>
        await EachIsCaughtAsync(
            InvariantAssert.OwnAreas,
            (table, row) =>
                from property in table.GetProperties()
                where property.ClrType.IsEnum && property.Name is "Status" or "Reason" or "Kind" && table.ClrType != typeof(Scheme)
                from value in property.ClrType.IsEnum ? Enum.GetNames(property.ClrType) : []
                select $"""
                    UPDATE {table.GetTableName()} SET {property.GetColumnName()} = '{value}' WHERE {row} AND {property.GetColumnName()}
                    <> '{value}'
                    """
        );

    [Fact, Trait("Run", "long")]
    public async Task AnyRowThatIsGoneIsCaught() =>
        await EachIsCaughtAsync(
            InvariantAssert.Areas,
            (table, row) =>
                [$"DELETE FROM {table.GetTableName()} WHERE {row} AND NOT ({Loose.GetValueOrDefault(table.GetTableName()!, "FALSE")})"]
        );

    [Theory]
    [MemberData(nameof(StockAndMoneyDamages.All), MemberType = typeof(StockAndMoneyDamages))]
    [MemberData(nameof(TradeDamages.All), MemberType = typeof(TradeDamages))]
    [MemberData(nameof(SourceDamages.All), MemberType = typeof(SourceDamages))]
    [MemberData(nameof(CaseDamages.All), MemberType = typeof(CaseDamages))]
    [MemberData(nameof(AuditDamages.All), MemberType = typeof(AuditDamages))]
    public async Task ItIsCaught(string what, string area, string whose, string damage)
    {
        await using var db = SqliteFiles.Open(audited.Copy, SqliteOpenMode.ReadWrite);
        await db.Database.OpenConnectionAsync(Cancel);
        var key = await new Damage(db).AskAsync(whose);

        var findings = await new Damage(db).DoAsync(damage, key, InvariantAssert.Rules);

        Assert.NotNull(findings);
        Assert.True(
            findings.Any(finding =>
                finding.Area == area && Damage.Spellings(key).Any(name => finding.Breach.Row.Contains(name, StringComparison.Ordinal))
            ),
            $"{what}: {string.Join('\n', findings)}"
        );
    }

    /// <summary>
    /// Does what <paramref name="damages"/> says to each kind of row of the books, and asks that the audit names something of the row.
    /// </summary>
    /// <param name="areas">Whichever caught the last damage is asked first, and the others only while none has.</param>
    private async Task EachIsCaughtAsync(IReadOnlyList<IInvariants> areas, Func<IEntityType, string, IEnumerable<string>> damages)
    {
        await using var db = SqliteFiles.Open(audited.Copy, SqliteOpenMode.ReadWrite);
        await db.Database.OpenConnectionAsync(Cancel);
        var (done, missed) = (0, new List<string>());
        foreach (var table in Tables.Select(type => db.Model.FindEntityType(type)!))
        {
            var rows = await new Damage(db).RowsAsync(table);
            Assert.NotEmpty(rows);
            foreach (var (row, names) in rows)
            {
                foreach (var damage in damages(table, row))
                {
                    Finding? caught = null;
                    if (await new Damage(db).DoAsync(damage, "", async () => caught = await FirstAsync(areas, db, names)))
                    {
                        done++;
                        missed.AddRange(caught is null ? [damage] : []);
                        areas = [.. areas.OrderByDescending(area => area.Name == caught?.Area)];
                    }
                }
            }
        }

        Assert.True(done >= 40, $"Only {done} damages were done.");
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    /// <summary>What an audit finds first that names one of these; null when it finds nothing.</summary>
    private static async Task<Finding?> FirstAsync(IEnumerable<IInvariants> areas, MarketDb db, string[] names) =>
        await new Auditor(areas)
            .FindAsync(db, Cancel)
            .FirstOrDefaultAsync(finding => names.Any(name => finding.ToString().Contains(name, StringComparison.Ordinal)), Cancel);
}
