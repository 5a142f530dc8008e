using System.Text;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Lots;

/// <summary>
/// Whose goods a lot is: who gains by what is granted for it, and under which names that is counted. Kept with its lot, since every order
/// asks for the same names.
/// </summary>
public sealed class LotOwner
{
    /// <param name="sellerId">The farmer, co-operative or agent who lists and is owed the money.</param>
    /// <param name="household">The household that a co-operative or agent names; empty for a seller's own.</param>
    public LotOwner(Guid lotId, Guid sellerId, string household)
    {
        LotId = lotId;
        LotKey = $"lot:{lotId}";
        HouseholdKey = $"household:{sellerId}:{Folded(household)}";
        SellerKey = household.Length == 0 ? null : $"seller:{sellerId}";
    }

    public Guid LotId { get; }

    /// <summary><c>lot:{id}</c>.</summary>
    public string LotKey { get; }

    /// <summary><c>household:{seller's id}:{name}</c>.</summary>
    public string HouseholdKey { get; }

    /// <summary>
    /// <c>seller:{id}</c>; null for a seller's own household, which is counted as a household alone, so that a farmer has one count.
    /// </summary>
    public string? SellerKey { get; }

    /// <summary>One household, however its name is spaced and whatever the width and case of its letters.</summary>
    private static string Folded(string household) => SingleLine.Closed(household).ToUpperInvariant();

    internal static LotOwner Of(Lot lot) => new(lot.Id, lot.FarmerId, lot.Household == lot.FarmerName ? "" : lot.Household);
}
