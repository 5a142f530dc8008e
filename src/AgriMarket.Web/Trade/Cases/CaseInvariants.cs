using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using AgriMarket.Web.Money.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>What must be true of cases, of what they hold, and of what they take back.</summary>
internal sealed class CaseInvariants : IInvariants
{
    private static readonly Invariant CasesAreSigned = Invariant.That(
        "A case that was decided says by whom, and by another person than proposed it; one that waits says who proposed it.",
        db =>
            db.Set<GrantCase>()
                .Where(row =>
                    (row.Status == CaseStatus.NothingFound || row.Status == CaseStatus.TakenBack)
                        != (row.DecidedBy != null && row.DecidedAt != null && row.DecidedBy != row.ProposedBy)
                    || (row.Status == CaseStatus.Open) != (row.ProposedBy == null)
                    || (row.Status == CaseStatus.Open) != (row.Proposal == "")
                )
                .Select(row => new { row.Id, row.Status }),
        row => new Breach($"case {row.Id}", $"{row.Status}, and signatures that do not say so", "two persons that agree with it")
    );

    private static readonly Invariant DecisionsAreInTheRegister = Invariant.That(
        "Each case has an entry in the register of who opened it, and each decided one of who decided it.",
        db =>
            db.Set<GrantCase>()
                .Where(row =>
                    !db.Set<Act>().Any(act => act.SubjectId == row.Id && act.Kind == CaseActs.Open.Code && act.ActorId == row.OpenedBy)
                    || (
                        row.DecidedBy != null
                        && !db.Set<Act>()
                            .Any(act => act.SubjectId == row.Id && act.Kind == CaseActs.Decide.Code && act.ActorId == row.DecidedBy)
                    )
                )
                .Select(row => new { row.Id, row.Status }),
        row => new Breach($"case {row.Id}", $"{row.Status} without its entries", "an entry of who opened it, and of who decided it")
    );

    private static readonly Invariant HoldsBelongToOpenCases = Invariant.That(
        "A payout is held by a case of its farmer that is about it, as long as the case is open and not a moment longer.",
        db =>
            from hold in db.Set<PayoutHold>()
            join one in db.Set<GrantCase>() on hold.CaseId equals one.Id into cases
            from held in cases.DefaultIfEmpty()
            where
                held == null
                || held.FarmerId != hold.FarmerId
                || (held.DecidedAt == null) != (hold.EndedAt == null)
                || (
                    hold.PayoutId == null
                        ? !held.HoldsAll
                        : !db.Set<CaseParcel>().Any(parcel => parcel.CaseId == hold.CaseId && parcel.ParcelId == hold.PayoutId)
                )
            select new { hold.Id, hold.CaseId },
        hold => new Breach($"hold {hold.Id}", $"of case {hold.CaseId}, which does not say so", "an open case that holds it")
    );

    private static readonly Invariant OpenCasesHold = Invariant.That(
        "Of a parcel that an open case is about nothing is waiting to be sent that is not held.",
        db =>
            from parcel in db.Set<CaseParcel>()
            join open in db.Set<GrantCase>().Where(row => row.DecidedAt == null) on parcel.CaseId equals open.Id
            join payout in db.Set<Payout>().Where(row => row.Status == PayoutStatus.Waiting) on parcel.ParcelId equals payout.Id
            where !db.Set<PayoutHold>().Any(hold => hold.CaseId == open.Id && hold.PayoutId == parcel.ParcelId && hold.EndedAt == null)
            select new { parcel.CaseId, parcel.ParcelId },
        row => new Breach($"case {row.CaseId}", $"payout {row.ParcelId} is not held", "a hold")
    );

