using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Matching.Proposals;

/// <summary>Says in words what a proposal is about and what became of it.</summary>
internal sealed class ProposalFormatter(
    IStringLocalizer<ProposalText> T,
    ProduceSpecFormatter specs,
    Reader reader,
    RegionCatalogue regions
)
{
    /// <summary>What was asked for: the kind or category, how much, when and where.</summary>
    public string Demand(DemandTerms terms) =>
        reader.Fill(
            T["Demand"],
            specs.Name(terms.Spec!),
            terms.Grams,
            terms.From,
            terms.To,
            regions.FullName(terms.ShipTo.RegionCode ?? "")
        );

    /// <summary>What else the institution said, a sentence each.</summary>
    public IEnumerable<string> Conditions(DemandTerms terms)
    {
        if (terms.LowestGrade is { } grade)
        {
            yield return reader.Fill(T["Demand.Grade"], T[$"Grade.{grade}"].Value);
        }

        if (terms.HasColdChain)
        {
            yield return T["Demand.Cold"];
        }

        if (terms.Note.Length > 0)
        {
            yield return terms.Note;
        }
    }

    /// <summary>Why a lot could go to another demand, or not.</summary>
    public string Reason(OtherDemand other, long unitGrams) =>
        reader.Fill(
            T[other.ConsignmentGrams is null ? $"Reason.{other.Reason}" : "Reason.Pooled"],
            other.UnitPriceFen ?? 0L,
            reader.PerUnit(unitGrams),
            other.ArrivesOn ?? other.To,
            other.To,
            other.ConsignmentGrams ?? 0L
        );

    /// <summary>What became of a farmer's part of a proposal.</summary>
    public string Outcome(ListedProposal listed) => T[$"Outcome.{End(listed)}"];

    private static string End(ListedProposal listed) =>
        (listed.Proposal.Status, listed.OrderStatus) switch
        {
            (ProposalStatus.Ordered, null) => "LeftOut",
            (ProposalStatus.Ordered, { } status) => status.ToString(),
            (ProposalStatus.Open, _) when listed.Parts.All(part => part.Answer == ProposalAnswer.Refused) => "Declined",
            (ProposalStatus.Open, _) when listed.Parts.Any(part => part.Answer == ProposalAnswer.Waiting) => "Ending",
            (ProposalStatus.Open, _) => "Agreed",
            var (status, _) => status.ToString(),
        };
}
