namespace AgriMarket.Domain.Cases;

/// <summary>Goods of one lot in one parcel towards which public money was paid and has not gone back.</summary>
/// <param name="GrantFen">Public money towards these goods and their shipping, less what went back; above zero.</param>
/// <param name="Grams">What of the goods is kept.</param>
/// <param name="IsAgreed">Agreed with an institution that had asked the market for goods; such orders are many from one seller.</param>
/// <param name="IsDelivered">The buyer, or a carrier, says that it arrived.</param>
public sealed record GrantedSale(
    Guid ParcelId,
    Guid OrderId,
    Guid SellerId,
    Guid BuyerId,
    Guid LotId,
    string ProduceCode,
    string OriginCode,
    DateTime PaidAt,
    long GrantFen,
    long Grams,
    bool IsAgreed,
    bool IsDelivered
)
{
    /// <summary>Hashes of the mobiles that the buyer has proved and that receives.</summary>
    public IReadOnlyCollection<string> MobileKeys { get; init; } = [];

    /// <summary>Hash of the door it went to.</summary>
    public string? AddressKey { get; init; }
}

/// <summary>By what a member can be recognised under another account: hashes, of which only sameness matters.</summary>
public sealed record MemberMarks
{
    public static readonly MemberMarks None = new();

    /// <summary>Of the mobile they have proved, and of those that receive what they order.</summary>
    public IReadOnlySet<string> MobileKeys { get; init; } = new HashSet<string>();

    /// <summary>Of the doors they order to.</summary>
    public IReadOnlySet<string> AddressKeys { get; init; } = new HashSet<string>();

    /// <summary>Of the browsers they sign in with.</summary>
    public IReadOnlySet<string> DeviceKeys { get; init; } = new HashSet<string>();

    /// <summary>Who takes their money for them; null where they take it themselves.</summary>
    public Guid? PayeeId { get; init; }
}

/// <summary>What the rules about patterns go by: the sales of a window with public money, and who took part.</summary>
/// <param name="Marks">Of sellers and buyers; a member that is missing has none.</param>
/// <param name="LookedAt">
/// Up to when the sales of a pattern were looked at and nothing was found: those up to then do not count for it again.
/// </param>
public sealed record FindingFacts(
    IReadOnlyList<GrantedSale> Sales,
    IReadOnlyDictionary<Guid, MemberMarks> Marks,
    IReadOnlyDictionary<(FindingKind Kind, string Key), DateTime> LookedAt
);
