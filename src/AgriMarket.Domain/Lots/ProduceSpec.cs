namespace AgriMarket.Domain.Lots;

/// <summary>Kinds of produce that a kitchen takes in place of one another and that are narrower than a category.</summary>
public enum ProduceGroup
{
    /// <summary>叶菜.</summary>
    LeafyVegetables,
}

/// <summary>What an institution wants: one kind of produce, any of a category or any of a group; exactly one of the three.</summary>
public sealed record ProduceSpec
{
    /// <summary>As long as the longest <see cref="Key"/>, with room.</summary>
    public const int KeyMaxLength = 40;

    private const string CategoryPrefix = "category:";
    private const string GroupPrefix = "group:";

    private static readonly Dictionary<ProduceGroup, string[]> Groups = new()
    {
        [ProduceGroup.LeafyVegetables] =
        [
            "VG001",
            "VG002",
            "VG003",
            "VG004",
            "VG005",
            "VG006",
            "VG007",
            "VG008",
            "VG009",
            "VG010",
            "VG011",
            "VG013",
            "VG014",
            "VG015",
            "VG016",
            "VG017",
            "VG018",
            "VG028",
            "VG030",
            "VG040",
            "VG042",
            "VG043",
            "VG044",
            "VG045",
        ],
    };

    private ProduceSpec() { }

    public string? Code { get; private init; }

    public ProduceCategory? Category { get; private init; }

    public ProduceGroup? Group { get; private init; }

    public static ProduceSpec For(string code) => new() { Code = code };

    public static ProduceSpec For(ProduceCategory category) => new() { Category = category };

    public static ProduceSpec For(ProduceGroup group) => new() { Group = group };

    /// <summary>The spec as one word that is stored and sent: a code, <c>category:…</c> or <c>group:…</c>.</summary>
    public string Key => Code ?? (Category is { } category ? $"{CategoryPrefix}{category}" : $"{GroupPrefix}{Group}");

    /// <summary>The spec behind a <see cref="Key"/>; null when it is none. Whether the catalogue knows a code is not asked here.</summary>
    public static ProduceSpec? Parse(string? key) =>
        key switch
        {
            null or "" => null,
            _ when key.StartsWith(CategoryPrefix, StringComparison.Ordinal) => Named<ProduceCategory>(key[CategoryPrefix.Length..])
                is { } category
                ? For(category)
                : null,
            _ when key.StartsWith(GroupPrefix, StringComparison.Ordinal) => Named<ProduceGroup>(key[GroupPrefix.Length..]) is { } group
                ? For(group)
                : null,
            _ => For(key),
        };

    /// <summary>The kinds that fulfil the spec, in the order of the catalogue; none when the catalogue does not know it.</summary>
    public IEnumerable<Produce> Kinds(ProduceCatalogue catalogue) =>
        Code is null ? catalogue.All.Where(Takes)
        : catalogue.Find(Code) is { } kind ? [kind]
        : [];

    public bool Takes(Produce kind) =>
        kind.Code == Code || kind.Category == Category || (Group is { } group && Groups[group].Contains(kind.Code));

    /// <summary>By its name alone: numbers, which the parser would take too, are no names.</summary>
    private static T? Named<T>(string name)
        where T : struct, Enum => Enum.GetNames<T>().Contains(name) ? Enum.Parse<T>(name) : null;
}
