using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Lots;

public enum ProduceCategory
{
    Vegetable,
    Tuber,
    EdibleFungus,
    Fruit,
    Nuts,
    Grain,
    Tea,
    MedicinalHerbs,
    Eggs,
    LivestockPoultry,
    Aquatic,
    Processed,
}

/// <summary>An entry of the catalogue: 360 kinds, and one for each category that stands for whatever else belongs there.</summary>
public sealed class Produce
{
    /// <summary>Stable code such as VG001.</summary>
    public required string Code { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>It stands for whatever has no kind of its own in its category; a lot of it says in its remark what it is.</summary>
    public bool IsOther => Code.EndsWith("999", StringComparison.Ordinal);

    /// <summary>The name in the reader's language.</summary>
    public string Name(bool chinese) => chinese ? NameZh : NameEn;

    public required ProduceCategory Category { get; init; }

    /// <summary>Typical days it keeps at about 20 °C; 0 means it must not be held at ambient temperature.</summary>
    public required int AmbientDays { get; init; }

    /// <summary>Days at its proper cold-store temperature; null where it is shelf-stable and not usually chilled.</summary>
    public int? ChilledDays { get; init; }

    /// <summary>Keeps three days or less at ambient temperature, so it travels cold.</summary>
    public required bool ColdChain { get; init; }

    /// <summary>How a parcel of nothing but it travels.</summary>
    public FreightService Express => ExpressOf(ColdChain);

    /// <summary>The usual selling unit in Chinese, such as 斤 or 箱.</summary>
    public required string Unit { get; init; }

    /// <summary>Months 1 to 12 in which it is typically harvested somewhere in China.</summary>
    public required IReadOnlyList<int> HarvestMonths { get; init; }

    /// <summary>Pinyin of <see cref="NameZh"/> without tones, syllables separated by a space.</summary>
    public required string Pinyin { get; init; }

    /// <summary>File name of the drawing that stands for it where a lot has no photo.</summary>
    public required string Picture { get; init; }

    /// <summary>
    /// Days from ready to best-before that a new listing proposes: at ambient temperature where it keeps there, else chilled.
    /// </summary>
    public int ProposedShelfDays => ColdChain ? Math.Max(AmbientDays, ChilledDays ?? 1) : AmbientDays;

    /// <summary>How a parcel travels that must be kept cold, or need not.</summary>
    public static FreightService ExpressOf(bool cold) => cold ? FreightService.ExpressCold : FreightService.ExpressStandard;
}
