using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Deliveries;

internal sealed class DeliveryTables : ITables
{
    public void Map(ModelBuilder model)
    {
        MapTracking(model);
        model.Entity<DeliveryProof>(proof =>
        {
            proof.ToTable("delivery_proofs", table => table.HasCheckConstraint("ck_delivery_proofs_grant", "grant_fen >= 0"));
            proof.HasKey(row => row.ParcelId);
            proof.IsInsertOnly();
            proof.HasIndex(row => row.At).HasFilter("grant_fen > 0");
            proof.HasOne<Parcel>().WithOne().HasForeignKey<DeliveryProof>(row => row.ParcelId);
        });
        model.Entity<DeliveryReview>(review =>
        {
            review.ToTable("delivery_reviews");
            review.HasKey(row => row.ParcelId);
            // Of two officials who decide at the same moment in two processes, the second finds it decided.
            review.Property(row => row.Status).IsConcurrencyToken();
            review.HasOne<Parcel>().WithOne().HasForeignKey<DeliveryReview>(row => row.ParcelId);
            review.HasOne<Member>().WithMany().HasForeignKey(row => row.DecidedBy);
            review.HasIndex(row => row.OriginCode).HasFilter("status = 'Waiting'");
            review.Property(row => row.OriginCode).HasMaxLength(6);
            review.Property(row => row.Note).HasMaxCharacters(DeliveryReview.NoteMaxLength);
            review.Ignore(row => row.Reasons);
            review.Ignore(row => row.EachReason);
        });
    }

    private static void MapTracking(ModelBuilder model)
    {
        model.Entity<ParcelTracking>(tracking =>
        {
            tracking.ToTable("parcel_trackings");
            tracking.HasKey(row => row.ParcelId);
            tracking.HasOne<Parcel>().WithOne().HasForeignKey<ParcelTracking>(row => row.ParcelId);
            tracking.HasIndex(row => row.Number);
            tracking.HasIndex(row => row.ShippedAt).HasFilter("state = 'Waiting'");
            tracking.Property(row => row.Carrier).HasMaxCharacters(TrackingNumber.CarrierMaxLength);
            tracking.Property(row => row.Number).HasMaxLength(TrackingNumber.NumberMaxLength);
            tracking.Property(row => row.Note).HasMaxCharacters(ParcelTracking.NoteMaxLength);
        });
        model.Entity<CarrierScan>(scan =>
        {
            scan.ToTable("carrier_scans");
            scan.HasKey(row => new { row.ParcelId, row.Key });
            scan.IsClustered();
            scan.IsInsertOnly();
            scan.HasOne<Parcel>().WithMany().HasForeignKey(row => row.ParcelId);
            scan.Property(row => row.Key).HasMaxLength(CarrierScan.KeyMaxLength);
            scan.Property(row => row.Text).HasMaxCharacters(CarrierScan.TextMaxLength);
        });
    }
}
