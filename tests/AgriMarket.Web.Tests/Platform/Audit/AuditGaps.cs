namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>Why some columns of stock and money have nothing that they could be held against.</summary>
internal static class AuditGaps
{
    public const string Preface = """
        # What `verify` covers

        Each column of a table of stock and money was changed in some rows, each of another sort, of a market in which everything has
        happened, and `verify` was asked: a figure or a time by a little, a word into another, an id into one of nothing. "Covered" means
        that some rule spoke each time; "in some rows", that it did where something rests on the column already. Every other column has
        its reason. An id of another row that is there is noticed only where a rule says whose it is: `InvariantTests` have those.
        The table is made by `AuditCoverageTests`, which fails when it is not true any more.

        """;

    private const string Words = "words for people; no money or stock follows from them";
    private const string Name = "a name of its own, at which nothing points";
    private const string Time = "a time from which nothing is computed";
    private const string Retry = "when and how often something is tried; a wrong one delays, and the next try puts it right";
    private const string Provider = "as the payment provider has it, which is asked; money counts only by the charge or the entry";
    private const string Freight = "what the freight was looked up by; the freight itself is covered";
    private const string Place = "where the buyer wants it sent; the freight to there is covered";
    private const string Run = "what a run reckoned with; nobody is paid by it";
    private const string Buyer = "tells buyers apart for caps and limits; what was counted by it is covered";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["lots.unit_price_fen"] =
            "the farmer's offer, which they may change; what was sold at it is in the order's lines, which are covered",
        ["orders.address_key"] = Buyer,
        ["orders.mobile_key"] = Buyer,
        ["orders.network"] = Buyer,
        ["ship_to_mobile"] = Place,
        ["ship_to_name"] = Place,
        ["ship_to_region_code"] = Place,
        ["ship_to_street"] = Place,
        ["orders.standing"] = Buyer,
        ["payee_choices"] = "nobody has chosen one in that market; `InvariantTests` hold a payout that was sent against a choice",
        ["order_lines.reference_fen_per_kg"] =
            "the reference price of that moment; what was granted may be no more than it lets count, and it may be higher",
        ["parcels.distance_km"] = Freight,
        ["parcels.service"] = Freight,
        ["parcels.transit_days_to"] = Freight,
        ["gateway_events"] = "not in that market, which has test money; an event is a hint, and what is true is read at the provider",
        ["payments.begun_at"] = Time,
        ["charges.held_for"] = Provider,
        ["disputes.answer_before"] = Provider,
        ["disputes.reason"] = Provider,
        ["payouts.household"] = "the households' names on the statement, from the order's lines, which are covered",
        ["payout_accounts.gateway"] = Provider,
        ["payout_accounts.status"] = Provider,
        ["payout_accounts.checked_at"] = Retry,
        ["payment_sessions.address"] = Provider,
        ["payment_sessions.language"] = Words,
        ["payment_sessions.return_address"] = Words,
        ["payment_sessions.status"] = Provider,
        ["proposals.highest_fen_per_kg"] =
            "copied from a demand, which may have changed since; nobody pays more than it once it is ordered",
        ["answer_before"] = Time,
        ["answered_at"] = Time,
        ["arrives_on"] = Run,
        ["asked_at"] = Retry,
        ["at"] = Time,
        ["attempt"] = Retry,
        ["created_at"] = Time,
        ["distance_km"] = Run,
        ["done_at"] = Time,
        ["edit_version"] = "tells whose save would undo another's; no money or stock follows from it",
        ["ended_at"] = Time,
        ["expires_at"] = Time,
        ["failure"] = Words,
        ["freight_fen_per_kg"] = Run,
        ["freight_points"] = Run,
        ["id"] = Name,
        ["made_at"] = Time,
        ["income_points"] = Run,
        ["listed_points"] = Run,
        ["name_en"] = Words,
        ["name_zh"] = Words,
        ["next_try_at"] = Retry,
        ["note"] = Words,
        ["opened_at"] = Time,
        ["place_code"] = Run,
        ["reason"] = Words,
        ["received_at"] = Time,
        ["reference"] = Provider,
        ["remark"] = Words,
        ["saved_points"] = Run,
        ["tries"] = Retry,
        ["agreed_at"] = Time,
        ["lowest_grade"] = Run,
        ["type"] = Provider,
        ["currency"] = Provider,
        ["campaign_id"] = "which campaign it was bought through; its figures are covered",
        ["service"] = Freight,
        ["held_for"] = Provider,
        ["status"] = Provider,
        ["gateway"] = Provider,
        ["tracking_number"] = Words,
        ["carrier"] = Words,
        ["sale_kind"] = "how the sale unit is called; the unit itself is covered",
        ["ready_on"] = "the farmer's word; nothing is computed by it once it is sold",
        ["best_before_on"] = "the farmer's word; what was bought by it is in nobody's money",
        ["farmer_name"] = Words,
        ["village"] = "where in the county it was grown; nothing is computed by it",
    };

    /// <summary>What stands for the reason that nobody has given.</summary>
    public const string Unexplained = "UNEXPLAINED";

    public static string Reason(string table, string column) =>
        Reasons.GetValueOrDefault($"{table}.{column}")
        ?? Reasons.GetValueOrDefault(table)
        ?? Reasons.GetValueOrDefault(column)
        ?? Unexplained;
}
