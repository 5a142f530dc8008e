using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Lots;

internal sealed class LotTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<Lot>(lot =>
        {
            lot.ToTable(
                "lots",
                table =>
                    table.HasCheckConstraint(
                        "ck_lots_stock",
                        "available_grams >= 0 AND held_grams >= 0 AND sold_grams >= 0 AND written_off_grams >= 0 AND "
                            + "listed_grams + adjusted_grams = available_grams + held_grams + sold_grams + written_off_grams"
                    )
            );
            lot.HasKey(row => row.Id);
            lot.HasOne<Member>().WithMany().HasForeignKey(row => row.FarmerId);
            lot.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId);
            lot.HasIndex(row => new { row.FarmerId, row.ListedAt });
            // One for each order of the lists, and none that looks quicker to a database which knows little of the rows.
            lot.HasIndex(row => new { row.ListedAt, row.Id }).IsDescending(true, false).HasFilter("status = 'Open'");
            lot.HasIndex(row => new { row.BestBeforeOn, row.Id }).HasFilter("status = 'Open'");
            lot.HasIndex(row => row.CampaignId);
            lot.Property(row => row.FarmerName).HasMaxCharacters(RoleApplication.NameMaxLength);
            lot.Property(row => row.Household).HasMaxCharacters(ListingRules.HouseholdMaxLength);
            lot.Property(row => row.ProduceCode).HasMaxLength(8);
            lot.Property(row => row.Remark).HasMaxCharacters(ListingRules.RemarkMaxLength);
            lot.Property(row => row.OriginCode).HasMaxLength(6);
            lot.Property(row => row.Village).HasMaxCharacters(ListingRules.VillageMaxLength);
            lot.Ignore(row => row.Owner);
            lot.Ignore(row => row.PricePerJinFen);
        });
}
