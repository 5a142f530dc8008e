using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Reference;

namespace AgriMarket.Web.Reference.Freight;

/// <summary>The default rate card, illustrative: see the notice beside the file.</summary>
internal sealed class FreightSet : IReferenceSet
{
    private const string Rates = "AgriMarket.Web.Reference.Freight.Data.freight_default.csv";
    private const int FenPerYuan = 100;

    private static readonly Dictionary<string, FreightService> Services = new()
    {
        ["express_standard"] = FreightService.ExpressStandard,
        ["express_cold"] = FreightService.ExpressCold,
        ["ltl_bulk"] = FreightService.Bulk,
    };

    public string Name => "freight";

    public IReadOnlyList<string> Files => [Rates];

    public Task<int> ApplyAsync(MarketDb db, CancellationToken stop) => db.UpsertAsync(ReferenceRow.ReadAll(Rates).Select(ReadRate), stop);

    internal static FreightRate ReadRate(ReferenceRow row) =>
        new()
        {
            Service = row.OneOf("service", Services),
            Zone = row.Whole("zone"),
            FromKm = row.OptionalWhole("min_km"),
            ToKm = row.OptionalWhole("max_km"),
            FirstGrams = row.Scaled("first_weight_kg", (int)Weights.KilogramGrams),
            FirstFen = row.Scaled("first_price_yuan", FenPerYuan),
            FurtherKilogramFen = row.Scaled("additional_kg_yuan", FenPerYuan),
            MinimumFen = row.Scaled("min_charge_yuan", FenPerYuan),
            MaxGrams = row.Scaled("max_weight_kg", (int)Weights.KilogramGrams),
            TransitDaysFrom = row.Whole("transit_days_min"),
            TransitDaysTo = row.Whole("transit_days_max"),
        };
}
