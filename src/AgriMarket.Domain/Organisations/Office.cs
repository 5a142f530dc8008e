using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Organisations;

public enum OfficeKind
{
    /// <summary>农业农村局.</summary>
    Agriculture,

    /// <summary>乡村振兴局.</summary>
    RuralRevitalisation,

    /// <summary>商务局.</summary>
    Commerce,

    /// <summary>财政局.</summary>
    Finance,

    /// <summary>审计局.</summary>
    Audit,

    /// <summary>A people's government itself, and what is none of the others.</summary>
    Other,
}

/// <summary>A government office. Officials belong to one; what they read and do ends where it ends.</summary>
public sealed class Office
{
    public const int NameMaxLength = 60;

    public required Guid Id { get; init; }

    /// <summary>Its full name. No two of a region have the same; an administrator changes it when the office itself does.</summary>
    public required string Name { get; set; }

    public required OfficeKind Kind { get; init; }

    /// <summary>A region of any level; <see cref="RegionCatalogue.Country"/> for an office of the whole country.</summary>
    public required string RegionCode { get; init; }

    public required DateTime AddedAt { get; init; }
}
