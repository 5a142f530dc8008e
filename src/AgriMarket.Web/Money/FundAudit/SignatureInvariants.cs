using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Schemes;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundAudit;

/// <summary>
/// What two officials signed, held against the register, whose entries are written once: who, when, and to which terms.
/// </summary>
internal static class SignatureInvariants
{
    /// <summary>The kinds of acts by which a fund is proposed and approved, and a change of one.</summary>
    public const string ProposalAct = "act.fund-propose";
    public const string ApprovalAct = "act.fund-approve";
    public const string ChangeProposalAct = "act.fund-change-propose";
    public const string ChangeApprovalAct = "act.fund-change-approve";

    private static readonly Invariant FundsAreInTheRegister = Invariant.That(
        "Each fund was proposed, and each approved one approved, by whom and when its entries in the register say.",
        db =>
            from fund in db.Set<Fund>()
            let isApproved = Fund.Approved.Contains(fund.Status)
            where
                !db.Set<Act>()
                    .Any(act =>
                        act.Kind == ProposalAct && act.SubjectId == fund.Id && act.ActorId == fund.ProposedBy && act.At == fund.ProposedAt
                    )
                || (
                    isApproved
                    && !db.Set<Act>()
                        .Any(act =>
                            act.Kind == ApprovalAct && act.SubjectId == fund.Id && act.ActorId == fund.DecidedBy && act.At == fund.DecidedAt
                        )
                )
            select new { fund.Id, fund.Status },
        fund => new Breach($"fund {fund.Id}", $"{fund.Status} by another, or at another time", "its entries in the register")
    );

    private static readonly Invariant ChangesAreInTheRegister = Invariant.That(
        "Each change of a fund was proposed, and each approved one approved, by whom and when its entries in the register say.",
        db =>
            from change in db.Set<FundChange>()
            let isApproved = change.Status == FundChangeStatus.Approved
            where
                !db.Set<Act>()
                    .Any(act =>
                        act.Kind == ChangeProposalAct
                        && act.SubjectId == change.Id
                        && act.ActorId == change.ProposedBy
                        && act.At == change.ProposedAt
                    )
                || (
                    isApproved
                    && !db.Set<Act>()
                        .Any(act =>
                            act.Kind == ChangeApprovalAct
                            && act.SubjectId == change.Id
                            && act.ActorId == change.DecidedBy
                            && act.At == change.DecidedAt
                        )
                )
            select new { change.Id, change.Status },
        change => new Breach($"fund change {change.Id}", $"{change.Status} by another, or at another time", "its entries in the register")
    );

    private static readonly Invariant SchemesAreAsSigned = Invariant.OfEach(
        "A scheme is to the fen, the day and the county what two officials signed: the register has its fingerprint.",
        db =>
            from scheme in db.Set<Scheme>().AsNoTracking()
            join fund in db.Set<Fund>().AsNoTracking() on scheme.FundId equals fund.Id
            join one in db.Set<FundChange>().Where(change => change.Action == FundAction.AddScheme)
                on (Guid?)scheme.Id equals one.SchemeId
                into changes
            from change in changes.DefaultIfEmpty()
            where Fund.Approved.Contains(fund.Status) && (change == null || change.Status == FundChangeStatus.Approved)
            join two in db.Set<Act>().Where(act => act.Kind == ApprovalAct || act.Kind == ChangeApprovalAct)
                on (Guid?)(change == null ? scheme.FundId : change.Id) equals two.SubjectId
                into acts
            from act in acts.DefaultIfEmpty()
            select new
            {
                Scheme = scheme,
                Fund = fund,
                Signed = act == null ? null : act.After,
            },
        row => SignedOtherwise(row.Fund, row.Scheme, row.Signed)
    );

    private static readonly Invariant MoneyMovesAsSigned = Invariant.That(
        "Public money that is of no order moves at the instant at which two officials agreed about its fund.",
        db =>
            db.Set<Transfer>()
                .Where(entry =>
                    entry.OrderId == null
                    && entry.Kind != TransferKind.Correct
                    && !db.Set<Fund>()
                        .Any(fund =>
                            (
                                AccountIds.Fund(fund.Id) == entry.DebitAccountId
                                || AccountIds.Fund(fund.Id) == entry.CreditAccountId
                                || db.Set<Scheme>()
                                    .Any(scheme => scheme.FundId == fund.Id && AccountIds.Budget(scheme.Id) == entry.DebitAccountId)
                            )
                            && (
                                fund.DecidedAt == entry.At
                                || db.Set<FundChange>().Any(change => change.FundId == fund.Id && change.DecidedAt == entry.At)
                            )
                        )
                )
                .Select(entry => new
                {
                    entry.Id,
                    entry.Reason,
                    entry.At,
                }),
        entry => new Breach($"transfer {entry.Id}", $"{entry.Reason} at {entry.At:O}", "the time of a decision about its fund")
    );

    public static IReadOnlyList<Invariant> All { get; } =
    [FundsAreInTheRegister, ChangesAreInTheRegister, SchemesAreAsSigned, MoneyMovesAsSigned];

    /// <param name="signed">What the register says of the approval; null when it has none.</param>
    private static Breach? SignedOtherwise(Fund fund, Scheme scheme, string? signed)
    {
        var fingerprint = SchemeFingerprint.Of(fund, scheme);
        return signed?.Contains(fingerprint, StringComparison.Ordinal) == true
            ? null
            : new Breach(
                $"scheme {scheme.Id} of fund {fund.Id}",
                $"terms with the fingerprint {fingerprint}",
                signed is null ? "an entry of who approved them" : $"those of the entry: {signed}"
            );
    }
}
