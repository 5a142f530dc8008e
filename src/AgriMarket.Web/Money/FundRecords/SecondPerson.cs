using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>Public money takes two persons, and two accounts are two persons when each has proved a mobile number of its own.</summary>
internal static class SecondPerson
{
    /// <summary>
    /// Why an official may not approve what another account proposed; null when they may. <c>fund.unproved</c>,
    /// <c>fund.proposer-unproved</c> or <c>fund.same-mobile</c>.
    /// </summary>
    public static async Task<Rejection?> WhyNotSecondAsync(this MarketDb db, Guid proposerId, Guid approverId) =>
        (await db.VerifiedMobileOfAsync(proposerId), await db.VerifiedMobileOfAsync(approverId)) switch
        {
            (_, null) => new Rejection("fund.unproved"),
            (null, _) => new Rejection("fund.proposer-unproved"),
            var (proposer, approver) => proposer == approver ? new Rejection("fund.same-mobile") : null,
        };
}
