using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.SalesFigures;

internal sealed class SalesFiguresTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<CampaignTotals>(totals =>
        {
            totals.ToTable(
                "campaign_totals",
                table =>
                    table.HasCheckConstraint(
                        "ck_campaign_totals",
                        "sold_grams >= 0 AND granted_fen >= 0 AND orders >= 0 AND households >= 0"
                    )
            );
            totals.HasKey(row => row.CampaignId);
            totals.IsClustered();
            totals.Property(row => row.CampaignId).ValueGeneratedNever();
            totals.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId);
        });
        model.Entity<CampaignHousehold>(household =>
        {
            household.ToTable("campaign_households", table => table.HasCheckConstraint("ck_campaign_households", "sold_grams >= 0"));
            household.HasKey(row => new
            {
                row.CampaignId,
                row.FarmerId,
                row.Household,
            });
            household.IsClustered();
            household.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId);
            household.HasOne<Member>().WithMany().HasForeignKey(row => row.FarmerId);
            household.Property(row => row.Household).HasMaxCharacters(ListingRules.HouseholdMaxLength);
        });
    }
}
