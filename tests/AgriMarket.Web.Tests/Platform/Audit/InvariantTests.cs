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
    /// <summary>Figures that may be anything: prices of today, the base that a grant was reckoned from, what a scheme may pay, and how light a consignment may be.</summary>
    private static readonly string[] Free =
    [
        "lots.unit_grams",
        "lots.unit_price_fen",
        "grants.base_fen",
        "grants.base_grams",
        "schemes.amount_fen",
        "proposals.smallest_grams",
    ];

    private static readonly Type[] Tables =
    [
        typeof(Account),
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

    /// <summary>Rows on which nothing rests: money that waits for a person is in nobody's books, and a payout that was not begun is found anew.</summary>
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

        await BooksAssert.AssertCleanAsync(BooksAssert.Everything, db);
    }

    [Fact]
    public async Task OneFenOrOneGramMoreInAnyRowIsCaught() =>
        await EachIsCaughtAsync(
            BooksAssert.Rules,
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

    [Fact]
    public async Task AnyOtherStatusIsCaught() =>
        await EachIsCaughtAsync(
            BooksAssert.Rules,
            (table, row) =>
                from property in table.GetProperties()
                where property.ClrType.IsEnum && property.Name is "Status" or "Reason" or "Kind" && table.ClrType != typeof(Scheme)
                from value in property.ClrType.IsEnum ? Enum.GetNames(property.ClrType) : []
                select $"UPDATE {table.GetTableName()} SET {property.GetColumnName()} = '{value}' WHERE {row} AND {property.GetColumnName()} <> '{value}'"
        );

    [Fact]
    public async Task AnyRowThatIsGoneIsCaught() =>
        await EachIsCaughtAsync(
            BooksAssert.Everything,
            (table, row) =>
                [$"DELETE FROM {table.GetTableName()} WHERE {row} AND NOT ({Loose.GetValueOrDefault(table.GetTableName()!, "FALSE")})"]
        );

    [Theory]
    [InlineData(
        "a transfer resolved twice",
        "Ledger",
        "SELECT pending_id FROM transfers WHERE kind = 'Post'",
        "DROP INDEX \"IX_transfers_pending_id\"; INSERT INTO transfers (id, kind, debit_account_id, credit_account_id, amount_fen, pending_id, order_id, reason, at) SELECT randomblob(16), kind, debit_account_id, credit_account_id, amount_fen, pending_id, order_id, reason, at FROM transfers WHERE pending_id = @key"
    )]
    [InlineData(
        "a hold that ended without a row of the journal",
        "Stock",
        "SELECT order_id FROM holds WHERE status = 'Held'",
        "UPDATE holds SET status = 'Released', ended_at = @then WHERE order_id = @key"
    )]
    [InlineData(
        "a hold ended twice",
        "Stock",
        "SELECT order_id FROM holds WHERE status = 'Sold'",
        "INSERT INTO stock_journal (lot_id, version, at, reason, order_id, listed_grams, available_grams, held_grams, sold_grams, written_off_grams, adjusted_grams) SELECT lot_id, 1000, at, reason, order_id, listed_grams, available_grams, held_grams, sold_grams, written_off_grams, adjusted_grams FROM stock_journal WHERE order_id = @key AND reason = 'Sold'"
    )]
    [InlineData(
        "a version left out",
        "Stock",
        "SELECT lot_id FROM stock_journal GROUP BY lot_id HAVING count(*) > 3",
        "UPDATE stock_journal SET version = 1000 WHERE lot_id = @key AND version = 3"
    )]
    [InlineData(
        "stock that went from one order to another",
        "Stock",
        "SELECT order_id FROM stock_journal WHERE reason = 'Held'",
        "UPDATE stock_journal SET order_id = zeroblob(16) WHERE order_id = @key AND reason = 'Held'"
    )]
    [InlineData(
        "a listing that belongs to an order",
        "Stock",
        "SELECT lot_id FROM holds",
        "UPDATE stock_journal SET order_id = (SELECT order_id FROM holds WHERE lot_id = @key LIMIT 1) WHERE lot_id = @key AND reason = 'Listed'"
    )]
    [InlineData(
        "money that changed its farmer",
        "Orders",
        "SELECT order_id FROM transfers WHERE reason = 'goods'",
        "UPDATE transfers SET credit_account_id = (SELECT id FROM accounts WHERE id LIKE 'farmer:%' AND id NOT IN (SELECT credit_account_id FROM transfers WHERE order_id = @key)) WHERE order_id = @key AND reason = 'goods'"
    )]
    [InlineData(
        "a grant from another budget",
        "Subsidies",
        "SELECT order_id FROM grants",
        "UPDATE transfers SET debit_account_id = 'gateway' WHERE order_id = @key AND kind = 'Pending'"
    )]
    [InlineData(
        "a fund spent beyond its cover",
        "Ledger",
        "SELECT id FROM accounts WHERE id LIKE 'budget:%' AND debits_posted_fen > 0",
        "UPDATE accounts SET credits_posted_fen = debits_posted_fen - 1 WHERE id = @key"
    )]
    [InlineData(
        "a fund that may be overspent",
        "Ledger",
        "SELECT id FROM accounts WHERE id LIKE 'fund:%'",
        "UPDATE accounts SET must_be_covered = 0 WHERE id = @key"
    )]
    [InlineData(
        "a fund that one official opened",
        "Subsidies",
        "SELECT id FROM funds",
        "UPDATE funds SET approved_by = proposed_by WHERE id = @key"
    )]
    [InlineData(
        "a payment by somebody else",
        "Orders",
        "SELECT id FROM orders",
        "UPDATE payments SET payer_id = (SELECT farmer_id FROM lots) WHERE id = @key"
    )]
    [InlineData(
        "a line of another farmer",
        "Orders",
        "SELECT order_id FROM order_lines",
        "UPDATE order_lines SET farmer_id = (SELECT buyer_id FROM orders) WHERE order_id = @key"
    )]
    [InlineData(
        "an order that was never paid",
        "Orders",
        "SELECT id FROM orders WHERE paid_at IS NOT NULL",
        "UPDATE orders SET paid_at = NULL WHERE id = @key"
    )]
    [InlineData(
        "a grant outside its scheme's window",
        "Subsidies",
        "SELECT order_id FROM grants",
        "UPDATE schemes SET starts_at = @later WHERE id IN (SELECT scheme_id FROM grants WHERE order_id = @key)"
    )]
    [InlineData(
        "a shipping grant above what its scheme pays",
        "Subsidies",
        "SELECT order_id FROM grants WHERE kind = 'ShippingPerOrder'",
        "UPDATE schemes SET amount_fen = 1 WHERE kind = 'ShippingPerOrder'"
    )]
    [InlineData(
        "a grant above its percentage",
        "Subsidies",
        "SELECT order_id FROM grants WHERE kind = 'PercentOfGoods'",
        "UPDATE schemes SET basis_points = 1 WHERE kind = 'PercentOfGoods'"
    )]
    [InlineData(
        "a grant above its price a kilogram",
        "Subsidies",
        "SELECT order_id FROM grants WHERE kind = 'PerKilogram'",
        "UPDATE schemes SET amount_fen = 1 WHERE kind = 'PerKilogram'"
    )]
    [InlineData(
        "a grant above the cap of one order",
        "Subsidies",
        "SELECT scheme_id FROM grants WHERE kind = 'PerKilogram'",
        "UPDATE schemes SET per_order_fen = 1 WHERE id = @key"
    )]
    [InlineData(
        "a counted cap that was passed",
        "Subsidies",
        "SELECT scheme_id FROM scheme_usage WHERE used_fen > 1 AND key LIKE 'day:%'",
        "UPDATE schemes SET per_day_fen = 1 WHERE id = @key"
    )]
    [InlineData(
        "a second grant of a first order",
        "Subsidies",
        "SELECT scheme_id FROM scheme_usage WHERE key LIKE 'buyer:%'",
        "UPDATE schemes SET first_order_only = 1 WHERE id = @key"
    )]
    [InlineData(
        "an exclusive scheme beside another",
        "Subsidies",
        "SELECT scheme_id FROM grants WHERE kind = 'PerKilogram'",
        "UPDATE schemes SET is_exclusive = 1 WHERE id = @key"
    )]
    [InlineData(
        "shares that are not the whole of a grant",
        "Subsidies",
        "SELECT order_id FROM grants WHERE line_fen <> '[]'",
        "UPDATE grants SET line_fen = '[1]' WHERE order_id = @key"
    )]
    [InlineData(
        "a first grant that was let go, not expired",
        "Subsidies",
        "SELECT t.id FROM transfers t WHERE t.kind = 'Pending' AND t.id NOT IN (SELECT transfer_id FROM grants)",
        "UPDATE transfers SET kind = 'Void' WHERE pending_id = @key"
    )]
    [InlineData(
        "an entry taken back twice",
        "Ledger",
        "SELECT corrects_id FROM transfers WHERE corrects_id IS NOT NULL",
        "DROP INDEX \"IX_transfers_corrects_id\"; INSERT INTO transfers (id, kind, debit_account_id, credit_account_id, amount_fen, corrects_id, order_id, reason, at) SELECT randomblob(16), kind, debit_account_id, credit_account_id, amount_fen, corrects_id, order_id, reason, at FROM transfers WHERE corrects_id = @key"
    )]
    [InlineData(
        "an entry taken back in part",
        "Ledger",
        "SELECT id FROM transfers WHERE corrects_id IS NOT NULL",
        "UPDATE transfers SET amount_fen = amount_fen - 1 WHERE id = @key"
    )]
    [InlineData(
        "an adjustment of another lot",
        "Stock",
        "SELECT lot_id FROM stock_adjustments",
        "UPDATE stock_adjustments SET lot_id = (SELECT id FROM lots WHERE id <> @key) WHERE lot_id = @key"
    )]
    [InlineData(
        "a lot closed without a word",
        "Stock",
        "SELECT id FROM lots WHERE status = 'Open'",
        "UPDATE lots SET status = 'Closed' WHERE id = @key"
    )]
    [InlineData(
        "a hold that lasts longer than its order",
        "Orders",
        "SELECT order_id FROM holds WHERE status = 'Held'",
        "UPDATE holds SET expires_at = @later WHERE order_id = @key"
    )]
    [InlineData(
        "a late sale without its row",
        "Orders",
        "SELECT order_id FROM stock_journal WHERE reason = 'SoldLate'",
        "UPDATE stock_journal SET reason = 'Sold' WHERE order_id = @key AND reason = 'SoldLate'"
    )]
    [InlineData(
        "money of a cancelled order that was kept",
        "Payments",
        "SELECT p.id FROM payments p JOIN orders o ON o.id = p.id WHERE p.status = 'Refunded' AND o.status = 'Cancelled'",
        "DELETE FROM transfers WHERE order_id = @key AND credit_account_id = 'gateway'"
    )]
    [InlineData(
        "a charge of one fen more",
        "Payments",
        "SELECT payment_id FROM charges WHERE use = 'Kept'",
        "UPDATE charges SET amount = amount + 1 WHERE payment_id = @key"
    )]
    [InlineData(
        "held money that was booked",
        "Payments",
        "SELECT payment_id FROM charges WHERE use = 'Held' AND payment_id IS NOT NULL AND currency = 'cny'",
        "UPDATE charges SET use = 'SentBack' WHERE payment_id = @key"
    )]
    [InlineData(
        "a payout to another farmer",
        "Orders",
        "SELECT id FROM payouts WHERE status = 'Paid'",
        "UPDATE payouts SET farmer_id = (SELECT id FROM members WHERE id <> farmer_id LIMIT 1) WHERE id = @key"
    )]
    [InlineData(
        "a line that gave back less than it says",
        "Orders",
        "SELECT order_id FROM order_lines WHERE refunded_grams > 0",
        "UPDATE order_lines SET refunded_grams = refunded_grams - unit_grams WHERE order_id = @key"
    )]
    [InlineData(
        "a refund of another order",
        "Orders",
        "SELECT order_id FROM refunds",
        "UPDATE refunds SET order_id = (SELECT id FROM orders WHERE status = 'Paid' AND id <> @key) WHERE order_id = @key"
    )]
    [InlineData(
        "a refund that the buyer got all of",
        "Orders",
        "SELECT id FROM refunds WHERE grant_fen > 0",
        "UPDATE refunds SET buyer_fen = buyer_fen + grant_fen, grant_fen = 0 WHERE id = @key"
    )]
    [InlineData(
        "a refund that went to another budget",
        "Subsidies",
        "SELECT order_id FROM transfers WHERE reason = 'refund' AND credit_account_id LIKE 'budget:%'",
        "UPDATE transfers SET credit_account_id = (SELECT id FROM accounts WHERE id LIKE 'budget:%' AND id NOT IN (SELECT debit_account_id FROM transfers WHERE order_id = @key)) WHERE order_id = @key AND reason = 'refund' AND credit_account_id LIKE 'budget:%'"
    )]
    [InlineData(
        "a top-up that one official approved",
        "Subsidies",
        "SELECT id FROM fund_changes WHERE status = 'Approved'",
        "UPDATE fund_changes SET decided_by = proposed_by WHERE id = @key"
    )]
    [InlineData(
        "a correction that names no entry",
        "Subsidies",
        "SELECT id FROM fund_changes WHERE action = 'Correct'",
        "UPDATE fund_changes SET entry_id = NULL WHERE id = @key"
    )]
    [InlineData(
        "a correction without a reason",
        "Subsidies",
        "SELECT id FROM fund_changes WHERE action = 'Correct'",
        "UPDATE fund_changes SET note = '' WHERE id = @key"
    )]
    [InlineData(
        "a correction that took nothing back",
        "Subsidies",
        "SELECT id FROM fund_changes WHERE action = 'Correct'",
        "DELETE FROM transfers WHERE kind = 'Correct' AND corrects_id = (SELECT entry_id FROM fund_changes WHERE id = @key)"
    )]
    [InlineData(
        "a closed fund that kept something",
        "Subsidies",
        "SELECT id FROM funds WHERE status = 'Closed'",
        "DELETE FROM transfers WHERE reason = 'return'; UPDATE accounts SET debits_posted_fen = 0 WHERE id = 'budget:' || lower(hex((SELECT id FROM schemes WHERE fund_id = @key))) OR id = 'fund:' || lower(hex(@key))"
    )]
    [InlineData(
        "a shortfall of another lot",
        "Shortfalls",
        "SELECT id FROM shortfalls",
        "UPDATE shortfalls SET lot_id = (SELECT id FROM lots WHERE status = 'Closed' AND id <> shortfalls.lot_id) WHERE id = @key"
    )]
    [InlineData(
        "a short lot that is on sale again",
        "Shortfalls",
        "SELECT id FROM shortfalls",
        "UPDATE lots SET status = 'Open' WHERE id = (SELECT lot_id FROM shortfalls WHERE id = @key)"
    )]
    [InlineData(
        "a shortfall by somebody else",
        "Shortfalls",
        "SELECT id FROM shortfalls",
        "UPDATE shortfalls SET farmer_id = (SELECT buyer_id FROM orders) WHERE id = @key"
    )]
    [InlineData(
        "parts by another rule",
        "Shortfalls",
        "SELECT id FROM shortfalls",
        "UPDATE shortfalls SET rule = 'MaxMin' WHERE id = @key"
    )]
    [InlineData(
        "a unit that went from one order to another",
        "Shortfalls",
        "SELECT shortfall_id FROM shortfall_claims",
        "UPDATE shortfall_claims SET given_grams = given_grams + CASE WHEN promised_grams = 4000 THEN 500 ELSE -500 END WHERE shortfall_id = @key AND promised_grams IN (4000, 6000)"
    )]
    [InlineData(
        "a claim on another lot",
        "Shortfalls",
        "SELECT shortfall_id FROM shortfall_claims",
        "UPDATE shortfall_claims SET lot_id = (SELECT id FROM lots WHERE id <> shortfall_claims.lot_id) WHERE shortfall_id = @key"
    )]
    [InlineData(
        "a cut of one gram less",
        "Shortfalls",
        "SELECT order_id FROM shortfall_claims WHERE cut_grams > 0",
        "UPDATE shortfall_claims SET cut_grams = cut_grams - 1 WHERE order_id = @key"
    )]
    [InlineData(
        "a cut that nobody was paid back",
        "Shortfalls",
        "SELECT order_id FROM shortfall_claims WHERE cut_grams > 0",
        "DELETE FROM refund_lines WHERE refund_id IN (SELECT id FROM refunds WHERE order_id = @key)"
    )]
    [InlineData(
        "a cut that names another refund",
        "Shortfalls",
        "SELECT order_id FROM shortfall_claims WHERE cut_grams > 0",
        "UPDATE shortfall_claims SET refund_id = (SELECT id FROM refunds WHERE id <> shortfall_claims.refund_id) WHERE order_id = @key"
    )]
    [InlineData(
        "a cut that was left out",
        "Shortfalls",
        "SELECT order_id FROM shortfall_claims WHERE cut_grams > 0",
        "UPDATE shortfall_claims SET cut_grams = 0 WHERE order_id = @key"
    )]
    [InlineData(
        "a claim cut and still open",
        "Shortfalls",
        "SELECT order_id FROM shortfall_claims WHERE cut_grams > 0",
        "UPDATE shortfall_claims SET cut_grams = NULL, done_at = NULL WHERE order_id = @key"
    )]
    [InlineData(
        "a claim done before its order was paid",
        "Shortfalls",
        "SELECT order_id FROM shortfall_claims WHERE done_at IS NULL",
        "UPDATE shortfall_claims SET cut_grams = 0, done_at = @then WHERE order_id = @key"
    )]
    [InlineData(
        "a claim that is done without a figure",
        "Shortfalls",
        "SELECT order_id FROM shortfall_claims WHERE done_at IS NULL",
        "UPDATE shortfall_claims SET done_at = @then WHERE order_id = @key"
    )]
    [InlineData(
        "an order that was not sent and not cut",
        "Shortfalls",
        "SELECT order_id FROM shortfall_claims WHERE cut_grams = 0",
        "UPDATE parcels SET status = 'ToShip', shipped_at = NULL WHERE order_id = @key; UPDATE orders SET status = 'Paid' WHERE id = @key"
    )]
    [InlineData(
        "a fund frozen by nobody",
        "Subsidies",
        "SELECT id FROM funds WHERE status = 'Open'",
        "UPDATE funds SET status = 'Frozen' WHERE id = @key"
    )]
    [InlineData(
        "a bulk order of another institution",
        "Matching",
        "SELECT id FROM proposals WHERE status = 'Ordered'",
        "UPDATE proposals SET institution_id = (SELECT id FROM members WHERE id <> institution_id LIMIT 1) WHERE id = @key"
    )]
    [InlineData(
        "a bulk order that a farmer refused",
        "Matching",
        "SELECT proposal_id FROM proposal_parts WHERE answer = 'Accepted'",
        "UPDATE proposal_parts SET answer = 'Refused' WHERE proposal_id = @key"
    )]
    [InlineData(
        "a delivered price above the highest",
        "Matching",
        "SELECT id FROM proposals WHERE status = 'Ordered'",
        "UPDATE proposals SET highest_fen_per_kg = 1 WHERE id = @key"
    )]
    [InlineData(
        "a part from another county",
        "Matching",
        "SELECT id FROM proposals",
        "UPDATE proposals SET county_code = '110101' WHERE id = @key"
    )]
    [InlineData(
        "a demand that was filled beyond what it asks for",
        "Matching",
        "SELECT demand_id FROM proposals WHERE status = 'Ordered'",
        "UPDATE demands SET grams = grams - 1 WHERE id = @key"
    )]
    public async Task ItIsCaught(string what, string area, string whose, string damage)
    {
        await using var db = SqliteFiles.Open(audited.Copy, SqliteOpenMode.ReadWrite);
        await db.Database.OpenConnectionAsync(Cancel);
        var key = await new Damage(db).AskAsync(whose);

        var findings = await new Damage(db).DoAsync(damage, key, BooksAssert.Rules);

        Assert.NotNull(findings);
        Assert.True(
            findings.Any(finding =>
                finding.Area == area && Damage.Spellings(key).Any(name => finding.Breach.Row.Contains(name, StringComparison.Ordinal))
            ),
            $"{what}: {string.Join('\n', findings)}"
        );
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
                        missed.AddRange(
                            findings.Any(finding => names.Any(name => finding.ToString().Contains(name, StringComparison.Ordinal)))
                                ? []
                                : [damage]
                        );
                    }
                }
            }
        }

        Assert.True(done >= 40, $"Only {done} damages were done.");
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }
}
