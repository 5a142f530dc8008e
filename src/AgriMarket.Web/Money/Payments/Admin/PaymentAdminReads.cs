using System.Globalization;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Gateways;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Admin;

/// <summary>What passes between the market and its gateway.</summary>
public enum PaymentOperationKind
{
    /// <summary>Money that came in.</summary>
    Charge,

    /// <summary>An event from the gateway.</summary>
    Event,
    Refund,
    Payout,
    Reversal,
    Dispute,
}

/// <summary>One such thing, as a person looks at it.</summary>
/// <param name="Id">What <see cref="PaymentAdmin"/> knows it by.</param>
/// <param name="OrderId">Null when it belongs to no order.</param>
/// <param name="Amount">In the smallest unit of the currency; null for events.</param>
/// <param name="Status">The name of its status.</param>
/// <param name="Detail">The gateway's id, type or reason.</param>
/// <param name="Failure">Why it did not work the last time.</param>
/// <param name="Tries">How often it was tried without success.</param>
/// <param name="NextTryAt">Null when nothing more happens by itself.</param>
/// <param name="NeedsSomebody">It stands still until a person does something.</param>
public sealed record PaymentOperation(
    PaymentOperationKind Kind,
    string Id,
    DateTime At,
    Guid? OrderId,
    long? Amount,
    string Currency,
    string Status,
    string Detail,
    string Failure,
    int Tries,
    DateTime? NextTryAt,
    bool NeedsSomebody
);

/// <summary>What administrators see of payments.</summary>
public sealed class PaymentAdminReads(IDbContextFactory<MarketDb> contexts, IPaymentGateway gateway)
{
    public const int PageSize = 25;

    /// <summary>Which gateway this market has.</summary>
    public string Gateway => gateway.Name;

