using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Deliveries;

/// <summary>What is known of the way of some parcels, by parcel.</summary>
public sealed record ParcelDeliveries(
    IReadOnlyDictionary<Guid, ParcelTracking> Trackings,
    ILookup<Guid, CarrierScan> Scans,
    IReadOnlyDictionary<Guid, DeliveryReview> Reviews,
    IReadOnlyDictionary<Guid, DeliveryProof> Proofs
)
{
    /// <summary>When a parcel's money is final, and why not yet; null before it is sent.</summary>
    public DeliveryMoney? Of(Parcel parcel, DeliverySettings settings, DateTime now)
    {
        if (parcel.Times(Trackings.GetValueOrDefault(parcel.Id)) is not { } times)
        {
            return null;
        }

        var (at, basis) = DeliveryRules.FinalAt(times, settings);
        var proof = Proofs.GetValueOrDefault(parcel.Id);
        var isDue = proof is not null || DeliveryRules.IsDue(times, settings, now);
        return new DeliveryMoney(proof?.At ?? at, proof?.Basis ?? basis, proof is not null, isDue, Reviews.GetValueOrDefault(parcel.Id))
        {
            IsScanned = times.PickedUpAt is not null,
        };
    }
}

/// <summary>How far a parcel's money is.</summary>
/// <param name="At">When it became final, or will be if nobody has to look.</param>
/// <param name="IsFinal">Its proof is written.</param>
/// <param name="IsDue">It is, or will be as soon as the market looks.</param>
/// <param name="Review">Null where nobody has had to look.</param>
public sealed record DeliveryMoney(DateTime At, DeliveryBasis Basis, bool IsFinal, bool IsDue, DeliveryReview? Review)
{
    /// <summary>Its carrier has it, or had.</summary>
    public bool IsScanned { get; init; }

    public DeliveryReviewStatus? Status => Review?.Status;
}

internal static class ParcelDeliveryQueries
{
    public static async Task<ParcelDeliveries> DeliveriesAsync(this MarketDb db, IReadOnlyCollection<Guid> parcelIds) =>
        new(
            await db.Set<ParcelTracking>()
                .AsNoTracking()
                .Where(row => parcelIds.Contains(row.ParcelId))
                .ToDictionaryAsync(row => row.ParcelId),
            (await db.Set<CarrierScan>().AsNoTracking().Where(row => parcelIds.Contains(row.ParcelId)).ToListAsync())
                .OrderByDescending(row => row.At)
                .ToLookup(row => row.ParcelId),
            await db.Set<DeliveryReview>()
                .AsNoTracking()
                .Where(row => parcelIds.Contains(row.ParcelId))
                .ToDictionaryAsync(row => row.ParcelId),
            await db.Set<DeliveryProof>()
                .AsNoTracking()
                .Where(row => parcelIds.Contains(row.ParcelId))
                .ToDictionaryAsync(row => row.ParcelId)
        );
}
