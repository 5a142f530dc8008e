using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>Farmers who ask for a lot of theirs to be taken into an aid campaign; the officials of its region decide.</summary>
public sealed class LotOffers(MarketWriter writer, NotificationService notifications, RegionCatalogue regions)
{
    /// <summary>
    /// Tells the officials whose region a lot comes from; who was told of it before is not told again. Rejects with
    /// <c>lot.unknown</c>, <c>lot.off-sale</c>, <c>campaign.lot-in-already</c> and, where no government account answers for
    /// the place, <c>campaign.no-official</c>.
    /// </summary>
    public Task<Result<Done>> OfferAsync(Guid lotId, Guid farmerId) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (
                await scope.Db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == lotId && row.FarmerId == farmerId)
                is not { } lot
            )
            {
                return new Rejection("lot.unknown");
            }

            if (!lot.IsOnSale(ChinaTime.Day(scope.Now)))
            {
                return new Rejection("lot.off-sale");
            }

            if (lot.CampaignId is not null)
            {
                return new Rejection("campaign.lot-in-already");
            }

            var officials = await scope.Db.OfficialsOfAsync(regions, Duties.Edit, lot.OriginCode);
            if (officials.Count == 0)
            {
                return new Rejection("campaign.no-official");
            }

            await notifications.NotifyAsync(
                scope,
                officials,
                new NotificationDraft(
                    CampaignNotifications.LotOffered,
                    lotId.ToString(),
                    new NotificationSubject
                    {
                        LotId = lotId,
                        ProduceCode = lot.ProduceCode,
                        OriginCode = lot.OriginCode,
                        Grams = lot.AvailableGrams,
                        Day = lot.BestBeforeOn,
                        Name = lot.FarmerName,
                    }
                )
            );
            return Done.Instance;
        });
}
