using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Web.Money.Schemes;

/// <summary>
/// What a scheme has granted for the goods of one lot, household or seller. The limits stand beside the counts, and the database
/// itself holds every row within them. Only <see cref="OwnerUses"/> changes it.
/// </summary>
internal sealed class OwnerUsageRow
{
    /// <summary>Room for the longest: what is counted, a seller's id and a household's name.</summary>
    public const int KeyMaxLength = 128;

    public required Guid SchemeId { get; init; }

    /// <summary>See <see cref="OwnerCap.Key"/>.</summary>
    public required string Key { get; init; }

    public required long UsedFen { get; init; }

    /// <summary>The most that <see cref="UsedFen"/> may be; beyond every sum where there is no bound.</summary>
    public required long LimitFen { get; init; }

    /// <summary>The last China day on which an order was placed that counts here.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Of <see cref="UsedFen"/> what is for orders of that day.</summary>
    public required long DayFen { get; init; }

    public required long DayLimitFen { get; init; }
}
