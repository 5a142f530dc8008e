using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Trade.OrderNotifications;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.SalesFigures;
using AgriMarket.Web.Trade.Stock;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Refunds;

/// <summary>
/// Refunds parts of paid orders, or all of them. Ids are made by the caller, and a replay returns the same result, with
/// another content it rejects with <c>refund.id-taken</c>. Other refusals: <c>order.unknown</c> when it is not theirs to ask
/// (see <see cref="RefundRights"/>), <c>refund.own</c> to a buyer in office (<see cref="ConflictOfInterest"/>), <c>refund.taken-back</c>
/// of a parcel whose public money a case took back, <c>market.busy</c> when a lot goes off sale meanwhile, and what
/// <see cref="Refunding.Plan"/> says.
/// </summary>
public sealed class RefundService(
    MarketWriter writer,
    RefundRights rights,
    PaymentRecorder payments,
    PayoutRecorder payouts,
    BuyerNotifier notifier,
    IDbContextFactory<MarketDb> contexts,
    TimeProvider clock
)
{
    /// <summary>A buyer cancels what is not shipped yet. It goes back on sale, or is written off where the lot is off sale.</summary>
    public Task<Result<Refund>> CancelAsync(Guid id, Guid orderId, Guid buyerId, IReadOnlyList<WantedLine> lines) =>
        RefundAsync(new RefundIntent(id, orderId, buyerId, RefundKind.Unshipped, lines, ""));

    /// <summary>
    /// Refunds what the intent asks for: one command for the buyer, the farmer and those in office. What nothing proves is refunded by a
    /// decision on its delivery alone: rejects with <c>refund.by-review</c>.
    /// </summary>
    public Task<Result<Refund>> RefundAsync(RefundIntent intent) =>
        intent.Kind == RefundKind.Unproven
            ? Task.FromResult<Result<Refund>>(new Rejection("refund.by-review"))
            : writer.RunAsync(
                async scope =>
                {
                    var refunded = await RefundAsync(scope, intent);
                    if (refunded.IsOk)
                    {
                        await notifier.RefundedAsync(scope, refunded.Value);
                    }

                    return refunded;
                },
                intent.OrderId,
                intent.Id
            );

    /// <summary>As the other, as a part of a command that has more to say, and says it to the buyer itself.</summary>
    internal async Task<Result<Refund>> RefundAsync(WriteScope scope, RefundIntent intent)
    {
        if (
            await scope.Db.Set<Refund>().AsNoTracking().Include(row => row.Lines).FirstOrDefaultAsync(row => row.Id == intent.Id) is
            { } known
        )
        {
            return known.IsSame(intent) ? known : new Rejection("refund.id-taken");
        }

        if (await FindAsync(scope.Db, intent) is not { } order)
        {
            return new Rejection("order.unknown");
        }

        var why =
            await WhyNotOwnAsync(scope.Db, order, intent)
            ?? (await IsTakenBackAsync(scope.Db, order, intent) ? new Rejection("refund.taken-back") : null);
        if (why is not null)
        {
            return why;
        }

        // The rule moves the order.
        var counted = CampaignSale.Of(order.Lines);
        var planned = Refunding.Plan(intent, order, await LotsAsync(scope.Db, order), scope.Now);
        if (!planned.IsOk)
        {
            return Result<Refund>.Refused(planned.Rejections);
        }

        var saved = await SaveAsync(scope, order, planned.Value, counted);
        if (saved.IsOk && IsInOffice(order, intent))
        {
            await NoteAsync(scope, intent, saved.Value);
        }

        return saved;
    }

    /// <summary>Neither the buyer who cancels nor a farmer who gives back what is theirs.</summary>
    private static bool IsInOffice(Order order, RefundIntent intent) =>
        intent.Kind != RefundKind.Unshipped && order.Lines.TrueForAll(line => line.FarmerId != intent.MemberId);

    /// <summary>Nobody gives themselves money back in office.</summary>
    private static async Task<Rejection?> WhyNotOwnAsync(MarketDb db, Order order, RefundIntent intent) =>
        IsInOffice(order, intent) ? await db.WhyNotAboutAsync(intent.MemberId, "refund.own", order.BuyerId) : null;

    /// <summary>Of those in office: what buyers and farmers refund is their own.</summary>
    private static Task NoteAsync(WriteScope scope, RefundIntent intent, Refund refund) =>
        ActWriter.NoteAsync(
            scope,
            new(RefundActs.Refund.Code, intent.MemberId, "order", intent.OrderId)
            {
                SubjectName = $"{intent.Kind}",
                After = refund.BuyerFen.ToString(CultureInfo.InvariantCulture),
                Reason = intent.Note,
            }
        );

    /// <summary>What the same intent would refund now, to whom. Nothing is changed; refused as the command would be.</summary>
    public async Task<Result<Refund>> PreviewAsync(RefundIntent intent)
    {
        // The rule moves the order it is given, so that it is one of this context's own, which nobody saves.
        await using var db = await contexts.CreateDbContextAsync();
        if (await FindAsync(db, intent) is not { } order)
        {
            return new Rejection("order.unknown");
        }

        if (await WhyNotOwnAsync(db, order, intent) is { } own)
        {
            return own;
        }

        var planned = Refunding.Plan(intent, order, await LotsAsync(db, order), clock.GetUtcNow().UtcDateTime);
        return planned.IsOk ? planned.Value.Refund : Result<Refund>.Refused(planned.Rejections);
    }

    /// <summary>The order, if this member may refund these lines of it in this way.</summary>
    private async Task<Order?> FindAsync(MarketDb db, RefundIntent intent) =>
        await (await rights.OrdersAsync(db, intent))
            .Include(row => row.Lines)
            .Include(row => row.Parcels)
            .Include(row => row.Grants)
            .AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == intent.OrderId);

    /// <summary>Its grants are on their way to their schemes by a case: a refund would send them there a second time.</summary>
    private static async Task<bool> IsTakenBackAsync(MarketDb db, Order order, RefundIntent intent)
    {
        var parcelIds = order.Parcels.ConvertAll(parcel => parcel.Id);
        var taken = await db.Set<PayoutClaim>()
            .Where(claim => parcelIds.Contains(claim.PayoutId) && claim.SchemeId != null)
            .Select(claim => claim.PayoutId)
            .ToListAsync();
        if (taken.Count == 0)
        {
            return false;
        }

        var lots = await LotsAsync(db, order);
        return intent.Lines.Any(line =>
            lots.TryGetValue(line.LotId, out var lot)
            && order.Parcels.Exists(parcel =>
                taken.Contains(parcel.Id) && parcel.FarmerId == lot.FarmerId && parcel.OriginCode == lot.OriginCode
            )
        );
    }

    private static async Task<IReadOnlyDictionary<Guid, Lot>> LotsAsync(MarketDb db, Order order)
    {
        var lotIds = order.Lines.ConvertAll(line => line.LotId);
        return await db.Set<Lot>().AsNoTracking().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id);
    }

    /// <param name="counted">What the order counted for in campaigns before.</param>
    private async Task<Result<Refund>> SaveAsync(WriteScope scope, Order order, RefundPlan plan, IReadOnlyList<CampaignSale> counted)
    {
        foreach (var back in plan.Returns)
        {
            if (!await StockMoves.ReturnAsync(scope, back, order.Id))
            {
                return new Rejection("market.busy");
            }
        }

        var written = await LedgerWriter.WriteAsync(scope, plan.Transfers);
        if (!written.IsOk)
        {
            throw new InvalidOperationException(
                $"Refund {plan.Refund.Id} was refused money that had been paid: {written.Rejections[0].Code}."
            );
        }

        await CampaignFiguresWriter.AddAsync(scope, counted, CampaignSale.Of(order.Lines));
        scope.Db.Add(plan.Refund);
        await scope.Db.SaveChangesAsync();
        await payments.SendBackAsync(scope, plan.Refund.Id, order.Id, plan.Refund.BuyerFen);
        foreach (var parcel in plan.Parcels)
        {
            await payouts.TakeBackAsync(scope, parcel.ParcelId, parcel.GoodsFen);
        }

        OrderEvents.Sold(scope, order);
        return plan.Refund;
    }
}
