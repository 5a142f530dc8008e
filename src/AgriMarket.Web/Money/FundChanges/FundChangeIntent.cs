using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Web.Money.FundChanges;

/// <summary>What an official wants done to a fund.</summary>
/// <param name="Id">Made by the caller, so that a second click is the same proposal.</param>
/// <param name="AmountFen">For a top-up; 0 otherwise.</param>
/// <param name="SchemeId">The scheme that a top-up is for; null otherwise.</param>
public sealed record FundChangeIntent(Guid Id, Guid FundId, FundAction Action, long AmountFen, Guid? SchemeId, Guid OfficialId)
{
    /// <summary>The entry that a correction takes back, which says the sum and the scheme; null otherwise.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>Why; a correction needs it.</summary>
    public string Note { get; init; } = "";

    /// <summary>The session it comes from, where the official was confirmed; null for none.</summary>
    public Guid? SessionId { get; init; }
}
