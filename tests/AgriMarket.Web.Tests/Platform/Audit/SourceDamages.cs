namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>
/// Damages to what money and stock rest on, which only that can show from which it was made: what it is, the area whose rule names it, a
/// query for the key of a row, and the damage done to it.
/// </summary>
internal static class SourceDamages
{
    public static TheoryData<string, string, string, string> All { get; } =
        new()
        {
            {
                "a payout that waits and is gone, so that a farmer is never paid",
                "Deliveries",
                "SELECT id FROM payouts WHERE status = 'Waiting'",
                "DELETE FROM payouts WHERE id = @key"
            },
            {
                "a payout that waits, for another farmer",
                "Orders",
                "SELECT id FROM payouts WHERE status = 'Waiting'",
                "UPDATE payouts SET farmer_id = (SELECT id FROM members WHERE id <> farmer_id LIMIT 1) WHERE id = @key"
            },
            {
                "a payout that went to somebody without an account",
                "Payments",
                "SELECT id FROM payouts WHERE status = 'Paid'",
                "UPDATE payouts SET payee_id = (SELECT buyer_id FROM orders WHERE orders.id = payouts.payment_id) WHERE id = @key"
            },
            {
                "a payout that went to another than its farmer had chosen",
                "Payments",
                "SELECT id FROM payouts WHERE status = 'Paid'",
                """
                    INSERT INTO payee_choices (farmer_id, payee_id, asked_at, agreed_at) SELECT payouts.farmer_id, orders.buyer_id,
                    payouts.created_at, payouts.created_at FROM payouts JOIN orders ON orders.id = payouts.payment_id
                    WHERE payouts.id = @key; UPDATE payouts SET payee_id = (SELECT member_id FROM payout_accounts
                    WHERE member_id <> payouts.farmer_id) WHERE id = @key
                    """
            },
            {
                "a payee who is the farmer",
                "Payments",
                "SELECT farmer_id FROM payouts",
                "INSERT INTO payee_choices (farmer_id, payee_id, asked_at, agreed_at) VALUES (@key, @key, @then, @then)"
            },
            {
                "a fund approved at another time",
                "Subsidies",
                "SELECT id FROM funds WHERE status = 'Open'",
                "UPDATE funds SET decided_at = decided_at + 10 WHERE id = @key"
            },
            {
                "a change of a fund by another official",
                "Subsidies",
                "SELECT id FROM fund_changes WHERE status = 'Approved'",
                "UPDATE fund_changes SET proposed_by = (SELECT buyer_id FROM orders LIMIT 1) WHERE id = @key"
            },
            {
                "a refund at another time than its money",
                "Orders",
                "SELECT id FROM refunds",
                "UPDATE refunds SET at = at + 10 WHERE id = @key"
            },
            {
                "a payout that waits and has a payee already",
                "Payments",
                "SELECT id FROM payouts WHERE status = 'Waiting'",
                "UPDATE payouts SET payee_id = farmer_id WHERE id = @key"
            },
            {
                "a payout that was sent at another time than its entry",
                "Payments",
                "SELECT id FROM payouts WHERE status = 'Paid'",
                "UPDATE payouts SET sent_at = sent_at + 10 WHERE id = @key"
            },
            {
                "a reversal whose entry is none",
                "Payments",
                "SELECT id FROM payout_reversals WHERE done_at IS NOT NULL",
                "UPDATE payout_reversals SET transfer_id = randomblob(16) WHERE id = @key"
            },
            {
                "a reversal by an entry of another payout",
                "Payments",
                "SELECT id FROM payout_reversals WHERE done_at IS NOT NULL",
                "UPDATE payout_reversals SET transfer_id = (SELECT transfer_id FROM payouts WHERE status = 'Paid' LIMIT 1) WHERE id = @key"
            },
            {
                "an entry that was let go for another reason",
                "Ledger",
                "SELECT id FROM transfers WHERE kind IN ('Void', 'Expire')",
                "UPDATE transfers SET reason = 'goods' WHERE id = @key"
            },
            {
                "a resolution at a time of nothing",
                "Orders",
                "SELECT id FROM transfers WHERE kind = 'Post'",
                "UPDATE transfers SET at = at - 8640000000000 WHERE id = @key"
            },
            {
                "an entry a second later than anything that happened to its order",
                "Orders",
                "SELECT id FROM transfers WHERE kind = 'Direct' AND order_id IS NOT NULL",
                "UPDATE transfers SET at = at + 10000000 WHERE id = @key"
            },
            {
                "a deposit at a time when nobody decided",
                "Subsidies",
                "SELECT id FROM transfers WHERE reason = 'deposit'",
                "UPDATE transfers SET at = at + 10000000 WHERE id = @key"
            },
            {
                "a grant from more goods than the order has",
                "Subsidies",
                "SELECT order_id FROM grants WHERE kind = 'PerKilogram'",
                "UPDATE grants SET base_grams = base_grams + 1 WHERE order_id = @key"
            },
            {
                "a grant from less shipping than the order's",
                "Subsidies",
                "SELECT order_id FROM grants WHERE kind = 'ShippingPerOrder'",
                "UPDATE grants SET base_fen = base_fen - 1 WHERE order_id = @key AND kind = 'ShippingPerOrder'"
            },
            { "a scheme's amount", "Subsidies", Scheme, "UPDATE schemes SET amount_fen = amount_fen + 1 WHERE id = @key" },
            { "a scheme's rate", "Subsidies", Scheme, "UPDATE schemes SET basis_points = basis_points + 1 WHERE id = @key" },
            { "a scheme's least order", "Subsidies", Scheme, "UPDATE schemes SET minimum_fen = minimum_fen + 1 WHERE id = @key" },
            { "a scheme's cap", "Subsidies", Scheme, "UPDATE schemes SET per_seller_fen = 1000000000 WHERE id = @key" },
            { "a scheme's end", "Subsidies", Scheme, "UPDATE schemes SET ends_at = ends_at + 864000000000 WHERE id = @key" },
            { "a scheme's counties", "Subsidies", Scheme, "UPDATE schemes SET county_codes = '[\"110101\"]' WHERE id = @key" },
            {
                "a further scheme's end",
                "Subsidies",
                "SELECT scheme_id FROM fund_changes WHERE action = 'AddScheme' AND status = 'Approved'",
                "UPDATE schemes SET ends_at = ends_at + 864000000000 WHERE id = @key"
            },
            {
                "a fund's office",
                "Subsidies",
                "SELECT id FROM funds WHERE status = 'Open'",
                "UPDATE funds SET office_id = randomblob(16) WHERE id = @key"
            },
            { "a lot's sale unit", "Orders", Lot, "UPDATE lots SET unit_grams = unit_grams + 1 WHERE id = @key" },
            { "a lot's kind", "Orders", Lot, "UPDATE lots SET produce_code = 'FR001' WHERE id = @key" },
            { "a lot's household", "Orders", Lot, "UPDATE lots SET household = '别人' WHERE id = @key" },
            { "a lot's day of listing", "Orders", Lot, "UPDATE lots SET listed_at = listed_at - 10 WHERE id = @key" },
            {
                "a lot's origin",
                "Orders",
                "SELECT parcels.farmer_id FROM parcels JOIN order_lines ON parcels.order_id = order_lines.order_id",
                "UPDATE lots SET origin_code = '110101' WHERE farmer_id = @key"
            },
            {
                "a parcel of another farmer",
                "Orders",
                "SELECT id FROM parcels",
                "UPDATE parcels SET farmer_id = (SELECT buyer_id FROM orders WHERE orders.id = parcels.order_id) WHERE id = @key"
            },
            {
                "a parcel's freight",
                "Orders",
                "SELECT order_id FROM parcels",
                "UPDATE parcels SET shipping_fen = shipping_fen + 1 WHERE order_id = @key"
            },
            {
                "a page that asks for another sum",
                "Payments",
                "SELECT id FROM payment_sessions",
                "UPDATE payment_sessions SET amount_fen = amount_fen + 1 WHERE id = @key"
            },
            {
                "a page of a payment that is not there",
                "Payments",
                "SELECT id FROM payment_sessions",
                "UPDATE payment_sessions SET payment_id = randomblob(16) WHERE id = @key"
            },
            {
                "an answer that nobody gave",
                "Matching",
                "SELECT proposal_id FROM proposal_parts WHERE answered_at IS NOT NULL",
                "UPDATE proposal_parts SET answered_at = NULL WHERE proposal_id = @key"
            },
            {
                "a proposal of another demand",
                "Matching",
                "SELECT id FROM proposals",
                "UPDATE proposals SET demand_id = randomblob(16) WHERE id = @key"
            },
        };

    private const string Scheme = "SELECT scheme_id FROM grants";
    private const string Lot = "SELECT lot_id FROM order_lines";
}
