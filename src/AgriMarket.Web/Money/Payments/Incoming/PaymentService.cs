using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>
/// A payer has begun to pay: keeps the thing paid for a little longer, and says until when. Registered like <see cref="SettlePayment"/>.
/// </summary>
public delegate Task<DateTime> ExtendTime(WriteScope scope, Guid paymentId);

/// <summary>Asks buyers for money, and opens and closes the gateway's pages where they pay.</summary>
public sealed class PaymentService(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    IPaymentGateway gateway,
    PaymentRecorder recorder,
    ExtendTime extend,
    TimeProvider clock
)
{
    /// <summary>Gateways want at least half an hour; what is unpaid when its stock is let go is closed before.</summary>
    private static readonly TimeSpan SessionLife = TimeSpan.FromMinutes(31);

    /// <summary>So long after a gateway did not answer nobody waits for it again only to let go of stock.</summary>
    private static readonly TimeSpan OutageLife = TimeSpan.FromSeconds(30);

    private static readonly Func<MarketDb, Guid, Guid, Task<Payment?>> Find = EF.CompileAsyncQuery(
        (MarketDb db, Guid id, Guid payerId) =>
            db.Set<Payment>().AsNoTracking().FirstOrDefault(payment => payment.Id == id && payment.PayerId == payerId)
    );

    private DateTime outageUntil = DateTime.MinValue;

    /// <summary>The payment of this payer; null when there is none, also when it is somebody else's.</summary>
    public async Task<Payment?> FindAsync(Guid id, Guid payerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await Find(db, id, payerId);
    }

    /// <summary>
    /// Notes that the payer has begun to pay, which gives the first time a few minutes more. Later times, and when there is
    /// nothing left to pay for, it changes nothing.
    /// </summary>
    public Task<Result<Done>> BeginAsync(Guid id, Guid payerId) => writer.RunAsync(scope => BeginAsync(scope, id, payerId), id);

    private async Task<Result<Done>> BeginAsync(WriteScope scope, Guid id, Guid payerId)
    {
        if (await scope.Db.Set<Payment>().FirstOrDefaultAsync(row => row.Id == id && row.PayerId == payerId) is not { } payment)
        {
            return new Rejection("payment.unknown");
        }

        if (payment.Begin(scope.Now))
        {
            payment.PayBefore = await extend(scope, id);
            await scope.Db.SaveChangesAsync();
        }

        return Done.Instance;
    }

    /// <summary>
    /// Where this payer pays: the gateway's page, the same one as long as it is open. Rejects with <c>payment.unknown</c>,
    /// <c>payment.moved</c> when there is nothing to pay any more, <c>payment.under-way</c> when it is paid and the money takes
    /// its time, <c>payment.outcome</c> in the sandbox, whose payments are
    /// told how to end, and as the gateway refuses.
    /// </summary>
    /// <param name="returnAddress">Where the market is reached, without a slash at the end.</param>
    /// <param name="language"><c>zh</c> or <c>en</c>.</param>
    public async Task<Result<string>> OpenPageAsync(Guid id, Guid payerId, string returnAddress, string language)
    {
        if (gateway is SandboxGateway)
        {
            return new Rejection("payment.outcome", "outcome");
        }

        var wanted = await writer.RunAsync(scope => OpenSessionAsync(scope, id, payerId, returnAddress, language), id);
        if (!wanted.IsOk)
        {
            return Result<string>.Refused(wanted.Rejections);
        }

        if (wanted.Value is { Status: SessionStatus.Open, Address: { } known })
        {
            return known;
        }

        if (wanted.Value.AmountFen == 0)
        {
            return $"{returnAddress}/orders/{id}";
        }

        var opened = await OpenAtGatewayAsync(wanted.Value, CancellationToken.None);
        return !opened.IsOk ? Result<string>.Refused(opened.Rejections)
            : opened.Value.Address is { } address ? address
            : new Rejection("payment.moved", null, opened.Value.Status, SessionStatus.Open);
    }

    /// <summary>Whether a page is open where it can be paid, or may have been paid unseen.</summary>
    public async Task<bool> HasPageAsync(Guid id)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<PaymentSession>().NotEnded().AnyAsync(row => row.PaymentId == id);
    }

    /// <summary>Asks the gateway how a payment stands whose payer has come back from its page, and books what it says.</summary>
    public async Task<Result<Done>> AskAsync(Guid id, Guid payerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var session = await db.Set<PaymentSession>()
            .AsNoTracking()
            .NotEnded()
            .Where(row => row.PaymentId == id && db.Set<Payment>().Any(payment => payment.Id == id && payment.PayerId == payerId))
            .FirstOrDefaultAsync();
        return session is null ? Done.Instance : await AskAsync(session, CancellationToken.None);
    }

    /// <summary>Asks the gateway about a page and books what it says.</summary>
    internal async Task<Result<Done>> AskAsync(PaymentSession session, CancellationToken stop)
    {
        if (session.Reference is not { } reference)
        {
            // Whether the gateway has it is not known; asked for with the same key it says so.
            var opened = await OpenAtGatewayAsync(session, stop);
            return opened.IsOk ? Done.Instance : Result<Done>.Refused(opened.Rejections);
        }

        var read = await gateway.ReadSessionAsync(reference, stop);
        return IsRefused(read) ? await GiveUpAsync(session) : await BookAsync(read);
    }

    /// <summary>
    /// Closes the pages where a payment can be paid, so that what it is for can be let go; money that came first is booked.
    /// Rejects with <c>gateway.unreachable</c> when the gateway does not say so.
    /// </summary>
    public async Task<Result<Done>> StopAsync(Guid id)
    {
        if (clock.GetUtcNow().UtcDateTime < outageUntil)
        {
            return new Rejection("gateway.unreachable");
        }

        await using var db = await contexts.CreateDbContextAsync();
        foreach (
            var session in await db.Set<PaymentSession>()
                .AsNoTracking()
                .Where(row => row.PaymentId == id && (row.Status == SessionStatus.Opening || row.Status == SessionStatus.Open))
                .ToListAsync()
        )
        {
            var closed = await CloseAtGatewayAsync(session);
            if (!closed.IsOk)
            {
                outageUntil = closed.Rejections[0].Code == "gateway.unreachable" ? clock.GetUtcNow().UtcDateTime + OutageLife : outageUntil;
                return closed;
            }
        }

        return Done.Instance;
    }

    private async Task<Result<Done>> CloseAtGatewayAsync(PaymentSession session)
    {
        var reference = session.Reference;
        if (reference is null)
        {
            var opened = await OpenAtGatewayAsync(session, CancellationToken.None);
            if (!opened.IsOk)
            {
                return IsRefused(opened) ? await GiveUpAsync(session) : Result<Done>.Refused(opened.Rejections);
            }

            reference = opened.Value.Reference;
        }

        var closed = await gateway.CloseSessionAsync(reference);
        return IsRefused(closed) ? await GiveUpAsync(session) : await BookAsync(closed);
    }

    /// <summary>A page that the gateway refuses to open, or does not know: nobody can pay there.</summary>
    private static bool IsRefused(Result<GatewaySession> answer) => !answer.IsOk && answer.Rejections[0].Code == "gateway.refused";

    private async Task<Result<PaymentSession>> OpenSessionAsync(
        WriteScope scope,
        Guid id,
        Guid payerId,
        string returnAddress,
        string language
    )
    {
        var payment = await scope.Db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.PayerId == payerId);
        if (payment is null)
        {
            return new Rejection("payment.unknown");
        }

        if (payment.Status is not (PaymentStatus.Open or PaymentStatus.Declined) || payment.PayBefore <= scope.Now)
        {
            return new Rejection("payment.moved", null, payment.Status, PaymentAction.Succeed);
        }

        if (await scope.Db.Set<PaymentSession>().AsNoTracking().NotEnded().FirstOrDefaultAsync(row => row.PaymentId == id) is { } open)
        {
            return open.CanBePaid ? open : new Rejection("payment.under-way");
        }

        var session = new PaymentSession
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(scope.Now)),
            PaymentId = id,
            AmountFen = payment.AmountFen,
            ReturnAddress = returnAddress,
            Language = language,
            CreatedAt = scope.Now,
            ExpiresAt = payment.PayBefore > scope.Now + SessionLife ? payment.PayBefore : scope.Now + SessionLife,
            AskedAt = scope.Now,
        };
        if (payment.AmountFen == 0)
        {
            // Subsidies pay for all of it: no gateway is needed.
            var settled = await recorder.SettleAsync(scope, id, payment.Status);
            return settled.IsOk ? session : Result<PaymentSession>.Refused(settled.Rejections);
        }

        scope.Db.Add(session);
        await scope.Db.SaveChangesAsync();
        return session;
    }

    private async Task<Result<GatewaySession>> OpenAtGatewayAsync(PaymentSession session, CancellationToken stop)
    {
        var opened = await gateway.OpenSessionAsync(session, stop);
        if (!opened.IsOk)
        {
            return opened;
        }

        var noted = await writer.RunWhenThereIsRoomAsync<Done>(
            async scope =>
            {
                var row = await scope.Db.Set<PaymentSession>().SingleAsync(row => row.Id == session.Id);
                row.Opened(opened.Value.Reference, opened.Value.Address);
                await scope.Db.SaveChangesAsync();
                return await recorder.TakeAsync(scope, opened.Value);
            },
            session.PaymentId
        );
        return noted.IsOk ? opened : Result<GatewaySession>.Refused(noted.Rejections);
    }

    private Task<Result<Done>> GiveUpAsync(PaymentSession session) =>
        writer.RunWhenThereIsRoomAsync<Done>(
            async scope =>
            {
                (await scope.Db.Set<PaymentSession>().SingleAsync(row => row.Id == session.Id)).Move(SessionAction.Expire);
                await scope.Db.SaveChangesAsync();
                return Done.Instance;
            },
            session.PaymentId
        );

    private async Task<Result<Done>> BookAsync(Result<GatewaySession> reported) =>
        reported.IsOk
            ? await writer.RunWhenThereIsRoomAsync(scope => recorder.TakeAsync(scope, reported.Value), reported.Value.Subjects)
            : Result<Done>.Refused(reported.Rejections);
}
