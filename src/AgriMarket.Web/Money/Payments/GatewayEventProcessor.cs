using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Payments.Outgoing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Money.Payments;

/// <summary>
/// Looks into what the gateway has reported, and asks about pages of which nothing was heard: each time the gateway says what is
/// true now, and that is booked.
/// </summary>
internal sealed class GatewayEventProcessor(
    MarketWriter writer, IDbContextFactory<MarketDb> contexts, IPaymentGateway gateway, PaymentRecorder book, PaymentService payments, PayoutAccounts accounts, IOptions<PaymentOptions> options, TimeProvider clock)
{
    private const int AtOnce = 100;

    /// <summary>Looks into events that are due, in the order in which they came.</summary>
    /// <returns>Of how many the outcome is stored.</returns>
    public async Task<int> RunDueAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(stop);
        var due = await db.Set<GatewayEvent>().AsNoTracking().Where(row => row.Status == GatewayEventStatus.Received && row.NextTryAt <= now)
            .OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).Take(AtOnce).ToListAsync(stop);
        var ended = 0;
        foreach (var news in due)
        {
            ended += await EndAsync(news.Id, await LookIntoAsync(news, stop)) is { IsOk: true } ? 1 : 0;
        }

        return ended;
    }

    /// <summary>Asks about open pages of which nothing was heard for a while: their news may have been lost.</summary>
    public async Task AskDueAsync(CancellationToken stop)
    {
        var before = clock.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(options.Value.AskAfterMinutes);
        await using var db = await contexts.CreateDbContextAsync(stop);
        var due = await db.Set<PaymentSession>().AsNoTracking()
            .NotEnded().Where(row => row.AskedAt <= before)
            .OrderBy(row => row.AskedAt).Take(AtOnce).ToListAsync(stop);
        foreach (var session in due)
        {
            if (await payments.AskAsync(session, stop) is { IsOk: false, Rejections: [{ Code: "gateway.unreachable" }] })
            {
                break;
            }
        }
    }

    private async Task<Result<Done>> LookIntoAsync(GatewayEvent news, CancellationToken stop) => news.About switch
    {
        GatewayObject.Session => await BookAsync(await gateway.ReadSessionAsync(news.ObjectReference, stop), book.TakeAsync),
        GatewayObject.Dispute => await BookAsync(await gateway.ReadDisputeAsync(news.ObjectReference, stop), book.TakeAsync),
        GatewayObject.Refund => await BookAsync(await gateway.ReadRefundAsync(news.ObjectReference, stop), TakeRefundAsync),
        GatewayObject.PayoutAccount => await BookAsync(await gateway.ReadAccountAsync(news.ObjectReference, stop), accounts.TakeAsync),
        _ => Done.Instance,
    };

    private async Task<Result<Done>> BookAsync<T>(Result<T> read, Func<WriteScope, T, Task<Result<Done>>> take) =>
        read.IsOk ? await writer.RunWhenThereIsRoomAsync(scope => take(scope, read.Value)) : Result<Done>.Refused(read.Rejections);

    private async Task<Result<Done>> TakeRefundAsync(WriteScope scope, GatewayRefund news) =>
        await scope.Db.Set<PaymentRefund>().FirstOrDefaultAsync(row => row.Id == news.RefundId) is { } refund
            ? await book.TakeAsync(scope, refund, news)
            : new Rejection("payment.refund-unknown");

    private Task<Result<Done>> EndAsync(string eventId, Result<Done> outcome) => writer.RunWhenThereIsRoomAsync<Done>(async scope =>
    {
        var news = await scope.Db.Set<GatewayEvent>().SingleAsync(row => row.Id == eventId);
        if (outcome.IsOk)
        {
            news.End(GatewayEventStatus.Done, "", scope.Now);
        }
        else if (outcome.Rejections[0] is var why && why.Code.StartsWith("payment.", StringComparison.Ordinal))
        {
            news.End(GatewayEventStatus.Held, why.Code, scope.Now);
        }
        else
        {
            news.Wait(string.Join(' ', why.Args.Prepend(why.Code)), scope.Now);
        }

        await scope.Db.SaveChangesAsync();
        return Done.Instance;
    });
}
