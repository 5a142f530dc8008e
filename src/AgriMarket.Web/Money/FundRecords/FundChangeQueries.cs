using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>A proposed or decided change with the names of who answers for it.</summary>
/// <param name="Scheme">The scheme it gives money to; null where there is none.</param>
public sealed record FundChangeView(FundChange Change, string ProposedByName, string? DecidedByName, SchemeBalance? Scheme);

/// <summary>Money as it came to a scheme: from the treasury to the fund, from there to the scheme's budget.</summary>
internal sealed record GivenMoney(Transfer Deposit, Transfer Budget, Guid SchemeId);

/// <summary>Reads around changes of funds.</summary>
internal static class FundChangeQueries
{
    /// <summary>The changes of a fund, those that wait first, then the newest.</summary>
    public static async Task<IReadOnlyList<FundChangeView>> FundChangesAsync(this MarketDb db, Guid fundId, int most)
    {
        var rows = await (
            from change in db.Set<FundChange>().AsNoTracking()
            join proposer in db.Set<Member>() on change.ProposedBy equals proposer.Id
            join member in db.Set<Member>() on change.DecidedBy equals member.Id into deciders
            from decider in deciders.DefaultIfEmpty()
            join scheme in db.Set<Scheme>() on change.SchemeId equals scheme.Id into schemes
            from scheme in schemes.DefaultIfEmpty()
            join campaign in db.Set<Campaign>() on scheme.CampaignId equals campaign.Id into campaigns
            from campaign in campaigns.DefaultIfEmpty()
            where change.FundId == fundId
            orderby change.Status == FundChangeStatus.Proposed ? 0 : 1, change.ProposedAt descending, change.Id
            select new
            {
                Change = change,
                ProposedBy = proposer.DisplayName,
                DecidedBy = decider == null ? null : decider.DisplayName,
                SchemeId = change.SchemeId,
                CampaignTitle = campaign == null ? null : campaign.Title,
            }
        )
            .Take(most)
            .ToListAsync();
        var schemeIds = rows.Select(row => row.SchemeId).OfType<Guid>().ToList();
        var byId = await db.Set<Scheme>()
            .AsNoTracking()
            .Where(scheme => schemeIds.Contains(scheme.Id))
            .ToDictionaryAsync(scheme => scheme.Id);
        return
        [
            .. rows.Select(row => new FundChangeView(
                row.Change,
                row.ProposedBy,
                row.DecidedBy,
                row.SchemeId is { } id ? SchemeBalance.Empty(byId[id], row.CampaignTitle) : null
            )),
        ];
    }

    /// <summary>The accounts of a fund and of its schemes, as far as they are open.</summary>
    public static async Task<IReadOnlyCollection<Account>> FundAccountsAsync(this MarketDb db, Guid fundId)
    {
        var schemeIds = await db.Set<Scheme>().Where(scheme => scheme.FundId == fundId).Select(scheme => scheme.Id).ToListAsync();
        return (await db.AccountsAsync([AccountIds.Fund(fundId), .. schemeIds.Select(AccountIds.Budget)])).Values;
    }

    /// <summary>The entry that gave a scheme of this fund its money and the deposit it came from; null where there are none.</summary>
    public static async Task<GivenMoney?> GivenAsync(this MarketDb db, Guid fundId, Guid? entryId)
    {
        var account = AccountIds.Fund(fundId);
        var budget = await db.Set<Transfer>()
            .AsNoTracking()
            .FirstOrDefaultAsync(entry =>
                entry.Id == entryId
                && entry.Kind == TransferKind.Direct
                && entry.Reason == LedgerReasons.Budget
                && entry.DebitAccountId == account
            );
        if (budget is null)
        {
            return null;
        }

        // Written in the same command, so at the same time. Of two that are alike it does not matter which goes back.
        var deposit = await db.PublicMoneyIn()
            .AsNoTracking()
            .Where(entry =>
                entry.Reason == LedgerReasons.Deposit
                && entry.CreditAccountId == account
                && entry.At == budget.At
                && entry.AmountFen == budget.AmountFen
            )
            .OrderBy(entry => db.Set<Transfer>().Any(correction => correction.CorrectsId == entry.Id) ? 1 : 0)
            .ThenBy(entry => entry.Id)
            .FirstOrDefaultAsync();
        var schemeIds = await db.Set<Scheme>().Where(scheme => scheme.FundId == fundId).Select(scheme => scheme.Id).ToListAsync();
        return deposit is null
            ? null
            : new GivenMoney(deposit, budget, schemeIds.Single(id => AccountIds.Budget(id) == budget.CreditAccountId));
    }

    /// <summary>True when an entry was corrected, and while two officials are about to.</summary>
    public static async Task<bool> IsTakenBackAsync(this MarketDb db, Guid entryId) =>
        await db.Set<Transfer>().AnyAsync(correction => correction.CorrectsId == entryId)
        || await db.Set<FundChange>().AnyAsync(change => change.EntryId == entryId && change.Status == FundChangeStatus.Proposed);

    /// <summary>A campaign that is not over.</summary>
    public static Task<bool> HasCampaignAsync(this MarketDb db, Guid campaignId) =>
        db.Set<Campaign>().AnyAsync(campaign => campaign.Id == campaignId && campaign.Status != CampaignStatus.Closed);

    public static async Task<bool> HasLotsAsync(this MarketDb db, IReadOnlyCollection<Guid> lotIds) =>
        lotIds.Count == 0 || await db.Set<Lot>().CountAsync(lot => lotIds.Contains(lot.Id)) == lotIds.Distinct().Count();
}
