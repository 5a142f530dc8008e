using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Matching.Quotations;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgriMarket.Web.Matching.Market;

internal sealed class MatchTables : ITables
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Demand>(MapDemand);
        model.Entity<BulkTerms>(MapBulkTerms);
        model.Entity<Proposal>(MapProposal);
        model.Entity<ProposalPart>(part =>
        {
            part.ToTable(
                "proposal_parts",
                table => table.HasCheckConstraint("ck_proposal_parts_grams", "grams > 0 AND unit_grams > 0 AND unit_price_fen > 0")
            );
            part.HasKey(row => new { row.ProposalId, row.LotId });
            part.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);
            part.HasIndex(row => row.LotId);
            part.HasIndex(row => new { row.FarmerId, row.ProposalId });
            part.Ignore(row => row.GoodsFen);
            part.Ignore(row => row.FenPerKg);
            part.Ignore(row => row.ValuePoints);
            part.Property(row => row.Household).HasMaxCharacters(ListingRules.HouseholdMaxLength);
            part.Property(row => row.ProduceCode).HasMaxLength(8);
        });
        model.Entity<QuotationRequest>(MapQuotationRequest);
        model.Entity<MatchRunRecord>(run =>
        {
            run.ToTable("match_runs");
            run.HasKey(row => row.Id);
            run.IsInsertOnly();
            run.HasIndex(row => row.At);
            run.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            run.ComplexProperty(
                row => row.Weights,
                weights =>
                {
                    weights.Property(row => row.SavedFenPerKg).HasColumnName("saved_fen_per_kg");
                    weights.Property(row => row.IncomePercent).HasColumnName("income_percent");
                    weights.Property(row => row.FreightPercent).HasColumnName("freight_percent");
                    weights.Property(row => row.ListedFenPerKg).HasColumnName("listed_fen_per_kg");
                    weights.Property(row => row.FarmerPercent).HasColumnName("farmer_percent");
                }
            );
        });
    }

    private static void MapDemand(EntityTypeBuilder<Demand> demand)
    {
        demand.ToTable(
            "demands",
            table => table.HasCheckConstraint("ck_demands_grams", "grams > 0 AND smallest_part_grams >= 0 AND highest_fen_per_kg > 0")
        );
        demand.HasKey(row => row.Id);
        demand.HasOne<Member>().WithMany().HasForeignKey(row => row.InstitutionId);
        demand.HasIndex(row => new { row.InstitutionId, row.PostedAt });
        demand.HasIndex(row => row.Status);

        // A demand is repeated once, whichever process sees first that it is time.
        demand.HasIndex(row => row.PreviousId).IsUnique().HasFilter("previous_id IS NOT NULL");
        demand.Property(row => row.Version).IsConcurrencyToken();
        demand.Property(row => row.InstitutionName).HasMaxCharacters(RoleApplication.NameMaxLength);
        demand.Ignore(row => row.Number);
        demand.ComplexProperty(
            row => row.Terms,
            terms =>
            {
                terms
                    .Property(row => row.Spec)
                    .IsRequired()
                    .HasColumnName("spec")
                    .HasMaxLength(ProduceSpec.KeyMaxLength)
                    .HasConversion(spec => spec!.Key, key => ProduceSpec.Parse(key));
                terms.Property(row => row.Grams).HasColumnName("grams");
                terms.Property(row => row.SmallestPartGrams).HasColumnName("smallest_part_grams");
                terms.Property(row => row.From).HasColumnName("from_day");
                terms.Property(row => row.To).HasColumnName("to_day");
                terms.Property(row => row.HighestFenPerKg).HasColumnName("highest_fen_per_kg");
                terms.Property(row => row.LowestGrade).HasColumnName("lowest_grade");
                terms.Property(row => row.HasColdChain).HasColumnName("has_cold_chain");
                terms.Property(row => row.CampaignId).HasColumnName("campaign_id");
                terms.Property(row => row.EveryDays).HasColumnName("every_days");
                terms.Property(row => row.RepeatUntil).HasColumnName("repeat_until");
                terms.Property(row => row.Note).HasColumnName("note").HasMaxCharacters(DemandTerms.NoteMaxLength);
                terms.ComplexProperty(
                    row => row.ShipTo,
                    address =>
                    {
                        address.Property(row => row.Name).HasMaxCharacters(Address.NameMaxLength).HasColumnName("ship_to_name");
                        address.Property(row => row.Mobile).HasMaxLength(Address.MobileMaxLength).HasColumnName("ship_to_mobile");
                        address.Property(row => row.RegionCode).HasMaxLength(6).HasColumnName("ship_to_region_code");
                        address.Property(row => row.Street).HasMaxCharacters(Address.StreetMaxLength).HasColumnName("ship_to_street");
                    }
                );
            }
        );
    }

    private static void MapProposal(EntityTypeBuilder<Proposal> proposal)
    {
        proposal.ToTable("proposals");
        proposal.HasKey(row => row.Id);
        proposal.HasOne<Demand>().WithMany().HasForeignKey(row => row.DemandId);
        proposal.HasOne<MatchRunRecord>().WithMany().HasForeignKey(row => row.RunId);
        proposal.HasMany(row => row.Parts).WithOne().HasForeignKey(part => part.ProposalId);
        proposal.HasIndex(row => row.DemandId);
        proposal.HasIndex(row => new { row.InstitutionId, row.MadeAt });
        proposal.HasIndex(row => row.AnswerBefore).HasFilter("status = 'Open'");

        // Two answers at once, through two processes: the second looks again.
        proposal.Property(row => row.Status).IsConcurrencyToken();
        proposal.Property(row => row.CountyCode).HasMaxLength(6);
        proposal.Property(row => row.PlaceCode).HasMaxLength(6);
        proposal.Ignore(row => row.StandingGrams);
        proposal.Ignore(row => row.IsWaiting);
    }

    private static void MapBulkTerms(EntityTypeBuilder<BulkTerms> terms)
    {
        terms.ToTable("bulk_terms", table => table.HasCheckConstraint("ck_bulk_terms_range", "floor_unit_fen > 0 AND smallest_grams > 0"));
        terms.HasKey(row => row.LotId);
        terms.Property(row => row.EditVersion).IsConcurrencyToken();
        terms.HasOne<Lot>().WithOne().HasForeignKey<BulkTerms>(row => row.LotId);
    }

    private static void MapQuotationRequest(EntityTypeBuilder<QuotationRequest> request)
    {
        request.ToTable(
            "quotation_requests",
            table =>
                table.HasCheckConstraint(
                    "ck_quotation_requests_grams",
                    "asked_grams > 0 AND unit_grams > 0 AND (grams IS NULL OR (grams > 0 AND unit_price_fen > 0 AND freight_fen >= 0))"
                )
        );
        request.HasKey(row => row.Id);
        request.HasOne<Demand>().WithMany().HasForeignKey(row => row.DemandId);
        request.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);
        request.HasIndex(row => row.RoundId);
        request.HasIndex(row => row.DemandId);
        request.HasIndex(row => new { row.FarmerId, row.AskedAt });
        request.HasIndex(row => row.OpenUntil).HasFilter("ended_at IS NULL");
        request.Property(row => row.Status).IsConcurrencyToken();
        request.Ignore(row => row.GoodsFen);
        request.Ignore(row => row.DeliveredFenPerKg);
        request.Property(row => row.Household).HasMaxCharacters(ListingRules.HouseholdMaxLength);
        request.Property(row => row.ProduceCode).HasMaxLength(8);
        request.Property(row => row.CountyCode).HasMaxLength(6);
        request.Property(row => row.Note).HasMaxCharacters(QuotationRequest.NoteMaxLength);
    }
}
