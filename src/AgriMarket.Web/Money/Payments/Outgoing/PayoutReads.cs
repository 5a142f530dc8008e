using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.Outgoing;

/// <summary>Which way a member's money goes.</summary>
/// <param name="Account">Their own, with this market's gateway; null when there is none.</param>
/// <param name="Choice">Whom they have asked to take it for them; null when nobody.</param>
/// <param name="PayeeName">The name of that one.</param>
/// <param name="IsPayeeReady">That one has an account that can take it.</param>
public sealed record PayoutRoute(PayoutAccount? Account, PayeeChoice? Choice, string? PayeeName, bool IsPayeeReady)
{
    /// <summary>What is due can be sent: to the payee who has agreed, otherwise to himself.</summary>
    public bool CanBePaid => Choice is { AgreedAt: not null } ? IsPayeeReady : Account is { Status: PayoutAccountStatus.Ready };
}

/// <summary>A farmer who has asked a member to take their money for them.</summary>
/// <param name="Login">What they sign in with, so that they can be called.</param>
public sealed record PayeeRequest(PayeeChoice Choice, string Farmer, string Login);

/// <summary>What a member was sent for somebody else.</summary>
/// <param name="ReversedFen">What of it was taken back later.</param>
public sealed record PaidForOther(Payout Payout, string Farmer, long ReversedFen);

/// <summary>What members see of payouts. Every read names the member whose they are.</summary>
public sealed class PayoutReads(IDbContextFactory<MarketDb> contexts, IPaymentGateway gateway)
{
    public const int PageSize = 20;

    public async Task<PayoutRoute> WayAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var choice = await db.Set<PayeeChoice>().AsNoTracking().FirstOrDefaultAsync(row => row.FarmerId == memberId);
        var payeeId = choice?.PayeeId;
        var accounts = await db.Set<PayoutAccount>()
            .AsNoTracking()
            .Where(row => row.Gateway == gateway.Name && (row.MemberId == memberId || row.MemberId == payeeId))
            .ToDictionaryAsync(row => row.MemberId);
        return new(
            accounts.GetValueOrDefault(memberId),
            choice,
            payeeId is { } asked ? (await db.NamesAsync([asked]))[asked] : null,
            payeeId is { } payee && accounts.GetValueOrDefault(payee) is { Status: PayoutAccountStatus.Ready }
        );
    }

    /// <summary>
    /// Who has asked a member to take their money: those who wait for an answer first; nobody once the member is no co-operative or
    /// official any more.
    /// </summary>
    public async Task<PageOf<PayeeRequest>> AsksAsync(Guid payeeId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (!await db.MayBePayeeAsync(payeeId))
        {
            return PageOf<PayeeRequest>.Empty;
        }

        var asks = await (
            from choice in db.Set<PayeeChoice>().AsNoTracking()
            join farmer in db.Set<Member>() on choice.FarmerId equals farmer.Id
            where choice.PayeeId == payeeId
            orderby choice.AgreedAt != null, choice.AskedAt, choice.FarmerId
            select new { Choice = choice, Login = farmer.UserName! }
        ).PageAsync(page, PageSize);
        var names = await db.NamesAsync([.. asks.Items.Select(ask => ask.Choice.FarmerId)]);
        return asks.With(ask => new PayeeRequest(ask.Choice, names[ask.Choice.FarmerId], ask.Login));
    }

    /// <summary>What a member was sent for others, the latest first.</summary>
    public async Task<PageOf<PaidForOther>> PaidForOthersAsync(Guid payeeId, int? page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var paid = await (
            from payout in db.Set<Payout>().AsNoTracking()
            where payout.PayeeId == payeeId && payout.FarmerId != payeeId && payout.Status == PayoutStatus.Paid
            orderby payout.PaidAt descending, payout.Id
            select new
            {
                Payout = payout,
                ReversedFen = db.Set<PayoutReversal>()
                    .Where(reversal => reversal.PayoutId == payout.Id && reversal.DoneAt != null)
                    .Sum(reversal => reversal.AmountFen),
            }
        ).PageAsync(page, PageSize);
        var names = await db.NamesAsync([.. paid.Items.Select(row => row.Payout.FarmerId).Distinct()]);
        return paid.With(row => new PaidForOther(row.Payout, names[row.Payout.FarmerId], row.ReversedFen));
    }
}
