using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Subsidies;

/// <summary>What has been granted for the goods of one owner, in fen: in all, and of orders placed on the present China day.</summary>
public readonly record struct OwnerCount(long Fen, long DayFen);

/// <summary>What a scheme has granted so far under a key; nothing is no grant.</summary>
public delegate OwnerCount OwnerCounts(Guid schemeId, string key);

/// <summary>What a scheme may grant for the goods of one lot, household or seller.</summary>
/// <param name="Key">Names what is counted: one of those of <see cref="LotOwner"/>.</param>
/// <param name="LimitFen">In all; null for no bound.</param>
/// <param name="DayLimitFen">For orders placed on one China day; null for no bound.</param>
/// <param name="Code">The refusal of a share that does not fit in all.</param>
/// <param name="DayCode">The refusal of one that does not fit that day.</param>
public readonly record struct OwnerCap(string Key, long? LimitFen, long? DayLimitFen, string Code, string DayCode)
{
    /// <summary>The caps of a scheme for the owner of a lot.</summary>
    public static IEnumerable<OwnerCap> Of(Scheme scheme, LotOwner owner)
    {
        var caps = scheme.Caps;
        if (caps.PerLotFen is not null)
        {
            yield return new(owner.LotKey, caps.PerLotFen, null, "scheme.lot-cap", "scheme.lot-cap");
        }

        if (caps.PerHouseholdFen is not null || caps.PerHouseholdDayFen is not null)
        {
            yield return new(
                owner.HouseholdKey,
                caps.PerHouseholdFen,
                caps.PerHouseholdDayFen,
                "scheme.household-cap",
                "scheme.household-day-cap"
            );
        }

        if (owner.SellerKey is { } key && (caps.PerSellerFen is not null || caps.PerSellerDayFen is not null))
        {
            yield return new(key, caps.PerSellerFen, caps.PerSellerDayFen, "scheme.seller-cap", "scheme.seller-day-cap");
        }
    }

    public bool Fits(OwnerCount used, long amountFen) =>
        (LimitFen is not { } limit || used.Fen <= limit - amountFen) && (DayLimitFen is not { } day || used.DayFen <= day - amountFen);

    /// <summary>The refusal, with the limit that does not hold the amount and what is left of it.</summary>
    public Rejection Refuse(OwnerCount used, long amountFen) =>
        LimitFen is { } limit && used.Fen > limit - amountFen
            ? new Rejection(Code, null, limit, Math.Max(0, limit - used.Fen))
            : new Rejection(DayCode, null, DayLimitFen ?? 0, Math.Max(0, (DayLimitFen ?? 0) - used.DayFen));
}

/// <summary>What one grant adds to one owner's count.</summary>
/// <param name="AmountFen">Above zero.</param>
/// <param name="Day">The China day on which the order was placed.</param>
public readonly record struct OwnerUse(Guid SchemeId, OwnerCap Cap, long AmountFen, DateOnly Day)
{
    /// <summary>What a grant of an order adds to the counts of its scheme, one for each; lines of one owner count together.</summary>
    /// <param name="shares">The grant's shares of the order's lines, in the order of <paramref name="owners"/>.</param>
    /// <param name="day">The China day on which the order was placed.</param>
    public static IReadOnlyList<OwnerUse> Of(Scheme scheme, IReadOnlyList<long> shares, IReadOnlyList<LotOwner> owners, DateOnly day)
    {
        if (!scheme.Caps.BoundsOwners)
        {
            return [];
        }

        var uses = new List<OwnerUse>();
        for (var i = 0; i < owners.Count; i++)
        {
            if (shares[i] > 0)
            {
                foreach (var cap in OwnerCap.Of(scheme, owners[i]))
                {
                    var same = uses.FindIndex(use => use.Cap.Key == cap.Key);
                    if (same < 0)
                    {
                        uses.Add(new(scheme.Id, cap, shares[i], day));
                    }
                    else
                    {
                        uses[same] = uses[same] with { AmountFen = uses[same].AmountFen + shares[i] };
                    }
                }
            }
        }

        return uses;
    }
}
