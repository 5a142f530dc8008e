using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Orders;

internal sealed class OrderTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Order>(MapOrder);
        model.Entity<OrderLine>(line =>
        {
            line.ToTable("order_lines", table => table.HasCheckConstraint("ck_order_lines_grams", "grams > 0 AND goods_fen > 0 AND granted_fen >= 0"));
            line.HasKey(row => new { row.OrderId, row.LotId });
            line.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);
            line.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId);
            line.HasIndex(row => row.LotId);
            line.HasIndex(row => row.CampaignId);
            line.Property(row => row.Household).HasMaxLength(Listing.HouseholdMaxLength);
            line.Property(row => row.ProduceCode).HasMaxLength(8);
        });
        model.Entity<Parcel>(parcel =>
        {
            parcel.ToTable("parcels");
            parcel.HasKey(row => row.Id);
            parcel.HasIndex(row => new { row.FarmerId, row.Status });
            parcel.Property(row => row.OriginCode).HasMaxLength(6);
            parcel.Property(row => row.Carrier).HasMaxLength(Parcel.CarrierMaxLength);
            parcel.Property(row => row.TrackingNumber).HasMaxLength(Parcel.TrackingNumberMaxLength);
        });
    }

    private static void MapOrder(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Order> order)
    {
        order.ToTable("orders", table => table.HasCheckConstraint(
            "ck_orders_sums", "to_pay_fen >= 0 AND goods_fen + shipping_fen = to_pay_fen + shipping_subsidy_fen + fund_subsidy_fen"));
        order.HasKey(row => row.Id);
        order.HasOne<Member>().WithMany().HasForeignKey(row => row.BuyerId);
        order.HasIndex(row => new { row.BuyerId, row.PlacedAt });
        order.HasIndex(row => new { row.Status, row.PayBefore });
        order.HasIndex(row => row.PaidAt);
        order.ComplexProperty(row => row.ShipTo, address =>
        {
            address.Property(row => row.Name).HasMaxLength(Address.NameMaxLength).HasColumnName("ship_to_name");
            address.Property(row => row.Mobile).HasMaxLength(Address.MobileMaxLength).HasColumnName("ship_to_mobile");
            address.Property(row => row.RegionCode).HasMaxLength(6).HasColumnName("ship_to_region_code");
            address.Property(row => row.Street).HasMaxLength(Address.StreetMaxLength).HasColumnName("ship_to_street");
        });
        order.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.OrderId);
        order.HasMany(row => row.Parcels).WithOne().HasForeignKey(parcel => parcel.OrderId);
        order.HasMany(row => row.Grants).WithOne().HasForeignKey(grant => grant.OrderId);
        order.Ignore(row => row.Number);
    }
}
