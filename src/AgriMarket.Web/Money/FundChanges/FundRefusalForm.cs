using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Web.Money.FundChanges;

/// <summary>A no to a proposal, as it was typed.</summary>
public sealed class FundRefusalForm
{
    public FundDecision Decision { get; set; } = FundDecision.Withdraw;

    public string? Reason { get; set; }
}
