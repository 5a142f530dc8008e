using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgriMarket.Web.Money.Schemes;

internal sealed class SubsidyTables : ITables
{
    public void Map(ModelBuilder model)
    {
        MapFunds(model);
        MapChanges(model);
        MapSchemes(model);
        model.Entity<Grant>(grant =>
        {
            grant.ToTable("grants", table => table.HasCheckConstraint("ck_grants_amount", "amount_fen > 0 AND amount_fen <= base_fen"));
            grant.HasKey(row => new { row.OrderId, row.SchemeId });
            grant.IsClustered();
            grant.IsInsertOnly(nameof(Grant.TransferId));
            grant.HasOne<Scheme>().WithMany().HasForeignKey(row => row.SchemeId);
            grant.HasOne<Fund>().WithMany().HasForeignKey(row => row.FundId);
            grant.HasOne<Transfer>().WithMany().HasForeignKey(row => row.TransferId);
        });
        model.Entity<OwnerUsageRow>(usage =>
        {
            usage.ToTable(
                "owner_usage",
                table =>
                {
                    table.HasCheckConstraint("ck_owner_usage_used", "used_fen BETWEEN 0 AND limit_fen");
                    table.HasCheckConstraint("ck_owner_usage_day", "day_fen BETWEEN 0 AND day_limit_fen");
                }
            );
            usage.HasKey(row => new { row.SchemeId, row.Key });
            usage.IsClustered();
            usage.HasOne<Scheme>().WithMany().HasForeignKey(row => row.SchemeId);
            usage.Property(row => row.Key).HasMaxLength(OwnerUsageRow.KeyMaxLength);
        });
        model.Entity<SchemeUsageRow>(usage =>
        {
            usage.ToTable("scheme_usage", table => table.HasCheckConstraint("ck_scheme_usage_used", "used >= 0"));
            usage.HasKey(row => new { row.SchemeId, row.Key });
            usage.IsClustered();
            usage.HasOne<Scheme>().WithMany().HasForeignKey(row => row.SchemeId);
            usage.Property(row => row.Key).HasMaxLength(SchemeUsageRow.KeyMaxLength);
        });
    }

    private static void MapFunds(ModelBuilder model)
    {
        model.Entity<Fund>(fund =>
        {
            fund.ToTable(
                "funds",
                table =>
                    table.HasCheckConstraint(
                        "ck_funds_two_officials",
                        "status IN ('Proposed', 'Withdrawn') OR (decided_by IS NOT NULL AND decided_by <> proposed_by)"
                    )
            );
            fund.HasKey(row => row.Id);
            // Of two officials who decide at the same moment in two processes, the second finds it decided.
            fund.Property(row => row.Status).IsConcurrencyToken();
            fund.HasOne<Office>().WithMany().HasForeignKey(row => row.OfficeId);
            fund.HasOne<Member>().WithMany().HasForeignKey(row => row.ProposedBy);
            fund.HasOne<Member>().WithMany().HasForeignKey(row => row.DecidedBy);
            fund.Property(row => row.Reason).HasMaxCharacters(FundDecisions.ReasonMaxLength);
            fund.Property(row => row.NameZh).HasMaxCharacters(Fund.NameMaxLength);
            fund.Property(row => row.NameEn).HasMaxCharacters(Fund.NameMaxLength);
        });
    }

    private static void MapChanges(ModelBuilder model) =>
        model.Entity<FundChange>(change =>
        {
            change.ToTable(
                "fund_changes",
                table =>
                {
                    table.HasCheckConstraint(
                        "ck_fund_changes_two_officials",
                        "status <> 'Approved' OR (decided_by IS NOT NULL AND decided_by <> proposed_by)"
                    );
                    table.HasCheckConstraint("ck_fund_changes_amount", "amount_fen >= 0");
                }
            );
            change.HasKey(row => row.Id);
            change.IsInsertOnly(
                nameof(FundChange.Status),
                nameof(FundChange.DecidedBy),
                nameof(FundChange.DecidedAt),
                nameof(FundChange.Reason)
            );
            change.Property(row => row.Status).IsConcurrencyToken();
            change.Property(row => row.Reason).HasMaxCharacters(FundDecisions.ReasonMaxLength);
            change.Property(row => row.Note).HasMaxCharacters(FundChange.NoteMaxLength).HasDefaultValue("").ValueGeneratedNever();
            change.HasOne<Transfer>().WithMany().HasForeignKey(row => row.EntryId);
            change.HasOne<Fund>().WithMany().HasForeignKey(row => row.FundId);
            change.HasIndex(row => row.FundId);
            change.HasOne<Scheme>().WithMany().HasForeignKey(row => row.SchemeId);
            change.HasOne<Member>().WithMany().HasForeignKey(row => row.ProposedBy);
            change.HasOne<Member>().WithMany().HasForeignKey(row => row.DecidedBy);
        });

