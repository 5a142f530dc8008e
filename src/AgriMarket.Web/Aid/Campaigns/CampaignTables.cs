using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.Campaigns;

internal sealed class CampaignTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<Campaign>(campaign =>
        {
            campaign.ToTable("campaigns", table => table.HasCheckConstraint("ck_campaigns_target", "target_grams > 0"));
            campaign.HasKey(row => row.Id);
            campaign.HasOne<Member>().WithMany().HasForeignKey(row => row.OfficialId);
            campaign.HasOne<Office>().WithMany().HasForeignKey(row => row.OfficeId);
            campaign.HasOne<Fund>().WithMany().HasForeignKey(row => row.FundId);
            campaign.HasIndex(row => new { row.Status, row.StartsOn });
            // Of two officials who save at the same moment in two processes, the second finds it changed.
            campaign.Property(row => row.EditVersion).IsConcurrencyToken();
            campaign.Property(row => row.OfficialName).HasMaxCharacters(RoleApplication.NameMaxLength);
            campaign.Property(row => row.RegionCode).HasMaxLength(6);
            campaign.Property(row => row.Title).HasMaxCharacters(Campaign.TitleMaxLength);
            campaign.Property(row => row.Story).HasMaxCharacters(Campaign.StoryMaxLength);
            campaign.Property(row => row.Cover).HasMaxLength(32);
        });
}
