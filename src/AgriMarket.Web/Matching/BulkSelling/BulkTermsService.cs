using AgriMarket.Domain.Common;
using AgriMarket.Domain.Editing;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.BulkSelling;

/// <summary>On what terms a farmer's lots are proposed to institutions.</summary>
/// <param name="Terms">Null while the farmer has said nothing: then <see cref="Usual"/> holds.</param>
public sealed record LotBulkTerms(Lot Lot, BulkTerms? Terms)
{
    /// <summary>What holds where the farmer says nothing.</summary>
    public BulkTerms Usual { get; } = BulkTerms.Usual(Lot);
}

/// <summary>Keeps on what terms farmers offer their lots to institutions.</summary>
public sealed class BulkTermsService(MarketWriter writer, IDbContextFactory<MarketDb> contexts)
{
    /// <summary>The terms of a lot of this farmer; null for another's and for an unknown id.</summary>
    public async Task<LotBulkTerms?> FindAsync(Guid lotId, Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(lot => lot.Id == lotId && lot.FarmerId == farmerId) is { } lot
            ? new(lot, await db.Set<BulkTerms>().AsNoTracking().FirstOrDefaultAsync(terms => terms.LotId == lotId))
            : null;
    }

    /// <summary>
    /// Other terms from the next run on; proposals that wait for an answer stay as they are. Rejects with <c>lot.unknown</c> for
    /// somebody else's lot, as <see cref="BulkTerms.Check"/> says, and with <c>edit.changed</c> when they were saved since they were
    /// seen. The same sent again changes nothing.
    /// </summary>
    /// <param name="seenVersion">0 where there were none; null of who takes them as they are.</param>
    public Task<Result<Done>> SaveAsync(Guid farmerId, BulkTerms wanted, long? seenVersion = null) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (
                await scope.Db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(lot => lot.Id == wanted.LotId && lot.FarmerId == farmerId)
                is not { } lot
            )
            {
                return new Rejection("lot.unknown");
            }

            var terms = BulkTerms.Check(wanted, lot);
            if (!terms.IsOk)
            {
                return Result<Done>.Refused(terms.Rejections);
            }

            var known = await scope.Db.Set<BulkTerms>().FirstOrDefaultAsync(row => row.LotId == lot.Id);
            if (known?.IsSame(terms.Value) == true)
            {
                return Done.Instance;
            }

            if (known?.WhyNot(seenVersion ?? known.EditVersion) is { } changed)
            {
                return changed;
            }

            if (known is null)
            {
                scope.Db.Add(terms.Value);
            }
            else
            {
                known.Become(terms.Value);
            }

            if (!await scope.TrySaveEditAsync())
            {
                return new Rejection("edit.changed");
            }

            scope.Announce(new LiveSignal(MemberTopics.Farmer(farmerId), scope.Now));
            scope.Announce(new LiveSignal(MatchTopics.Matching, scope.Now));
            return Done.Instance;
        });
}
