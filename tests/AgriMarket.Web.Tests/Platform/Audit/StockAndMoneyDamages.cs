namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>
/// Damages to the rows of stock, ledger, subsidies, payments and the figures kept of them: what it is, the area whose rule names it, a
/// query for the key of a row,
/// and the damage done to it.
/// </summary>
internal static class StockAndMoneyDamages
{
    public static TheoryData<string, string, string, string> All { get; } =
        new()
        {
            {
                "a hold that ended without a row of the journal",
                "Stock",
                "SELECT order_id FROM holds WHERE status = 'Held'",
                "UPDATE holds SET status = 'Released', ended_at = @then WHERE order_id = @key"
            },
            {
                "a hold ended twice",
                "Stock",
                "SELECT order_id FROM holds WHERE status = 'Sold'",
                """
                    INSERT INTO stock_journal (lot_id, version, at, reason, order_id, listed_grams, available_grams, held_grams, sold_grams,
                    written_off_grams, adjusted_grams) SELECT lot_id, 1000, at, reason, order_id, listed_grams, available_grams, held_grams,
                    sold_grams, written_off_grams, adjusted_grams FROM stock_journal WHERE order_id = @key AND reason = 'Sold'
                    """
            },
            {
                "a version left out",
                "Stock",
                "SELECT lot_id FROM stock_journal GROUP BY lot_id HAVING count(*) > 3",
                "UPDATE stock_journal SET version = 1000 WHERE lot_id = @key AND version = 3"
            },
            {
                "stock that went from one order to another",
                "Stock",
                "SELECT order_id FROM stock_journal WHERE reason = 'Held'",
                "UPDATE stock_journal SET order_id = zeroblob(16) WHERE order_id = @key AND reason = 'Held'"
            },
            {
                "a listing that belongs to an order",
                "Stock",
                "SELECT lot_id FROM holds",
                """
                    UPDATE stock_journal SET order_id = (SELECT order_id FROM holds WHERE lot_id = @key LIMIT 1) WHERE lot_id = @key
                    AND reason = 'Listed'
                    """
            },
            {
                "an adjustment of another lot",
                "Stock",
                "SELECT lot_id FROM stock_adjustments",
                "UPDATE stock_adjustments SET lot_id = (SELECT id FROM lots WHERE id <> @key) WHERE lot_id = @key"
            },
            {
                "a lot closed without a word",
                "Stock",
                "SELECT id FROM lots WHERE status = 'Open'",
                "UPDATE lots SET status = 'Closed' WHERE id = @key"
            },
            {
                "a transfer resolved twice",
                "Ledger",
                "SELECT pending_id FROM transfers WHERE kind = 'Post'",
                "DROP INDEX \"IX_transfers_pending_id\"; INSERT INTO transfers (id, kind, debit_account_id, credit_account_id, "
                    + "amount_fen, pending_id, order_id, reason, at) SELECT randomblob(16), kind, debit_account_id, credit_account_id, "
                    + "amount_fen, pending_id, order_id, reason, at FROM transfers WHERE pending_id = @key"
            },
            {
                "a fund spent beyond its cover",
                "Ledger",
                "SELECT id FROM accounts WHERE id LIKE 'budget:%' AND debits_posted_fen > 0",
                "UPDATE accounts SET credits_posted_fen = debits_posted_fen - 1 WHERE id = @key"
            },
            {
                "a fund that may be overspent",
                "Ledger",
                "SELECT id FROM accounts WHERE id LIKE 'fund:%'",
                "UPDATE accounts SET no_overdraft = 0 WHERE id = @key"
            },
            {
                "an entry taken back twice",
                "Ledger",
                "SELECT corrects_id FROM transfers WHERE corrects_id IS NOT NULL",
                "DROP INDEX \"IX_transfers_corrects_id\"; INSERT INTO transfers (id, kind, debit_account_id, credit_account_id, "
                    + "amount_fen, corrects_id, order_id, reason, at) SELECT randomblob(16), kind, debit_account_id, credit_account_id, "
                    + "amount_fen, corrects_id, order_id, reason, at FROM transfers WHERE corrects_id = @key"
            },
            {
                "an entry taken back in part",
                "Ledger",
                "SELECT id FROM transfers WHERE corrects_id IS NOT NULL",
                "UPDATE transfers SET amount_fen = amount_fen - 1 WHERE id = @key"
            },
            {
                "a grant from another budget",
                "Subsidies",
                "SELECT order_id FROM grants",
                "UPDATE transfers SET debit_account_id = 'gateway' WHERE order_id = @key AND kind = 'Pending'"
            },
            {
                "a fund that one official opened",
                "Subsidies",
                "SELECT id FROM funds",
                "UPDATE funds SET decided_by = proposed_by WHERE id = @key"
            },
            {
                "a grant outside its scheme's window",
                "Subsidies",
                "SELECT order_id FROM grants",
                "UPDATE schemes SET starts_at = @later WHERE id IN (SELECT scheme_id FROM grants WHERE order_id = @key)"
            },
            {
                "a shipping grant above what its scheme pays",
                "Subsidies",
                "SELECT order_id FROM grants WHERE kind = 'ShippingPerOrder'",
                "UPDATE schemes SET amount_fen = 1 WHERE kind = 'ShippingPerOrder'"
            },
            {
                "a grant above its percentage",
                "Subsidies",
                "SELECT order_id FROM grants WHERE kind = 'PercentOfGoods'",
                "UPDATE schemes SET basis_points = 1 WHERE kind = 'PercentOfGoods'"
            },
            {
                "a grant above its price a kilogram",
                "Subsidies",
                "SELECT order_id FROM grants WHERE kind = 'PerKilogram'",
                "UPDATE schemes SET amount_fen = 1 WHERE kind = 'PerKilogram'"
            },
            {
                "a grant above the cap of one order",
                "Subsidies",
                "SELECT scheme_id FROM grants WHERE kind = 'PerKilogram'",
                "UPDATE schemes SET per_order_fen = 1 WHERE id = @key"
            },
            {
                "a counted cap that was passed",
                "Subsidies",
                "SELECT scheme_id FROM scheme_usage WHERE used > 1 AND key LIKE 'day:%'",
                "UPDATE schemes SET per_day_fen = 1 WHERE id = @key"
            },
            {
                "a household's count that was passed",
                "Subsidies",
                "SELECT key FROM owner_usage WHERE used_fen > 1",
                "UPDATE schemes SET per_household_fen = 1"
            },
            {
                "a household's count that is not its grants",
                "Subsidies",
                "SELECT key FROM owner_usage WHERE used_fen > 1",
                "UPDATE owner_usage SET used_fen = used_fen - 1 WHERE key = @key"
            },
            {
                "a household's count of a day that is not its grants",
                "Subsidies",
                "SELECT key FROM owner_usage WHERE day_fen > 1",
                "UPDATE owner_usage SET day_fen = day_fen - 1 WHERE key = @key"
            },
            {
                "a grant for a price above the reference",
                "Subsidies",
                "SELECT order_id FROM grants WHERE kind = 'PercentOfGoods'",
                "UPDATE order_lines SET reference_fen_per_kg = 1 WHERE order_id = @key"
            },
            {
                "a scheme that paid more than could be drawn of it",
                "Subsidies",
                "SELECT scheme_id FROM grants WHERE kind = 'PercentOfGoods'",
                "UPDATE schemes SET ends_at = starts_at + 864000000000, per_day_fen = 1 WHERE id = @key"
            },
            {
                "a second grant of a first order",
                "Subsidies",
                "SELECT scheme_id FROM scheme_usage WHERE key LIKE 'buyer:%'",
                "UPDATE schemes SET first_order_only = 1 WHERE id = @key"
            },
            {
                "an exclusive scheme beside another",
                "Subsidies",
                "SELECT scheme_id FROM grants WHERE kind = 'PerKilogram'",
                "UPDATE schemes SET is_exclusive = 1 WHERE id = @key"
            },
            {
                "shares that are not the whole of a grant",
                "Subsidies",
                "SELECT order_id FROM grants WHERE line_fen <> '[]'",
                "UPDATE grants SET line_fen = '[1]' WHERE order_id = @key"
            },
            {
                "a first grant that was let go, not expired",
                "Subsidies",
                "SELECT t.id FROM transfers t WHERE t.kind = 'Pending' AND t.id NOT IN (SELECT transfer_id FROM grants)",
                "UPDATE transfers SET kind = 'Void' WHERE pending_id = @key"
            },
            {
                "a refund that went to another budget",
                "Subsidies",
                "SELECT order_id FROM transfers WHERE reason = 'refund' AND credit_account_id LIKE 'budget:%'",
                """
                    UPDATE transfers SET credit_account_id = (SELECT id FROM accounts WHERE id LIKE 'budget:%' AND id NOT IN (SELECT
                    debit_account_id FROM transfers WHERE order_id = @key)) WHERE order_id = @key AND reason = 'refund'
                    AND credit_account_id LIKE 'budget:%'
                    """
            },
            {
                "a top-up that one official approved",
                "Subsidies",
                "SELECT id FROM fund_changes WHERE status = 'Approved'",
                "UPDATE fund_changes SET decided_by = proposed_by WHERE id = @key"
            },
            {
                "a correction that names no entry",
                "Subsidies",
                "SELECT id FROM fund_changes WHERE action = 'Correct'",
                "UPDATE fund_changes SET entry_id = NULL WHERE id = @key"
            },
            {
                "a correction without a reason",
                "Subsidies",
                "SELECT id FROM fund_changes WHERE action = 'Correct'",
                "UPDATE fund_changes SET note = '' WHERE id = @key"
            },
            {
                "a correction that took nothing back",
                "Subsidies",
                "SELECT id FROM fund_changes WHERE action = 'Correct'",
                "DELETE FROM transfers WHERE kind = 'Correct' AND corrects_id = (SELECT entry_id FROM fund_changes WHERE id = @key)"
            },
            {
                "a closed fund that kept something",
                "Subsidies",
                "SELECT id FROM funds WHERE status = 'Closed'",
                """
                    DELETE FROM transfers WHERE reason = 'return'; UPDATE accounts SET debits_posted_fen = 0 WHERE id = 'budget:' ||
                    lower(hex((SELECT id FROM schemes WHERE fund_id = @key))) OR id = 'fund:' || lower(hex(@key))
                    """
            },
            {
                "a fund frozen by nobody",
                "Subsidies",
                "SELECT id FROM funds WHERE status = 'Open'",
                "UPDATE funds SET status = 'Frozen' WHERE id = @key"
            },
            {
                "money of a cancelled order that was kept",
                "Payments",
                "SELECT p.id FROM payments p JOIN orders o ON o.id = p.id WHERE p.status = 'Refunded' AND o.status = 'Cancelled'",
                "DELETE FROM transfers WHERE order_id = @key AND credit_account_id = 'gateway'"
            },
            {
                "a charge of one fen more",
                "Payments",
                "SELECT payment_id FROM charges WHERE use = 'Kept'",
                "UPDATE charges SET amount = amount + 1 WHERE payment_id = @key"
            },
            {
                "held money that was booked",
                "Payments",
                "SELECT payment_id FROM charges WHERE use = 'Held' AND payment_id IS NOT NULL AND currency = 'cny'",
                "UPDATE charges SET use = 'SentBack' WHERE payment_id = @key"
            },
            {
                "an order that a campaign has not counted",
                "Sales figures",
                "SELECT campaign_id FROM campaign_totals",
                "UPDATE campaign_totals SET orders = orders - 1 WHERE campaign_id = @key"
            },
            {
                "a household that a campaign has counted twice",
                "Sales figures",
                "SELECT campaign_id FROM campaign_totals",
                "UPDATE campaign_totals SET households = households + 1 WHERE campaign_id = @key"
            },
            {
                "goods of one household counted for another",
                "Sales figures",
                "SELECT farmer_id FROM campaign_households",
                "UPDATE campaign_households SET household = '别人' WHERE farmer_id = @key"
            },
            {
                "a payment counted on the day after",
                "Days of accounts",
                "SELECT account_id FROM account_days WHERE reason = 'goods'",
                "UPDATE account_days SET day_start = day_start + 864000000000000 WHERE account_id = @key AND reason = 'goods'"
            },
            {
                "a payment counted for another reason",
                "Days of accounts",
                "SELECT account_id FROM account_days WHERE reason = 'goods'",
                "UPDATE account_days SET reason = 'dispute' WHERE account_id = @key AND reason = 'goods'"
            },
        };
}
