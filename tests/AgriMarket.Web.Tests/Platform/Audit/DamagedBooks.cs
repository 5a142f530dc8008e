using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Stock;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Tests.Orders;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>
/// A copy of a real market is damaged in one place at a time, with the database's own guards off, and each time the audit must
/// say where, by the capabilities' own rules. Every damage is undone before the next.
/// </summary>
[Trait("Database", "sqlite")]
public sealed class DamagedBooks(AuditedMarket audited) : IClassFixture<AuditedMarket>
{
    /// <summary>Figures that may be anything: prices of today, the base that a grant was reckoned from, and what a scheme may pay.</summary>
    private static readonly string[] Free = ["lots.unit_grams", "lots.unit_price_fen", "grants.base_fen", "schemes.amount_fen"];

    private static readonly Type[] Tables =
        [typeof(Account), typeof(Transfer), typeof(Lot), typeof(StockJournalEntry), typeof(Hold), typeof(Order), typeof(OrderLine), typeof(Parcel), typeof(Payment), typeof(Fund), typeof(Scheme), typeof(Grant)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheUntouchedCopyIsClean()
    {
        await using var db = SqliteFiles.Open(audited.Copy, SqliteOpenMode.ReadOnly);

        await Books.AssertCleanAsync(Books.Everything, db);
    }

    [Fact]
    public async Task OneFenOrOneGramMoreInAnyRowIsCaught() => await EachIsCaughtAsync(Books.Rules, (table, row) =>
        from property in table.GetProperties()
        where property.ClrType == typeof(long) && (property.Name.EndsWith("Fen", StringComparison.Ordinal) || property.Name.EndsWith("Grams", StringComparison.Ordinal))
        where !Free.Contains($"{table.GetTableName()}.{property.GetColumnName()}")
        from step in new[] { 1, -1 }
        select $"UPDATE {table.GetTableName()} SET {property.GetColumnName()} = {property.GetColumnName()} + {step} WHERE {row}");

    [Fact]
    public async Task AnyOtherStatusIsCaught() => await EachIsCaughtAsync(Books.Rules, (table, row) =>
        from property in table.GetProperties()
        where property.ClrType.IsEnum && property.Name is "Status" or "Reason" or "Kind" && table.ClrType != typeof(Scheme)
        from value in property.ClrType.IsEnum ? Enum.GetNames(property.ClrType) : []
        select $"UPDATE {table.GetTableName()} SET {property.GetColumnName()} = '{value}' WHERE {row} AND {property.GetColumnName()} <> '{value}'");

    [Fact]
    public async Task AnyRowThatIsGoneIsCaught() => await EachIsCaughtAsync(Books.Everything, (table, row) => [$"DELETE FROM {table.GetTableName()} WHERE {row}"]);

    [Theory]
    [InlineData("a transfer resolved twice", "Ledger", "SELECT pending_id FROM transfers WHERE kind = 'Post'",
        "DROP INDEX \"IX_transfers_pending_id\"; INSERT INTO transfers (id, kind, debit_account_id, credit_account_id, amount_fen, pending_id, order_id, reason, at) SELECT 'F' || substr(id, 2), kind, debit_account_id, credit_account_id, amount_fen, pending_id, order_id, reason, at FROM transfers WHERE pending_id = @key")]
    [InlineData("a hold that ended without a row of the journal", "Stock", "SELECT order_id FROM holds WHERE status = 'Held'",
        "UPDATE holds SET status = 'Released', ended_at = '2035-07-17 02:00:00' WHERE order_id = @key")]
    [InlineData("a hold ended twice", "Stock", "SELECT order_id FROM holds WHERE status = 'Sold'",
        "INSERT INTO stock_journal SELECT lot_id, 1000, at, reason, order_id, listed_grams, available_grams, held_grams, sold_grams, written_off_grams FROM stock_journal WHERE order_id = @key AND reason = 'Sold'")]
    [InlineData("a version left out", "Stock", "SELECT lot_id FROM stock_journal GROUP BY lot_id HAVING count(*) > 3",
        "UPDATE stock_journal SET version = 1000 WHERE lot_id = @key AND version = 3")]
    [InlineData("stock that went from one order to another", "Stock", "SELECT order_id FROM stock_journal WHERE reason = 'Held'",
        "UPDATE stock_journal SET order_id = '00000000-0000-0000-0000-000000000000' WHERE order_id = @key AND reason = 'Held'")]
    [InlineData("money that changed its farmer", "Orders", "SELECT order_id FROM transfers WHERE reason = 'goods'",
        "UPDATE transfers SET credit_account_id = (SELECT id FROM accounts WHERE id LIKE 'farmer:%' AND id NOT IN (SELECT credit_account_id FROM transfers WHERE order_id = @key)) WHERE order_id = @key AND reason = 'goods'")]
    [InlineData("a grant from another budget", "Subsidies", "SELECT order_id FROM grants",
        "UPDATE transfers SET debit_account_id = 'gateway' WHERE order_id = @key AND kind = 'Pending'")]
    [InlineData("a fund spent beyond its cover", "Ledger", "SELECT id FROM accounts WHERE id LIKE 'budget:%' AND debits_posted_fen > 0",
        "UPDATE accounts SET credits_posted_fen = debits_posted_fen - 1 WHERE id = @key")]
    [InlineData("a fund that may be overspent", "Ledger", "SELECT id FROM accounts WHERE id LIKE 'fund:%'",
        "UPDATE accounts SET must_be_covered = 0 WHERE id = @key")]
    [InlineData("a fund that one official opened", "Subsidies", "SELECT id FROM funds",
        "UPDATE funds SET approved_by = proposed_by WHERE id = @key")]
    [InlineData("a payment by somebody else", "Orders", "SELECT id FROM orders",
        "UPDATE payments SET payer_id = (SELECT farmer_id FROM lots) WHERE id = @key")]
    [InlineData("a line of another farmer", "Orders", "SELECT order_id FROM order_lines",
        "UPDATE order_lines SET farmer_id = (SELECT buyer_id FROM orders) WHERE order_id = @key")]
    [InlineData("an order that was never paid", "Orders", "SELECT id FROM orders WHERE paid_at IS NOT NULL",
        "UPDATE orders SET paid_at = NULL WHERE id = @key")]
    [InlineData("a grant outside its scheme's window", "Subsidies", "SELECT order_id FROM grants",
        "UPDATE schemes SET starts_at = '2036-01-01 00:00:00' WHERE id IN (SELECT scheme_id FROM grants WHERE order_id = @key)")]
    [InlineData("a shipping grant above what its scheme pays", "Subsidies", "SELECT order_id FROM grants WHERE kind = 'ShippingPerOrder'",
        "UPDATE schemes SET amount_fen = 1 WHERE kind = 'ShippingPerOrder'")]
    [InlineData("a grant above its percentage", "Subsidies", "SELECT order_id FROM grants WHERE kind = 'PercentOfGoods'",
        "UPDATE schemes SET basis_points = 1 WHERE kind = 'PercentOfGoods'")]
    public async Task ItIsCaught(string what, string area, string whose, string damage)
    {
        await using var db = SqliteFiles.Open(audited.Copy, SqliteOpenMode.ReadWrite);
        await db.Database.OpenConnectionAsync(Cancel);
        var key = await new Damage(db).AskAsync(whose);

        var findings = await new Damage(db).DoAsync(damage, key, Books.Rules);

        Assert.NotNull(findings);
        Assert.True(findings.Any(finding => finding.Area == area && finding.Breach.Row.Contains(key, StringComparison.OrdinalIgnoreCase)), $"{what}: {string.Join('\n', findings)}");
    }

    /// <summary>Does what <paramref name="damages"/> says to each kind of row of the books, and asks that the audit names something of the row.</summary>
    private async Task EachIsCaughtAsync(Auditor auditor, Func<IEntityType, string, IEnumerable<string>> damages)
    {
        await using var db = SqliteFiles.Open(audited.Copy, SqliteOpenMode.ReadWrite);
        await db.Database.OpenConnectionAsync(Cancel);
        var done = 0;
        var missed = new List<string>();
        foreach (var table in Tables.Select(type => db.Model.FindEntityType(type)!))
        {
            var rows = await new Damage(db).RowsAsync(table);
            Assert.NotEmpty(rows);
            foreach (var (row, names) in rows)
            {
                foreach (var damage in damages(table, row))
                {
                    var findings = await new Damage(db).DoAsync(damage, "", auditor);
                    if (findings is not null)
                    {
                        done++;
                        missed.AddRange(findings.Any(finding => names.Any(name => finding.ToString().Contains(name, StringComparison.OrdinalIgnoreCase))) ? [] : [damage]);
                    }
                }
            }
        }

        Assert.True(done >= 40, $"Only {done} damages were done.");
        Assert.Empty(missed);
    }
}