    /// <summary>How many of each kind need somebody.</summary>
    public async Task<IReadOnlyDictionary<PaymentOperationKind, int>> WaitingAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return new Dictionary<PaymentOperationKind, int>
        {
            [PaymentOperationKind.Charge] = await db.Set<Charge>().CountAsync(row => row.Use == ChargeUse.Held),
            [PaymentOperationKind.Event] = await db.Set<GatewayEvent>()
                .CountAsync(row => row.Status == GatewayEventStatus.Held || row.Status == GatewayEventStatus.Failed),
            [PaymentOperationKind.Refund] = await db.Set<PaymentRefund>().CountAsync(row => row.Status == PaymentRefundStatus.Failed),
            [PaymentOperationKind.Payout] = await db.Set<Payout>().CountAsync(row => row.Status == PayoutStatus.Failed),
            [PaymentOperationKind.Reversal] = await db.Set<PayoutReversal>()
                .CountAsync(row => row.DoneAt == null && row.Tries >= Retries.Most),
            [PaymentOperationKind.Dispute] = await db.Set<Dispute>().CountAsync(row => row.Status == DisputeStatus.Open),
        };
    }

    /// <summary>A page of one kind, what needs somebody first, then the newest.</summary>
    public async Task<PageOf<PaymentOperation>> ListAsync(PaymentOperationKind kind, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return kind switch
        {
            PaymentOperationKind.Charge => (await Charges(db).PageAsync(page, PageSize)).With(Of),
            PaymentOperationKind.Event => (await Events(db).PageAsync(page, PageSize)).With(Of),
            PaymentOperationKind.Refund => (await Refunds(db).PageAsync(page, PageSize)).With(Of),
            PaymentOperationKind.Payout => (await Payouts(db).PageAsync(page, PageSize)).With(Of),
            PaymentOperationKind.Reversal => (await Reversals(db).PageAsync(page, PageSize)).With(Of),
            PaymentOperationKind.Dispute => (await Disputes(db).PageAsync(page, PageSize)).With(Of),
            _ => throw new InvalidOperationException($"Unknown kind {kind}."),
        };
    }

    private static IQueryable<Charge> Charges(MarketDb db) =>
        db.Set<Charge>()
            .AsNoTracking()
            .OrderBy(row => row.Use == ChargeUse.Held ? 0 : 1)
            .ThenByDescending(row => row.At)
            .ThenBy(row => row.Reference);

    private static IQueryable<GatewayEvent> Events(MarketDb db) =>
        db.Set<GatewayEvent>()
            .AsNoTracking()
            .OrderBy(row => row.Status == GatewayEventStatus.Held || row.Status == GatewayEventStatus.Failed ? 0 : 1)
            .ThenByDescending(row => row.ReceivedAt)
            .ThenBy(row => row.Id);

    private static IQueryable<PaymentRefund> Refunds(MarketDb db) =>
        db.Set<PaymentRefund>()
            .AsNoTracking()
            .OrderBy(row => row.Status == PaymentRefundStatus.Failed ? 0 : 1)
            .ThenByDescending(row => row.CreatedAt)
            .ThenBy(row => row.Id);

    private static IQueryable<Payout> Payouts(MarketDb db) =>
        db.Set<Payout>()
            .AsNoTracking()
            .OrderBy(row => row.Status == PayoutStatus.Failed ? 0 : 1)
            .ThenByDescending(row => row.CreatedAt)
            .ThenBy(row => row.Id);

    private static IQueryable<PaidReversal> Reversals(MarketDb db) =>
        from reversal in db.Set<PayoutReversal>().AsNoTracking()
        join payout in db.Set<Payout>() on reversal.PayoutId equals payout.Id
        orderby reversal.DoneAt == null ? 0 : 1, reversal.CreatedAt descending, reversal.Id
        select new PaidReversal(reversal, payout.PaymentId);

    private static IQueryable<Dispute> Disputes(MarketDb db) =>
        db.Set<Dispute>()
            .AsNoTracking()
            .OrderBy(row => row.Status == DisputeStatus.Open ? 0 : 1)
            .ThenByDescending(row => row.OpenedAt)
            .ThenBy(row => row.Reference);

    private static PaymentOperation Of(Charge row) =>
        new(
            PaymentOperationKind.Charge,
            row.Reference,
            row.At,
            row.PaymentId,
            row.Amount,
            row.Currency,
            row.Use.ToString(),
            row.Reference,
            row.Note.Length > 0 ? row.Note : row.HeldFor?.ToString() ?? "",
            0,
            null,
            row.Use == ChargeUse.Held
        );

    private static PaymentOperation Of(GatewayEvent row) =>
        new(
            PaymentOperationKind.Event,
            row.Id,
            row.ReceivedAt,
            null,
            null,
            "",
            row.Status.ToString(),
            row.Type,
            row.Note,
            row.Tries,
            row.Status == GatewayEventStatus.Received ? row.NextTryAt : null,
            row.Status is GatewayEventStatus.Held or GatewayEventStatus.Failed
        );

    private static PaymentOperation Of(PaymentRefund row) =>
        new(
            PaymentOperationKind.Refund,
            Text(row.Id),
            row.CreatedAt,
            row.PaymentId,
            row.AmountFen,
            Charge.Yuan,
            row.Status.ToString(),
            row.Reference ?? row.ChargeReference,
            row.Failure,
            row.Tries,
            row.Status == PaymentRefundStatus.Waiting ? row.NextTryAt : null,
            row.Status == PaymentRefundStatus.Failed
        );

    private static PaymentOperation Of(Payout row) =>
        new(
            PaymentOperationKind.Payout,
            Text(row.Id),
            row.CreatedAt,
            row.PaymentId,
            row.AmountFen,
            Charge.Yuan,
            row.Status.ToString(),
            row.Reference ?? row.Household,
            row.Failure,
            row.Tries,
            row.Status is PayoutStatus.Sending || (row.Status == PayoutStatus.Waiting && row.Tries > 0) ? row.NextTryAt : null,
            row.Status == PayoutStatus.Failed
        );

    private static PaymentOperation Of(PaidReversal row) =>
        new(
            PaymentOperationKind.Reversal,
            Text(row.Reversal.Id),
            row.Reversal.CreatedAt,
            row.PaymentId,
            row.Reversal.AmountFen,
            Charge.Yuan,
            row.Reversal.DoneAt is null ? "Waiting" : "Done",
            row.Reversal.Reference ?? "",
            row.Reversal.Failure,
            row.Reversal.Tries,
            row.Reversal.DoneAt is null ? row.Reversal.NextTryAt : null,
            row.Reversal.DoneAt is null && row.Reversal.Tries >= Retries.Most
        );

    private static PaymentOperation Of(Dispute row) =>
        new(
            PaymentOperationKind.Dispute,
            row.Reference,
            row.OpenedAt,
            row.PaymentId,
            row.AmountFen,
            Charge.Yuan,
            row.Status.ToString(),
            row.Reason,
            "",
            0,
            row.AnswerBefore,
            row.Status == DisputeStatus.Open
        );

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    /// <param name="PaymentId">Of the payout that is taken back.</param>
    private sealed record PaidReversal(PayoutReversal Reversal, Guid PaymentId);
}
