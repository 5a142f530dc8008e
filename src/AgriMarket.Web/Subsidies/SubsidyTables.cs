using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Subsidies;

internal sealed class SubsidyTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Fund>(fund =>
        {
            fund.ToTable("funds", table => table.HasCheckConstraint("ck_funds_two_officials", "approved_by IS NULL OR approved_by <> proposed_by"));
            fund.HasKey(row => row.Id);
            fund.HasOne<Member>().WithMany().HasForeignKey(row => row.ProposedBy);
            fund.HasOne<Member>().WithMany().HasForeignKey(row => row.ApprovedBy);
            fund.Property(row => row.NameZh).HasMaxLength(Fund.NameMaxLength);
            fund.Property(row => row.NameEn).HasMaxLength(Fund.NameMaxLength);
        });
        model.Entity<Scheme>(scheme =>
        {
            scheme.ToTable("schemes", table => table.HasCheckConstraint(
                "ck_schemes_amounts", "amount_fen >= 0 AND basis_points BETWEEN 0 AND 10000 AND budget_fen > 0"));
            scheme.HasKey(row => row.Id);
            scheme.HasOne<Fund>().WithMany().HasForeignKey(row => row.FundId);
            scheme.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId);
            scheme.Property(row => row.NameZh).HasMaxLength(Scheme.NameMaxLength);
            scheme.Property(row => row.NameEn).HasMaxLength(Scheme.NameMaxLength);
        });
        model.Entity<Grant>(grant =>
        {
            grant.ToTable("grants", table => table.HasCheckConstraint("ck_grants_amount", "amount_fen > 0 AND amount_fen <= base_fen"));
            grant.HasKey(row => new { row.OrderId, row.SchemeId });
            grant.HasOne<Scheme>().WithMany().HasForeignKey(row => row.SchemeId);
            grant.HasOne<Fund>().WithMany().HasForeignKey(row => row.FundId);
            grant.HasOne<Transfer>().WithMany().HasForeignKey(row => row.TransferId);
        });
    }
}
