namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>
/// Damages to the rows of orders and matching: what it is, the area whose rule names it, a query for the key of a row, and the damage done
/// to it.
/// </summary>
internal static class TradeDamages
{
    public static TheoryData<string, string, string, string> All { get; } =
        new()
        {
            {
                "a payout that no delivery was proven for",
                "Deliveries",
                "SELECT id FROM payouts WHERE status = 'Paid'",
                "DELETE FROM delivery_proofs WHERE parcel_id = @key"
            },
            {
                "public money that is final by a scan nobody made",
                "Deliveries",
                "SELECT parcel_id FROM delivery_proofs WHERE basis = 'Scan'",
                """
                    DELETE FROM carrier_scans WHERE parcel_id = @key;
                    UPDATE parcel_trackings SET picked_up_at = NULL, delivered_at = NULL WHERE parcel_id = @key
                    """
            },
            {
                "a scan that the tracking does not know",
                "Deliveries",
                "SELECT parcel_id FROM carrier_scans",
                "UPDATE parcel_trackings SET delivered_at = NULL WHERE parcel_id = @key"
            },
            {
                "public money that is final while a person has to look",
                "Deliveries",
                "SELECT parcel_id FROM delivery_proofs WHERE basis = 'Person'",
                "UPDATE delivery_reviews SET status = 'Waiting' WHERE parcel_id = @key"
            },
            {
                "more public money that is final than there was",
                "Deliveries",
                "SELECT parcel_id FROM delivery_proofs",
                "UPDATE delivery_proofs SET grant_fen = grant_fen + 1000000 WHERE parcel_id = @key"
            },
            {
                "goods kept of a delivery that was refused",
                "Deliveries",
                "SELECT parcel_id FROM delivery_reviews WHERE status = 'Refused'",
                "UPDATE parcels SET status = 'Shipped' WHERE id = @key; "
                    + "UPDATE order_lines SET refunded_grams = 0 WHERE order_id = (SELECT order_id FROM parcels WHERE id = @key)"
            },
            {
                "a parcel under another number",
                "Deliveries",
                "SELECT parcel_id FROM parcel_trackings",
                "UPDATE parcel_trackings SET number = 'SF0' WHERE parcel_id = @key"
            },
            {
                "money that changed its farmer",
                "Orders",
                "SELECT order_id FROM transfers WHERE reason = 'goods'",
                """
                    UPDATE transfers SET credit_account_id = (SELECT id FROM accounts WHERE id LIKE 'farmer:%' AND id NOT IN (SELECT
                    credit_account_id FROM transfers WHERE order_id = @key)) WHERE order_id = @key AND reason = 'goods'
                    """
            },
            {
                "a payment by somebody else",
                "Orders",
                "SELECT id FROM orders",
                "UPDATE payments SET payer_id = (SELECT farmer_id FROM lots) WHERE id = @key"
            },
            {
                "a line of another farmer",
                "Orders",
                "SELECT order_id FROM order_lines",
                "UPDATE order_lines SET farmer_id = (SELECT buyer_id FROM orders) WHERE order_id = @key"
            },
            {
                "an order that was never paid",
                "Orders",
                "SELECT id FROM orders WHERE paid_at IS NOT NULL",
                "UPDATE orders SET paid_at = NULL WHERE id = @key"
            },
            {
                "a hold that lasts longer than its order",
                "Orders",
                "SELECT order_id FROM holds WHERE status = 'Held'",
                "UPDATE holds SET expires_at = @later WHERE order_id = @key"
            },
            {
                "a late sale without its row",
                "Orders",
                "SELECT order_id FROM stock_journal WHERE reason = 'SoldLate'",
                "UPDATE stock_journal SET reason = 'Sold' WHERE order_id = @key AND reason = 'SoldLate'"
            },
            {
                "a payout to another farmer",
                "Orders",
                "SELECT id FROM payouts WHERE status = 'Paid'",
                "UPDATE payouts SET farmer_id = (SELECT id FROM members WHERE id <> farmer_id LIMIT 1) WHERE id = @key"
            },
            {
                "a line that gave back less than it says",
                "Orders",
                "SELECT order_id FROM order_lines WHERE refunded_grams > 0",
                "UPDATE order_lines SET refunded_grams = refunded_grams - unit_grams WHERE order_id = @key"
            },
            {
                "a refund of another order",
                "Orders",
                "SELECT order_id FROM refunds",
                "UPDATE refunds SET order_id = (SELECT id FROM orders WHERE status = 'Paid' AND id <> @key) WHERE order_id = @key"
            },
            {
                "a refund by the buyer of what was sent",
                "Orders",
                "SELECT id FROM refunds WHERE kind = 'Shipped'",
                "UPDATE refunds SET member_id = (SELECT buyer_id FROM orders WHERE orders.id = refunds.order_id) WHERE id = @key"
            },
            {
                "a refund that the buyer got all of",
                "Orders",
                "SELECT id FROM refunds WHERE grant_fen > 0",
                "UPDATE refunds SET buyer_fen = buyer_fen + grant_fen, grant_fen = 0 WHERE id = @key"
            },
            {
                "a shortfall of another lot",
                "Shortfalls",
                "SELECT id FROM shortfalls",
                "UPDATE shortfalls SET lot_id = (SELECT id FROM lots WHERE status = 'Closed' AND id <> shortfalls.lot_id) WHERE id = @key"
            },
            {
                "a short lot that is on sale again",
                "Shortfalls",
                "SELECT id FROM shortfalls",
                "UPDATE lots SET status = 'Open' WHERE id = (SELECT lot_id FROM shortfalls WHERE id = @key)"
            },
            {
                "a shortfall by somebody else",
                "Shortfalls",
                "SELECT id FROM shortfalls",
                "UPDATE shortfalls SET farmer_id = (SELECT buyer_id FROM orders) WHERE id = @key"
            },
            { "parts by another rule", "Shortfalls", "SELECT id FROM shortfalls", "UPDATE shortfalls SET rule = 'MaxMin' WHERE id = @key" },
            {
                "a unit that went from one order to another",
                "Shortfalls",
                "SELECT shortfall_id FROM shortfall_claims",
                """
                    UPDATE shortfall_claims SET given_grams = given_grams + CASE WHEN promised_grams = 4000 THEN 500 ELSE -500 END WHERE
                    shortfall_id = @key AND promised_grams IN (4000, 6000)
                    """
            },
            {
                "a claim on another lot",
                "Shortfalls",
                "SELECT shortfall_id FROM shortfall_claims",
                "UPDATE shortfall_claims SET lot_id = (SELECT id FROM lots WHERE id <> shortfall_claims.lot_id) WHERE shortfall_id = @key"
            },
            {
                "a cut of one gram less",
                "Shortfalls",
                "SELECT order_id FROM shortfall_claims WHERE cut_grams > 0",
                "UPDATE shortfall_claims SET cut_grams = cut_grams - 1 WHERE order_id = @key"
            },
            {
                "a cut that nobody was paid back",
                "Shortfalls",
                "SELECT order_id FROM shortfall_claims WHERE cut_grams > 0",
                "DELETE FROM refund_lines WHERE refund_id IN (SELECT id FROM refunds WHERE order_id = @key)"
            },
            {
                "a cut that names another refund",
                "Shortfalls",
                "SELECT order_id FROM shortfall_claims WHERE cut_grams > 0",
                """
                    UPDATE shortfall_claims SET refund_id = (SELECT id FROM refunds WHERE id <> shortfall_claims.refund_id) WHERE
                    order_id = @key
                    """
            },
            {
                "a cut that was left out",
                "Shortfalls",
                "SELECT order_id FROM shortfall_claims WHERE cut_grams > 0",
                "UPDATE shortfall_claims SET cut_grams = 0 WHERE order_id = @key"
            },
            {
                "a claim cut and still open",
                "Shortfalls",
                "SELECT order_id FROM shortfall_claims WHERE cut_grams > 0",
                "UPDATE shortfall_claims SET cut_grams = NULL, done_at = NULL WHERE order_id = @key"
            },
            {
                "a claim done before its order was paid",
                "Shortfalls",
                "SELECT order_id FROM shortfall_claims WHERE done_at IS NULL",
                "UPDATE shortfall_claims SET cut_grams = 0, done_at = @then WHERE order_id = @key"
            },
            {
                "a claim that is done without a figure",
                "Shortfalls",
                "SELECT order_id FROM shortfall_claims WHERE done_at IS NULL",
                "UPDATE shortfall_claims SET done_at = @then WHERE order_id = @key"
            },
            {
                "an order that was not sent and not cut",
                "Shortfalls",
                "SELECT order_id FROM shortfall_claims WHERE cut_grams = 0",
                """
                    UPDATE parcels SET status = 'ToShip', shipped_at = NULL WHERE order_id = @key; UPDATE orders SET status = 'Paid'
                    WHERE id = @key
                    """
            },
            {
                "a bulk order of another institution",
                "Matching",
                "SELECT id FROM proposals WHERE status = 'Ordered'",
                "UPDATE proposals SET institution_id = (SELECT id FROM members WHERE id <> institution_id LIMIT 1) WHERE id = @key"
            },
            {
                "a bulk order that a farmer refused",
                "Matching",
                "SELECT proposal_id FROM proposal_parts WHERE answer = 'Accepted'",
                "UPDATE proposal_parts SET answer = 'Refused' WHERE proposal_id = @key"
            },
            {
                "a delivered price above the highest",
                "Matching",
                "SELECT id FROM proposals WHERE status = 'Ordered'",
                "UPDATE proposals SET highest_fen_per_kg = 1 WHERE id = @key"
            },
            {
                "a part from another county",
                "Matching",
                "SELECT id FROM proposals",
                "UPDATE proposals SET county_code = '110101' WHERE id = @key"
            },
            {
                "a demand that was filled beyond what it asks for",
                "Matching",
                "SELECT demand_id FROM proposals WHERE status = 'Ordered'",
                "UPDATE demands SET grams = grams - 1 WHERE id = @key"
            },
            {
                "a fund that nobody signed for",
                "Subsidies",
                "SELECT subject_id FROM acts WHERE kind = 'act.fund-approve'",
                "DELETE FROM acts WHERE subject_id = @key AND kind = 'act.fund-approve'"
            },
            {
                "a delivery that nobody signed for",
                "Deliveries",
                "SELECT subject_id FROM acts WHERE kind = 'act.delivery-decide'",
                "DELETE FROM acts WHERE subject_id = @key"
            },
        };
}
