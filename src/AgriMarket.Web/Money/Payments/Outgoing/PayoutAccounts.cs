using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>Where farmers' money goes: their own account with the gateway, or somebody else's who has agreed to take it.</summary>
public sealed class PayoutAccounts(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    IPaymentGateway gateway,
    PaymentSignal signal,
    NotifyPayee notify,
    FactorGuard guard
)
{
    /// <summary>A member's account with this market's gateway; null when there is none.</summary>
    public async Task<PayoutAccount?> FindAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<PayoutAccount>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.MemberId == memberId && row.Gateway == gateway.Name);
    }

    /// <summary>
    /// Opens an account for a member, or goes on with one that wants to know more, and says where: the gateway's own page. The
    /// sandbox wants to know nothing, so its answer leads straight back. Refused as the gateway refuses, and as
    /// <see cref="FactorGuard.WhyNotAsync"/> does.
    /// </summary>
    /// <param name="returnAddress">An absolute address of the market.</param>
    public async Task<Result<string>> OpenAsync(Guid memberId, string returnAddress, Guid? sessionId = null)
    {
        if (await guard.WhyNotNowAsync(writer, memberId, sessionId) is { } why)
        {
            return why;
        }

        var account = await FindAsync(memberId);
        if (account is null)
        {
            var opened = await gateway.OpenAccountAsync(memberId);
            if (!opened.IsOk)
            {
                return Result<string>.Refused(opened.Rejections);
            }

            var kept = await writer.RunAsync(scope => KeepAsync(scope, memberId, opened.Value));
            if (!kept.IsOk)
            {
                return Result<string>.Refused(kept.Rejections);
            }

            account = kept.Value;
        }

        return account.Status == PayoutAccountStatus.Ready
            ? returnAddress
            : await gateway.AccountPageAsync(account.Reference, returnAddress);
    }

    /// <summary>Asks the gateway how a member's account stands, as when they come back from its page.</summary>
    public async Task<Result<Done>> AskAsync(Guid memberId)
    {
        if (await FindAsync(memberId) is not { } account)
        {
            return Done.Instance;
        }

        var read = await gateway.ReadAccountAsync(account.Reference);
        return read.IsOk ? await writer.RunAsync(scope => TakeAsync(scope, read.Value)) : Result<Done>.Refused(read.Rejections);
    }

    /// <summary>How an account stands at the gateway. Rejects with <c>payment.account-unknown</c> when it is nobody's.</summary>
    internal async Task<Result<Done>> TakeAsync(WriteScope scope, GatewayAccount reported)
    {
        if (await scope.Db.Set<PayoutAccount>().FirstOrDefaultAsync(row => row.Reference == reported.Reference) is not { } account)
        {
            return new Rejection("payment.account-unknown");
        }

        (account.Status, account.CheckedAt) = (reported.Status, scope.Now);
        await scope.Db.SaveChangesAsync();
        scope.OnDurable(signal.Raise);
        return Done.Instance;
    }

    /// <summary>
    /// A farmer asks somebody to take their money for them, or (null) takes it themselves again. Asked again, whoever has agreed need
    /// not do so again. Refused beside the login with
    /// what <see cref="Login.Read"/> says, and <c>payout.payee-unknown</c> when no other co-operative or official has it.
    /// </summary>
    public Task<Result<Done>> AskPayeeAsync(Guid farmerId, string? payeeLogin) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (payeeLogin is null)
            {
                await scope.Db.Set<PayeeChoice>().Where(row => row.FarmerId == farmerId).ExecuteDeleteAsync();
                return Done.Instance;
            }

            var login = Login.Read(payeeLogin, nameof(payeeLogin));
            if (!login.IsOk)
            {
                return Result<Done>.Refused(login.Rejections);
            }

            if (
                await scope.Db.MemberOfLoginAsync(login.Value) is not { } payeeId
                || payeeId == farmerId
                || !await scope.Db.MayBePayeeAsync(payeeId)
            )
            {
                return new Rejection("payout.payee-unknown", nameof(payeeLogin));
            }

            if (await scope.Db.Set<PayeeChoice>().AnyAsync(row => row.FarmerId == farmerId && row.PayeeId == payeeId))
            {
                return Done.Instance;
            }

            var choice = new PayeeChoice
            {
                FarmerId = farmerId,
                PayeeId = payeeId,
                AskedAt = scope.Now,
            };
            await scope.Sql.UpsertAsync(choice);
            await notify(scope, choice, null);
            return Done.Instance;
        });

    /// <summary>
    /// Whoever was asked agrees to take a farmer's money, or says no. Rejects with <c>payout.not-asked</c>, also when they are no
    /// co-operative or official any more, and as <see cref="FactorGuard.WhyNotAsync"/> does.
    /// </summary>
    public Task<Result<Done>> AnswerAsync(Guid payeeId, Guid farmerId, bool agrees, Guid? sessionId = null) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (
                await scope.Db.Set<PayeeChoice>().FirstOrDefaultAsync(row => row.FarmerId == farmerId && row.PayeeId == payeeId)
                    is not { } choice
                || !await scope.Db.MayBePayeeAsync(payeeId)
            )
            {
                return new Rejection("payout.not-asked");
            }

            if (await guard.WhyNotAsync(scope, payeeId, sessionId) is { } unconfirmed)
            {
                return unconfirmed;
            }

            if (agrees)
            {
                choice.AgreedAt ??= scope.Now;
            }
            else
            {
                scope.Db.Remove(choice);
            }

            await scope.Db.SaveChangesAsync();
            await notify(scope, choice, agrees);
            scope.OnDurable(signal.Raise);
            return Done.Instance;
        });

    private async Task<Result<PayoutAccount>> KeepAsync(WriteScope scope, Guid memberId, GatewayAccount opened)
    {
        var account = new PayoutAccount
        {
            MemberId = memberId,
            Gateway = gateway.Name,
            Reference = opened.Reference,
            Status = opened.Status,
            CheckedAt = scope.Now,
        };
        await scope.Sql.UpsertAsync(account);
        scope.OnDurable(signal.Raise);
        return account;
    }
}
