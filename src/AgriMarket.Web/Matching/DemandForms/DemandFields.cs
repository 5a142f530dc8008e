using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Shell.Editing;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Matching.DemandForms;

/// <summary>Says in words what two people have written into one demand.</summary>
internal sealed class DemandFields(IStringLocalizer<DemandText> T, ProduceSpecFormatter specs, RegionCatalogue regions)
{
    /// <summary>What somebody else has changed since the form was opened.</summary>
    public IReadOnlyList<EditedField> Changes(DemandForm seen, DemandForm theirs, DemandForm mine) =>
        EditedField.Between(Fields(seen), Fields(theirs), Fields(mine));

    private ShownField[] Fields(DemandForm form) =>
        [
            new(T["Spec.Label"], ProduceSpec.Parse(form.Spec) is { } spec ? specs.Name(spec) : ""),
            new(T["Grams.Label"], form.Weight),
            new(T["Smallest.Label"], form.SmallestPart),
            new(T["Price.Label"], form.Price),
            new(T["Grade.Label"], form.LowestGrade is { } grade ? T[$"Grade.{grade}"] : T["Grade.Any"]),
            new(T["Cold.Label"], form.HasColdChain ? "✓" : ""),
            new(T["From.Label"], form.From),
            new(T["To.Label"], form.To),
            new(T["Every.Label"], form.EveryDays),
            new(T["Until.Label"], form.RepeatUntil),
            new(T["Name.Label"], form.Name),
            new(T["Mobile.Label"], form.Mobile),
            new(T["Region.Label"], form.RegionCode is { } code ? regions.FullName(code) : ""),
            new(T["Street.Label"], form.Street),
            new(T["Note.Label"], form.Note),
        ];
}
