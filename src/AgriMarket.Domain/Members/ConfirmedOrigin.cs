namespace AgriMarket.Domain.Members;

/// <summary>A place from which a member may sell, because an office has confirmed it.</summary>
/// <param name="RegionCode">A county, or a prefecture without counties.</param>
/// <param name="Villages">Those named when it was confirmed; may be empty.</param>
public sealed record ConfirmedOrigin(string RegionCode, IReadOnlyList<string> Villages)
{
    /// <summary>True when goods may be said to come from this county and village; an empty village says nothing and passes.</summary>
    public bool Covers(string regionCode, string village) =>
        RegionCode == regionCode && (village.Length == 0 || Villages.Contains(village, StringComparer.Ordinal));
}
