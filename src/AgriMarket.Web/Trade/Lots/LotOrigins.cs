using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.Trade.Stock;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>
/// Nothing is on sale from a county or village that its seller is not confirmed for: so it is listed (<see cref="ListingRules"/>), and what
/// a revocation leaves without a confirmation goes off sale with it. Schemes for counties lean on that.
/// </summary>
internal sealed class LotOrigins : IRoleRevocation, IInvariants
{
    public string Name => "origins";

    public IReadOnlyList<AuditedRows> Rows { get; } = [AuditedRows.Of<RoleApplication>("role applications")];

    public IReadOnlyList<Invariant> All { get; } =
    [
        Invariant.That(
            "Every lot on sale or paused comes from a county and village that its seller is confirmed for.",
            db =>
                Unconfirmed(db)
                    .Select(lot => new
                    {
                        lot.Id,
                        lot.OriginCode,
                        lot.Village,
                    }),
            lot => new Breach($"lot {lot.Id}", $"on sale from {lot.OriginCode} {lot.Village} without a confirmation", "a confirmed origin")
        ),
    ];

    public async Task RevokedAsync(WriteScope scope, RoleApplication application)
    {
        if (!RoleRules.Sellers.Contains(application.Role))
        {
            return;
        }

        var lots = await Unconfirmed(scope.Db).Where(lot => lot.FarmerId == application.MemberId).Select(lot => lot.Id).ToListAsync();
        foreach (var lotId in lots)
        {
            await StockMoves.CloseAsync(scope, lotId);
        }

        await scope.Db.SaveChangesAsync();
        scope.Announce(new LiveSignal(MemberTopics.Farmer(application.MemberId), scope.Now));
    }

    private static IQueryable<Lot> Unconfirmed(MarketDb db) =>
        db.Set<Lot>()
            .Where(lot =>
                lot.Status != LotStatus.Closed
                && !db.ConfirmedSellers()
                    .Any(row =>
                        row.MemberId == lot.FarmerId
                        && row.RegionCode == lot.OriginCode
                        && (lot.Village == "" || row.Villages.Contains(lot.Village))
                    )
            );
}
