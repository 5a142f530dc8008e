namespace AgriMarket.Domain.Backlog;

/// <summary>How likely a lot is to pass its best-before date with something unsold, the least first.</summary>
public enum RiskLevel
{
    /// <summary>Nothing speaks against it selling out in time.</summary>
    Fine,

    /// <summary>Worth a look.</summary>
    Watch,

    /// <summary>Will probably not sell out unless something changes.</summary>
    Urgent,

    /// <summary>Will spoil within days.</summary>
    Critical,
}