    private static readonly Invariant TakenBackIsTheGrant = Invariant.That(
        "Of a parcel whose case took the public money back, just what was still granted to it is claimed, and no more than when the "
            + "case was opened; of any other nothing is.",
        db =>
            from parcel in db.Set<CaseParcel>()
            join of in db.Set<GrantCase>() on parcel.CaseId equals of.Id
            join sent in db.Set<Parcel>() on parcel.ParcelId equals sent.Id
            let claimedFen = db.Set<PayoutClaim>()
                .Where(claim => claim.CaseId == parcel.CaseId && claim.PayoutId == parcel.ParcelId)
                .Sum(claim => claim.AmountFen)
            let grantFen = db.Set<OrderLine>()
                .Where(line =>
                    line.OrderId == sent.OrderId
                    && line.FarmerId == sent.FarmerId
                    && db.Set<Lot>().Any(lot => lot.Id == line.LotId && lot.OriginCode == sent.OriginCode)
                )
                .Sum(line => line.GrantedFen - line.GrantReturnedFen)
            where
                claimedFen != (of.Status == CaseStatus.TakenBack ? grantFen : 0)
                || claimedFen > parcel.GrantFen
                || parcel.OrderId != sent.OrderId
                || of.FarmerId != sent.FarmerId
            select new
            {
                parcel.CaseId,
                parcel.ParcelId,
                ClaimedFen = claimedFen,
                GrantFen = of.Status == CaseStatus.TakenBack ? grantFen : 0,
            },
        row => Breach.Of($"case {row.CaseId}, parcel {row.ParcelId}", ("fen to give back", row.ClaimedFen, row.GrantFen))
    );

    private static readonly Invariant ClaimsBelongToDecidedCases = Invariant.That(
        "A scheme claims money by a case that took it back, once for a parcel; any other claim is a refund's and names neither.",
        db =>
            db.Set<PayoutClaim>()
                .Where(claim =>
                    (claim.SchemeId == null) != (claim.CaseId == null)
                    || (
                        claim.CaseId != null
                        && !(
                            db.Set<GrantCase>()
                                .Any(row => row.Id == claim.CaseId && row.FarmerId == claim.FarmerId && row.Status == CaseStatus.TakenBack)
                            && db.Set<CaseParcel>()
                                .Any(row => row.CaseId == claim.CaseId && row.ParcelId == claim.PayoutId && row.OrderId == claim.PaymentId)
                        )
                    )
                )
                .Select(claim => new { claim.Id, claim.CaseId }),
        claim => new Breach($"claim {claim.Id}", $"of case {claim.CaseId?.ToString() ?? "none"}", "a decided case about that parcel")
    );

    private static readonly Invariant SchemesGetBackWhatTheyGave = Invariant.That(
        "What an order's refunds and cases give back to a scheme is no more than it granted.",
        db =>
            from grant in db.Set<Grant>()
            let claimedFen = db.Set<PayoutClaim>()
                .Where(claim => claim.PaymentId == grant.OrderId && claim.SchemeId == grant.SchemeId)
                .Sum(claim => claim.AmountFen)
            where claimedFen > 0
            let backFen = db.StandingEntries()
                .Where(entry =>
                    entry.OrderId == grant.OrderId
                    && entry.Reason == LedgerReasons.Refund
                    && entry.CreditAccountId == AccountIds.Budget(grant.SchemeId)
                )
                .Sum(entry => entry.AmountFen)
            where claimedFen + backFen > grant.AmountFen
            select new
            {
                grant.OrderId,
                grant.SchemeId,
                grant.AmountFen,
                Fen = claimedFen + backFen,
            },
        grant => Breach.Of($"grant of scheme {grant.SchemeId} to order {grant.OrderId}", ("fen at the most", grant.Fen, grant.AmountFen))
    );

    public string Name => "Cases";

    public IReadOnlyList<AuditedRows> Rows { get; } =
    [AuditedRows.Of<GrantCase>("cases"), AuditedRows.Of<CaseParcel>("parcels of cases"), AuditedRows.Of<PayoutHold>("holds of payouts")];

    public IReadOnlyList<Invariant> All { get; } =
    [
        CasesAreSigned,
        DecisionsAreInTheRegister,
        HoldsBelongToOpenCases,
        OpenCasesHold,
        TakenBackIsTheGrant,
        ClaimsBelongToDecidedCases,
        SchemesGetBackWhatTheyGave,
    ];
}
