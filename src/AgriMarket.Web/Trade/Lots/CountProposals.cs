namespace AgriMarket.Web.Trade.Lots;

/// <summary>
/// Counts the proposals of institutions that wait for a farmer's answer. Lots know nothing of them: the capability that does
/// registers this.
/// </summary>
public delegate Task<int> CountProposals(Guid farmerId);
