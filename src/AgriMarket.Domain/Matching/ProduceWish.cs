using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Matching;

/// <summary>Kinds of produce that a kitchen takes in place of one another and that are narrower than a category.</summary>
public enum ProduceGroup
{
    /// <summary>叶菜.</summary>
    LeafyVegetables,
}

/// <summary>What an institution wants: one kind of produce, any of a category or any of a group; exactly one of the three.</summary>
public sealed record ProduceWish
{
    private static readonly Dictionary<ProduceGroup, string[]> Groups = new()
    {
        [ProduceGroup.LeafyVegetables] =
        [
            "VG001", "VG002", "VG003", "VG004", "VG005", "VG006", "VG007", "VG008", "VG009", "VG010", "VG011", "VG013", "VG014", "VG015",
            "VG016", "VG017", "VG018", "VG028", "VG030", "VG040", "VG042", "VG043", "VG044", "VG045",
        ],
    };

    private ProduceWish()
    {
    }

    public string? Code { get; private init; }

    public ProduceCategory? Category { get; private init; }

    public ProduceGroup? Group { get; private init; }

    public static ProduceWish For(string code) => new() { Code = code };

    public static ProduceWish For(ProduceCategory category) => new() { Category = category };

    public static ProduceWish For(ProduceGroup group) => new() { Group = group };

    /// <summary>The kinds that fulfil the wish, in the order of the catalogue; none when the catalogue does not know it.</summary>
    public IEnumerable<Produce> Kinds(ProduceCatalogue catalogue) =>
        Code is null ? catalogue.All.Where(Takes) : catalogue.Find(Code) is { } kind ? [kind] : [];

    public bool Takes(Produce kind) =>
        kind.Code == Code || kind.Category == Category || (Group is { } group && Groups[group].Contains(kind.Code));
}
