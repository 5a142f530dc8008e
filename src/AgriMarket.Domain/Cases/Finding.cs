namespace AgriMarket.Domain.Cases;

/// <summary>What is noticeable about sales with public money.</summary>
public enum FindingKind
{
    /// <summary>A buyer and a seller trade mostly with each other.</summary>
    Pair,

    /// <summary>Many buyers of one seller share a mobile.</summary>
    SharedMobile,

    /// <summary>Many buyers of one seller share a door.</summary>
    SharedAddress,

    /// <summary>Many buyers of one seller share a device.</summary>
    SharedDevice,

    /// <summary>Buyer and seller share a mobile, a door, a device or a payment account.</summary>
    Related,

    /// <summary>A lot draws far more public money a kilogram than lots of its kind do.</summary>
    HighLot,

    /// <summary>A seller draws far more public money a kilogram of a kind than others do.</summary>
    HighSeller,
}

/// <summary>What buyer and seller have in common.</summary>
[Flags]
public enum SharedMarks
{
    None = 0,
    Mobile = 1,
    Address = 2,
    Device = 4,
    Payee = 8,
}

/// <summary>A parcel that a pattern is made of.</summary>
public sealed record FindingParcel(Guid ParcelId, Guid OrderId);

/// <summary>A pattern as the rules see it in one window.</summary>
/// <param name="Key">What makes it the same pattern in the next window; unique among its kind.</param>
/// <param name="Parcels">Those with the most public money first; at most <see cref="Finding.MostParcels"/>.</param>
/// <param name="NewestAt">When the newest of all its sales was paid.</param>
public sealed record FoundPattern(
    FindingKind Kind,
    string Key,
    Guid SellerId,
    string OriginCode,
    int BuyerCount,
    int ParcelCount,
    long GrantFen,
    long Grams,
    DateTime NewestAt,
    IReadOnlyList<FindingParcel> Parcels
)
{
    public SharedMarks Shared { get; init; }

    /// <summary>Of a rate: whose it is; null for other kinds.</summary>
    public string? ProduceCode { get; init; }

    /// <summary>Public money of a delivered kilogram, fen; zero for other kinds.</summary>
    public long RateFenPerKg { get; init; }

    /// <summary>The median of the kind, fen; zero for other kinds.</summary>
    public long MedianFenPerKg { get; init; }
}

/// <summary>A pattern that officials look at: one row however often it is seen.</summary>
public sealed class Finding
{
    /// <summary>Two ids and what separates them, or an id and a hash.</summary>
    public const int KeyMaxLength = 65;

    /// <summary>Parcels that a finding names; the rest is in its count.</summary>
    public const int MostParcels = 50;

    public required FindingKind Kind { get; init; }

    public required string Key { get; init; }

    public required Guid SellerId { get; init; }

    /// <summary>The county that most of the public money went to, whose office looks.</summary>
    public required string OriginCode { get; set; }

    public required DateTime FirstSeenAt { get; init; }

    public DateTime LastSeenAt { get; private set; }

    public int BuyerCount { get; private set; }

    public int ParcelCount { get; private set; }

    public long GrantFen { get; private set; }

    public long Grams { get; private set; }

    /// <summary>When the newest of its sales was paid.</summary>
    public DateTime NewestAt { get; private set; }

    public IReadOnlyList<FindingParcel> Parcels { get; private set; } = [];

    public SharedMarks Shared { get; private set; }

    public string? ProduceCode { get; private set; }

    public long RateFenPerKg { get; private set; }

    public long MedianFenPerKg { get; private set; }

    /// <summary>Up to which sale somebody has looked and found nothing; null while nobody has.</summary>
    public DateTime? LookedUpTo { get; private set; }

    /// <summary>A pattern that was not known before.</summary>
    public static Finding Of(FoundPattern found, DateTime now)
    {
        var finding = new Finding
        {
            Kind = found.Kind,
            Key = found.Key,
            SellerId = found.SellerId,
            OriginCode = found.OriginCode,
            FirstSeenAt = now,
        };
        finding.Follow(found, now);
        return finding;
    }

    /// <summary>The pattern as it is seen now.</summary>
    public void Follow(FoundPattern found, DateTime now)
    {
        (OriginCode, LastSeenAt, NewestAt, Parcels) = (found.OriginCode, now, found.NewestAt, found.Parcels);
        (BuyerCount, ParcelCount, GrantFen, Grams) = (found.BuyerCount, found.ParcelCount, found.GrantFen, found.Grams);
        (Shared, ProduceCode, RateFenPerKg, MedianFenPerKg) = (found.Shared, found.ProduceCode, found.RateFenPerKg, found.MedianFenPerKg);
    }

    /// <summary>Nothing was found in its sales up to an instant: they make no finding again.</summary>
    public void LookedAt(DateTime upTo) => LookedUpTo = LookedUpTo > upTo ? LookedUpTo : upTo;
}
