namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>Damages to cases, to what they hold and to what they take back; see <see cref="TradeDamages"/>.</summary>
internal static class CaseDamages
{
    public static TheoryData<string, string, string, string> All { get; } =
        new()
        {
            {
                "more taken back of a parcel than was granted to it",
                "Cases",
                "SELECT payout_id FROM payout_claims WHERE scheme_id IS NOT NULL",
                "UPDATE payout_claims SET amount_fen = amount_fen + 1 WHERE payout_id = @key"
            },
            {
                "a grant that was taken back twice",
                "Cases",
                "SELECT payout_id FROM payout_claims WHERE scheme_id IS NOT NULL",
                """
                    INSERT INTO payout_claims (id, farmer_id, payment_id, payout_id, case_id, scheme_id, amount_fen, at, paid_fen)
                    SELECT randomblob(16), farmer_id, payment_id, payout_id, case_id, randomblob(16), amount_fen, at, 0 FROM payout_claims
                    WHERE payout_id = @key
                    """
            },
            {
                "money taken back by a case that found nothing",
                "Cases",
                "SELECT id FROM grant_cases WHERE status = 'TakenBack'",
                "UPDATE grant_cases SET status = 'NothingFound' WHERE id = @key"
            },
            {
                "a case that one person decided alone",
                "Cases",
                "SELECT id FROM grant_cases WHERE status = 'TakenBack'",
                "UPDATE grant_cases SET decided_by = proposed_by WHERE id = @key"
            },
            {
                "a case that nobody signed for",
                "Cases",
                "SELECT subject_id FROM acts WHERE kind = 'act.case-decide'",
                "DELETE FROM acts WHERE subject_id = @key AND kind = 'act.case-decide'"
            },
            {
                "a payout that is held by a decided case",
                "Cases",
                "SELECT id FROM payout_holds WHERE ended_at IS NOT NULL",
                "UPDATE payout_holds SET ended_at = NULL WHERE id = @key"
            },
            {
                "a payout that an open case does not hold",
                "Cases",
                "SELECT case_id FROM payout_holds WHERE ended_at IS NULL AND payout_id IS NOT NULL",
                "DELETE FROM payout_holds WHERE case_id = @key"
            },
            {
                "a claim account that says less than is owed",
                "Payments",
                "SELECT id FROM accounts WHERE id LIKE 'claim:%'",
                "UPDATE accounts SET credits_posted_fen = credits_posted_fen + 1 WHERE id = @key"
            },
            {
                "money taken back without a claim",
                "Payments",
                "SELECT id FROM transfers WHERE reason = 'goods' AND debit_account_id = 'clearing'",
                "UPDATE transfers SET reason = 'clawback' WHERE id = @key"
            },
            {
                "a budget that got less back than the seller paid",
                "Payments",
                "SELECT order_id FROM transfers WHERE reason = 'clawback'",
                "UPDATE transfers SET amount_fen = amount_fen - 1 WHERE order_id = @key AND reason = 'clawback'"
            },
            {
                "a claim that says more is paid than payouts paid",
                "Payments",
                "SELECT id FROM payout_claims WHERE paid_fen < amount_fen",
                "UPDATE payout_claims SET paid_fen = paid_fen + 1 WHERE id = @key"
            },
        };
}
