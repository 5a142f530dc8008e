using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.OrderRecords;

internal sealed class OrderTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Order>(MapOrder);
        MapRefunds(model);
        model.Entity<OrderLine>(line =>
        {
            line.ToTable(
                "order_lines",
                table =>
                {
                    table.HasCheckConstraint("ck_order_lines_grams", "grams > 0 AND goods_fen > 0 AND granted_fen >= 0");
                    table.HasCheckConstraint("ck_order_lines_refunded", "refunded_grams BETWEEN 0 AND grams");
                }
            );
            line.Property(row => row.RefundedGrams).HasDefaultValue(0L).ValueGeneratedNever();
            line.Property(row => row.GrantReturnedFen).HasDefaultValue(0L).ValueGeneratedNever();
            line.Ignore(row => row.KeptGrams);
            line.HasKey(row => new { row.OrderId, row.LotId });
            line.IsClustered();
            line.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);
            line.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId);
            line.Property(row => row.Household).HasMaxCharacters(ListingRules.HouseholdMaxLength);
            line.Property(row => row.ProduceCode).HasMaxLength(8);
        });
        model.Entity<Parcel>(parcel =>
        {
            parcel.ToTable("parcels");
            parcel.HasKey(row => row.Id);
            parcel.IsClustered();
            parcel.HasIndex(row => row.OrderId);
            parcel.HasIndex(row => new { row.FarmerId, row.Status });
            parcel.HasIndex(row => row.ShippedAt).HasFilter("shipped_at IS NOT NULL");
            parcel.Ignore(row => row.IsSent);
            parcel.Ignore(row => row.IsUndone);
            parcel.Property(row => row.OriginCode).HasMaxLength(6);
            parcel.Property(row => row.Carrier).HasMaxCharacters(TrackingNumber.CarrierMaxLength);
            parcel.Property(row => row.TrackingNumber).HasMaxLength(TrackingNumber.NumberMaxLength);
        });
    }

    private static void MapRefunds(ModelBuilder model)
    {
        model.Entity<Refund>(refund =>
        {
            refund.ToTable(
                "refunds",
                table =>
                    table.HasCheckConstraint(
                        "ck_refunds_sums",
                        "goods_fen > 0 AND shipping_fen >= 0 AND buyer_fen >= 0 AND grant_fen >= 0 AND goods_fen + "
                            + "shipping_fen = buyer_fen + grant_fen"
                    )
            );
            refund.HasKey(row => row.Id);
            refund.IsInsertOnly();
            refund.HasOne<Order>().WithMany().HasForeignKey(row => row.OrderId);
            refund.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            refund.HasIndex(row => row.OrderId);
            refund.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.RefundId);
            refund.Property(row => row.Note).HasMaxCharacters(Refund.NoteMaxLength);
        });
        model.Entity<RefundLine>(line =>
        {
            line.ToTable(
                "refund_lines",
                table => table.HasCheckConstraint("ck_refund_lines_grams", "grams > 0 AND goods_fen > 0 AND grant_fen >= 0")
            );
            line.HasKey(row => new { row.RefundId, row.LotId });
            line.IsInsertOnly();
            line.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);
        });
    }

    private static void MapOrder(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Order> order)
    {
        order.ToTable(
            "orders",
            table =>
                table.HasCheckConstraint(
                    "ck_orders_sums",
                    "to_pay_fen >= 0 AND goods_fen + shipping_fen = to_pay_fen + shipping_subsidy_fen + fund_subsidy_fen"
                )
        );
        order.HasKey(row => row.Id);
        order.IsClustered();
        order.HasOne<Member>().WithMany().HasForeignKey(row => row.BuyerId);
        order.HasIndex(row => new { row.BuyerId, row.PlacedAt });
        order.HasIndex(row => row.PayBefore).HasFilter("status = 'AwaitingPayment'");
        order.HasIndex(row => row.EndedAt).HasFilter("status = 'Expired'");
        order.Ignore(row => row.Identity);
        order.Property(row => row.MobileKey).HasMaxLength(KeyHash.Length);
        order.Property(row => row.AddressKey).HasMaxLength(KeyHash.Length);
        order.Property(row => row.Network).HasMaxLength(Order.NetworkMaxLength);
        order.HasIndex(row => row.PaidAt).HasFilter("paid_at IS NOT NULL");
        order.ComplexProperty(
            row => row.ShipTo,
            address =>
            {
                address.Property(row => row.Name).HasMaxCharacters(Address.NameMaxLength).HasColumnName("ship_to_name");
                address.Property(row => row.Mobile).HasMaxLength(Address.MobileMaxLength).HasColumnName("ship_to_mobile");
                address.Property(row => row.RegionCode).HasMaxLength(6).HasColumnName("ship_to_region_code");
                address.Property(row => row.Street).HasMaxCharacters(Address.StreetMaxLength).HasColumnName("ship_to_street");
            }
        );
        order.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.OrderId);
        order.HasMany(row => row.Parcels).WithOne().HasForeignKey(parcel => parcel.OrderId);
        order.HasMany(row => row.Grants).WithOne().HasForeignKey(grant => grant.OrderId);
        order.Ignore(row => row.Number);
    }
}
