namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>Damages to the random audits of grants, as <see cref="TradeDamages"/> has them.</summary>
internal static class AuditDamages
{
    public static TheoryData<string, string, string, string> All { get; } =
        new()
        {
            {
                "a seed that was not committed to",
                "Audits",
                "SELECT day FROM audit_draws",
                "UPDATE audit_seeds SET seed = commitment WHERE day = @key"
            },
            {
                "a seed that was made after its day",
                "Audits",
                "SELECT day FROM audit_draws",
                "UPDATE audit_seeds SET committed_at = @later WHERE day = @key"
            },
            {
                "an audit that the seed did not draw",
                "Audits",
                """
                    SELECT parcel_id FROM delivery_proofs WHERE grant_fen > 0 AND parcel_id NOT IN (SELECT parcel_id FROM grant_audits)
                    """,
                "UPDATE grant_audits SET parcel_id = @key WHERE parcel_id = (SELECT parcel_id FROM grant_audits LIMIT 1)"
            },
            {
                "a drawn grant that nobody audits",
                "Audits",
                "SELECT parcel_id FROM grant_audits",
                "DELETE FROM grant_audits WHERE parcel_id = @key"
            },
            {
                "a draw of fewer candidates than there were",
                "Audits",
                "SELECT day FROM audit_draws",
                "UPDATE audit_draws SET candidates = candidates - 1 WHERE day = @key"
            },
            {
                "an audit of another grant",
                "Audits",
                "SELECT parcel_id FROM grant_audits",
                "UPDATE grant_audits SET grant_fen = grant_fen + 1 WHERE parcel_id = @key"
            },
            {
                "an audit that is proven without an answer",
                "Audits",
                "SELECT parcel_id FROM grant_audits WHERE status = 'NotProven'",
                "UPDATE grant_audits SET status = 'Proven' WHERE parcel_id = @key"
            },
            {
                "an audit that its seller decided",
                "Audits",
                "SELECT parcel_id FROM grant_audits WHERE status = 'Proven'",
                "UPDATE grant_audits SET decided_by = farmer_id WHERE parcel_id = @key"
            },
            {
                "a decided audit without its act",
                "Audits",
                "SELECT parcel_id FROM grant_audits WHERE status = 'Proven'",
                "DELETE FROM acts WHERE subject_id = @key AND kind = 'act.audit-decide'"
            },
            {
                "an audit that ended without its act",
                "Audits",
                "SELECT parcel_id FROM grant_audits WHERE status = 'NotProven'",
                "DELETE FROM acts WHERE subject_id = @key AND kind = 'act.audit-lapse'"
            },
        };
}
