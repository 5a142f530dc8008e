using System.Globalization;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Reference;

namespace AgriMarket.Web.Reference.ProduceKinds;

/// <summary>The catalogue of produce with its drawings and the other names people use.</summary>
internal sealed class ProduceSet : IReferenceSet
{
    private const string Kinds = "AgriMarket.Web.Reference.ProduceKinds.Data.produce.csv";
    private const string Pictures = "AgriMarket.Web.Reference.ProduceKinds.Data.produce_pictures.csv";
    private const string Aliases = "AgriMarket.Web.Reference.ProduceKinds.Data.produce_aliases.csv";

    private static readonly Dictionary<string, ProduceCategory> Categories = new()
    {
        ["vegetable"] = ProduceCategory.Vegetable,
        ["tuber"] = ProduceCategory.Tuber,
        ["edible_fungus"] = ProduceCategory.EdibleFungus,
        ["fruit"] = ProduceCategory.Fruit,
        ["nuts"] = ProduceCategory.Nuts,
        ["grain"] = ProduceCategory.Grain,
        ["tea"] = ProduceCategory.Tea,
        ["medicinal_herbs"] = ProduceCategory.MedicinalHerbs,
        ["eggs"] = ProduceCategory.Eggs,
        ["livestock_poultry"] = ProduceCategory.LivestockPoultry,
        ["aquatic"] = ProduceCategory.Aquatic,
        ["processed"] = ProduceCategory.Processed,
    };

    private static readonly Dictionary<string, bool> YesNo = new() { ["yes"] = true, ["no"] = false };

    public string Name => "produce";

    public IReadOnlyList<string> Files => [Kinds, Pictures, Aliases];

    public async Task<int> ApplyAsync(MarketDb db, CancellationToken stop) =>
        await db.UpsertAsync(Read(ReferenceRow.ReadAll(Kinds), ReferenceRow.ReadAll(Pictures)), stop)
        + await db.UpsertAsync(ReferenceRow.ReadAll(Aliases).Select(ReadAlias), stop);

    /// <summary>The kinds, each with its drawing; a kind without one stops the load, or a page would show a broken picture.</summary>
    internal static IReadOnlyList<Produce> Read(IEnumerable<ReferenceRow> kinds, IEnumerable<ReferenceRow> pictures)
    {
        var pictureOf = pictures.ToDictionary(row => row.Text("produce_code"), row => row.Text("picture"));
        return [.. kinds.Select(row => ReadKind(row, pictureOf))];
    }

    private static Produce ReadKind(ReferenceRow row, Dictionary<string, string> pictureOf) =>
        new()
        {
            Code = row.Text("code"),
            NameZh = row.Text("name_zh"),
            NameEn = row.Text("name_en"),
            Category = row.OneOf("category", Categories),
            AmbientDays = row.Whole("ambient_days"),
            ChilledDays = row.OptionalWhole("chilled_days"),
            ColdChain = row.OneOf("cold_chain", YesNo),
            Unit = row.Text("unit"),
            HarvestMonths = [.. row.Text("harvest_months").Split(';').Select(month => ReadMonth(row, month))],
            Pinyin = row.Text("pinyin"),
            Picture =
                pictureOf.GetValueOrDefault(row.Text("code"))
                ?? throw row.Wrong(
                    "code",
                    $"holds {row.Text("code")} ({row.Text("name_zh")}), which has no row in produce_pictures.csv; give it a picture there"
                ),
        };

    private static int ReadMonth(ReferenceRow row, string month) =>
        int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= 12
            ? value
            : throw row.Wrong("harvest_months", $"holds {month}, which is no month from 1 to 12");

    private static ProduceAlias ReadAlias(ReferenceRow row) =>
        new()
        {
            ProduceCode = row.Text("produce_code"),
            NameZh = row.Text("name_zh"),
            Pinyin = row.Text("pinyin"),
        };
}
