namespace AgriMarket.Domain.Lots;

/// <summary>
/// What else people call a kind of produce, such as 土豆 or 洋芋 for 马铃薯. Several kinds may share one
/// (地瓜 is a sweet potato in the north and a yam bean in the south-west).
/// </summary>
public sealed class ProduceAlias
{
    public required string ProduceCode { get; init; }

    public required string NameZh { get; init; }

    /// <summary>Pinyin of <see cref="NameZh"/> without tones, syllables separated by a space.</summary>
    public required string Pinyin { get; init; }
}
