using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Farm.Money;

/// <summary>
/// A farmer's statement: the parcels for which something came into their account or went out of it. The rows are read from orders,
/// refunds and payouts, the sums from the days of their account.
/// </summary>
public sealed class StatementReads(IDbContextFactory<MarketDb> contexts, PayoutReads payouts, DeliveryPolicy policy, TimeProvider clock)
{
    public const int PageSize = 20;
    public const int MaxPageSize = 100;

    /// <summary>The most rows of one file.</summary>
    public const int MaxFileRows = 20_000;

    private const int ReadAtOnce = 1_000;

    /// <summary>One page, the latest sold first.</summary>
    public async Task<AccountStatement> ReadAsync(Guid farmerId, StatementPeriod time, int? page, int size = PageSize)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var sold = await Sold(db, farmerId, time).PageAsync(page, size);
        return new(time, await FillAsync(db, farmerId, time, sold), await SumsAsync(db, farmerId, time));
    }

    /// <summary>All of it. Rejects with <c>ledger.too-long</c> when it has more rows than a file may have.</summary>
    public async Task<Result<AccountStatement>> ReadAllAsync(Guid farmerId, StatementPeriod time, int maxRows = MaxFileRows)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var rows = PageOf<AccountStatementRow>.Empty;
        do
        {
            var more = await FillAsync(db, farmerId, time, await Sold(db, farmerId, time).PageAsync(rows.Number, ReadAtOnce));
            if (more.Count > maxRows)
            {
                return new Rejection("ledger.too-long", null, maxRows);
            }

            rows = new([.. rows.Items, .. more.Items], rows.Number + 1, more.Pages, more.Count);
        } while (rows.Number <= rows.Pages);
        return new AccountStatement(time, rows, await SumsAsync(db, farmerId, time));
    }

    /// <summary>
    /// The parcels for which something moved in the time; before it is paid for an order is none of the farmer's business.
    /// </summary>
    private static IQueryable<SoldParcel> Sold(MarketDb db, Guid farmerId, StatementPeriod time)
    {
        var (since, until) = (time.From, time.Before);
        return from parcel in db.Set<Parcel>().AsNoTracking()
            join order in db.Set<Order>() on parcel.OrderId equals order.Id
            where parcel.FarmerId == farmerId && order.PaidAt != null
            where
                (order.PaidAt >= since && order.PaidAt < until)
                || db.Set<Payout>().Any(payout => payout.Id == parcel.Id && payout.PaidAt >= since && payout.PaidAt < until)
                || db.Set<ClaimPayment>().Any(paid => paid.PayoutId == parcel.Id && paid.At >= since && paid.At < until)
                || db.Set<PayoutReversal>()
                    .Any(reversal => reversal.PayoutId == parcel.Id && reversal.DoneAt >= since && reversal.DoneAt < until)
                || db.Set<Refund>()
                    .Any(refund =>
                        refund.OrderId == parcel.OrderId
                        && refund.At >= since
                        && refund.At < until
                        && refund.Lines.Any(back =>
                            db.Set<OrderLine>()
                                .Any(line => line.OrderId == parcel.OrderId && line.LotId == back.LotId && line.FarmerId == farmerId)
                            && db.Set<Lot>().Any(lot => lot.Id == back.LotId && lot.OriginCode == parcel.OriginCode)
                        )
                    )
            orderby order.PaidAt descending, parcel.Id descending
            select new SoldParcel { Parcel = parcel, SoldAt = order.PaidAt!.Value };
    }

    private async Task<PageOf<AccountStatementRow>> FillAsync(MarketDb db, Guid farmerId, StatementPeriod time, PageOf<SoldParcel> sold)
    {
        var facts = await FactsAsync(db, farmerId, sold);
        var way = await payouts.WayAsync(farmerId);
        return sold.With(row => RowOf(row, time, facts, way.CanBePaid));
    }

    /// <summary>What is known of the parcels of a page.</summary>
    private static async Task<StatementFacts> FactsAsync(MarketDb db, Guid farmerId, PageOf<SoldParcel> sold)
    {
        Guid[] orderIds = [.. sold.Items.Select(row => row.Parcel.OrderId).Distinct()];
        Guid[] parcelIds = [.. sold.Items.Select(row => row.Parcel.Id)];
        var lines = (
            await db.Set<OrderLine>()
                .AsNoTracking()
                .Where(line => orderIds.Contains(line.OrderId) && line.FarmerId == farmerId)
                .Join(db.Set<Lot>(), line => line.LotId, lot => lot.Id, (line, lot) => new SoldLine(line, lot.OriginCode, lot.FarmerName))
                .ToListAsync()
        ).ToLookup(line => (line.Line.OrderId, line.OriginCode));
        var backs = (
            await (
                from refund in db.Set<Refund>()
                where orderIds.Contains(refund.OrderId)
                from back in refund.Lines
                select new RefundedGoods(refund.OrderId, back.LotId, refund.At, back.GoodsFen)
            ).ToListAsync()
        ).ToLookup(back => (back.OrderId, back.LotId));
        var paid = await db.Set<Payout>()
            .AsNoTracking()
            .Where(payout => parcelIds.Contains(payout.Id))
            .ToDictionaryAsync(payout => payout.Id);
        var reversals = (
            await db.Set<PayoutReversal>().AsNoTracking().Where(reversal => parcelIds.Contains(reversal.PayoutId)).ToListAsync()
        ).ToLookup(reversal => reversal.PayoutId);
        var disputed = await db.Set<Dispute>()
            .Where(dispute => orderIds.Contains(dispute.PaymentId) && dispute.Status == DisputeStatus.Open)
            .Select(dispute => dispute.PaymentId)
            .ToListAsync();
        var payees = await db.NamesAsync([
            .. paid.Values.Select(payout => payout.PayeeId).OfType<Guid>().Where(payee => payee != farmerId).Distinct(),
        ]);
        var setOff = (
            await db.Set<ClaimPayment>()
                .Where(row => parcelIds.Contains(row.PayoutId))
                .Select(row => new SetOff(
                    row.PayoutId,
                    row.At,
                    row.AmountFen,
                    db.Set<PayoutClaim>().Any(claim => claim.Id == row.ClaimId && claim.SchemeId != null)
                ))
                .ToListAsync()
        ).ToLookup(row => row.PayoutId);
        var held = await db.HoldsOf(farmerId).Select(row => row.PayoutId).ToListAsync();
        return new(lines, backs, paid, reversals, disputed, payees, await db.DeliveriesAsync(parcelIds), setOff, held);
    }

    private AccountStatementRow RowOf(SoldParcel row, StatementPeriod time, StatementFacts facts, bool canBePaid)
    {
        var (parcel, payout) = (row.Parcel, facts.Paid.GetValueOrDefault(row.Parcel.Id));
        var money = facts.Deliveries.Of(parcel, policy.Settings, clock.GetUtcNow().UtcDateTime);
        SoldLine[] goods = [.. facts.Lines[(parcel.OrderId, parcel.OriginCode)]];
        var backs = goods.SelectMany(line => facts.Refunded[(parcel.OrderId, line.Line.LotId)]);
        var reversals = facts.Reversals[parcel.Id].ToList();
        var stage = PayStages.Of(
            parcel,
            goods.Sum(line => line.Line.FenOf(line.Line.KeptGrams)),
            payout,
            facts.Disputed.Contains(parcel.OrderId),
            canBePaid,
            money?.Status == DeliveryReviewStatus.Waiting,
            money is { IsDue: true },
            facts.Held.Contains(null) || facts.Held.Contains(parcel.Id),
            facts.SetOff[parcel.Id].Sum(paid => paid.Fen)
        );
        return new AccountStatementRow(
            parcel.Id,
            parcel.OrderId,
            row.SoldAt,
            [.. goods.Select(line => line.Line.Household).Where(name => name.Length > 0).Distinct()],
            Array.Exists(goods, line => line.Line.Household != line.FarmerName),
            [
                .. goods
                    .GroupBy(line => line.Line.ProduceCode)
                    .Select(kind => new AccountStatementGoods(kind.Key, kind.Sum(line => line.Line.Grams))),
            ],
            time.Holds(row.SoldAt) ? goods.Sum(line => line.Line.GoodsFen) : 0,
            backs.Where(back => time.Holds(back.At)).Sum(back => back.GoodsFen),
            time.Holds(payout?.PaidAt) ? payout!.AmountFen : 0,
            reversals.Where(reversal => time.Holds(reversal.DoneAt)).Sum(reversal => reversal.AmountFen),
            stage,
            money?.At,
            money?.Basis == DeliveryBasis.Delay,
            payout?.PaidAt,
            payout is { Status: PayoutStatus.Paid, PayeeId: { } payee } ? facts.Payees.GetValueOrDefault(payee) : null,
            reversals.Where(reversal => reversal.DoneAt is null).Sum(reversal => reversal.AmountFen)
        )
        {
            ClawbackFen = facts.SetOff[parcel.Id].Where(paid => paid.IsPublic && time.Holds(paid.At)).Sum(paid => paid.Fen),
        };
    }

    private static async Task<AccountStatementSums> SumsAsync(MarketDb db, Guid farmerId, StatementPeriod time)
    {
        string[] accountIds = [AccountIds.Farmer(farmerId)];
        var before = await db.SumsAsync(accountIds, LedgerReasons.All, time.From);
        var after = await db.SumsAsync(accountIds, LedgerReasons.All, time.Before);
        AccountSum Of(string reason)
        {
            var (first, last) = (before.FirstOrDefault(sum => sum.Reason == reason), after.FirstOrDefault(sum => sum.Reason == reason));
            return new(
                accountIds[0],
                reason,
                (last?.DebitsFen ?? 0) - (first?.DebitsFen ?? 0),
                (last?.CreditsFen ?? 0) - (first?.CreditsFen ?? 0)
            );
        }

        return new(
            before.Sum(sum => sum.CreditsFen - sum.DebitsFen),
            Of(LedgerReasons.Goods).CreditsFen,
            Of(LedgerReasons.Refund).DebitsFen,
            Of(LedgerReasons.Payout).DebitsFen,
            Of(LedgerReasons.Payout).CreditsFen
        )
        {
            ClawbackFen = Of(LedgerReasons.Clawback).DebitsFen,
        };
    }

    /// <summary>Set by name, so that the database can filter and sort by its parts.</summary>
    private sealed class SoldParcel
    {
        public required Parcel Parcel { get; init; }

        public required DateTime SoldAt { get; init; }
    }

    private sealed record SoldLine(OrderLine Line, string OriginCode, string FarmerName);

    /// <summary>What a payout paid for a claim: public money, or what a refund had taken.</summary>
    private sealed record SetOff(Guid PayoutId, DateTime At, long Fen, bool IsPublic);

    private sealed record RefundedGoods(Guid OrderId, Guid LotId, DateTime At, long GoodsFen);

    /// <param name="Lines">By order and origin, which together are a parcel of the farmer's.</param>
    /// <param name="Refunded">By order and lot.</param>
    /// <param name="Paid">By parcel.</param>
    /// <param name="Reversals">By parcel.</param>
    /// <param name="Disputed">Orders.</param>
    /// <param name="Payees">The names of others who were paid for the farmer.</param>
    /// <param name="SetOff">By parcel.</param>
    /// <param name="Held">Parcels whose payouts are held now; null among them where all are.</param>
    private sealed record StatementFacts(
        ILookup<(Guid OrderId, string OriginCode), SoldLine> Lines,
        ILookup<(Guid OrderId, Guid LotId), RefundedGoods> Refunded,
        IReadOnlyDictionary<Guid, Payout> Paid,
        ILookup<Guid, PayoutReversal> Reversals,
        IReadOnlyCollection<Guid> Disputed,
        IReadOnlyDictionary<Guid, string> Payees,
        ParcelDeliveries Deliveries,
        ILookup<Guid, SetOff> SetOff,
        IReadOnlyCollection<Guid?> Held
    );
}