    private static void MapSchemes(ModelBuilder model) =>
        model.Entity<Scheme>(scheme =>
        {
            scheme.ToTable(
                "schemes",
                table =>
                    table.HasCheckConstraint(
                        "ck_schemes_amounts",
                        "amount_fen >= 0 AND basis_points BETWEEN 0 AND 10000 AND budget_fen > 0 "
                            + "AND price_factor_percent BETWEEN 100 AND 500"
                    )
            );
            scheme.HasKey(row => row.Id);
            scheme.HasOne<Fund>().WithMany().HasForeignKey(row => row.FundId);
            scheme.HasIndex(row => row.FundId);
            scheme.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId);
            scheme.Property(row => row.NameZh).HasMaxCharacters(Scheme.NameMaxLength);
            scheme.Property(row => row.NameEn).HasMaxCharacters(Scheme.NameMaxLength);
            scheme.ComplexProperty(row => row.RiskRates, MapRiskRates);
            scheme.ComplexProperty(row => row.Conditions, MapConditions);
            scheme.ComplexProperty(row => row.Caps, MapCaps);
        });

    private static void MapRiskRates(ComplexPropertyBuilder<RiskRates> rates)
    {
        rates.Property(row => row.Fine).HasColumnName("risk_rate_fine");
        rates.Property(row => row.Watch).HasColumnName("risk_rate_watch");
        rates.Property(row => row.Urgent).HasColumnName("risk_rate_urgent");
        rates.Property(row => row.Critical).HasColumnName("risk_rate_critical");
    }

    private static void MapConditions(ComplexPropertyBuilder<SchemeConditions> conditions)
    {
        conditions
            .PrimitiveCollection(row => row.Categories)
            .HasColumnName("categories")
            .ElementType(category => category.HasConversion<string>());
        conditions.PrimitiveCollection(row => row.ProduceCodes).HasColumnName("produce_codes");
        conditions.PrimitiveCollection(row => row.LotIds).HasColumnName("lot_ids");
        conditions.PrimitiveCollection(row => row.DestinationCodes).HasColumnName("destination_codes");
        conditions.Property(row => row.MinimumFen).HasColumnName("minimum_fen");
        conditions.Property(row => row.FirstOrderOnly).HasColumnName("first_order_only");
    }

    private static void MapCaps(ComplexPropertyBuilder<SchemeCaps> caps)
    {
        caps.Property(row => row.PerDayFen).HasColumnName("per_day_fen");
        caps.Property(row => row.PerBuyerFen).HasColumnName("per_buyer_fen");
        caps.Property(row => row.PerBuyerDayFen).HasColumnName("per_buyer_day_fen");
        caps.Property(row => row.PerOrderFen).HasColumnName("per_order_fen");
        caps.Property(row => row.PerKilogramFen).HasColumnName("per_kilogram_fen");
        caps.Property(row => row.PerLotFen).HasColumnName("per_lot_fen");
        caps.Property(row => row.PerHouseholdFen).HasColumnName("per_household_fen");
        caps.Property(row => row.PerHouseholdDayFen).HasColumnName("per_household_day_fen");
        caps.Property(row => row.PerSellerFen).HasColumnName("per_seller_fen");
        caps.Property(row => row.PerSellerDayFen).HasColumnName("per_seller_day_fen");
        caps.Ignore(row => row.BoundsOwners);
    }
}
