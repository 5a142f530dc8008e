using System.Globalization;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Matching.DemandForms;

/// <summary>
/// What somebody has filled in of a demand, as typed: nothing is lost by a wrong answer or a lost line. Public and with setters
/// because it outlives the circuit as JSON.
/// </summary>
public sealed class DemandForm
{
    /// <summary>Days between today and the first day that a new demand proposes: answers, payment and the way take some.</summary>
    private const int ProposedDaysAhead = 3;

    private const int ProposedWindowDays = 6;

    /// <summary>Made once, so that pressing twice posts once.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Of the demand that is changed, as it was seen; 0 for a new one.</summary>
    public long Version { get; set; }

    /// <summary>The key of the spec; empty while nothing is chosen.</summary>
    public string Spec { get; set; } = "";

    public string Search { get; set; } = "";

    /// <summary>Grams of the unit in which weights are typed, kept with the text so that it never changes its meaning.</summary>
    public long UnitGrams { get; set; }

    public string Weight { get; set; } = "";

    /// <summary>Empty leaves it to the carrier's minimum.</summary>
    public string SmallestPart { get; set; } = "";

    /// <summary>As date inputs write it: 2026-11-24.</summary>
    public string From { get; set; } = "";

    public string To { get; set; } = "";

    /// <summary>Yuan for a kilogram, delivered.</summary>
    public string Price { get; set; } = "";

    public ProduceGrade? LowestGrade { get; set; }

    public bool HasColdChain { get; set; }

    public string Name { get; set; } = "";

    public string Mobile { get; set; } = "";

    public string? RegionCode { get; set; }

    public string Street { get; set; } = "";

    public Guid? CampaignId { get; set; }

    /// <summary>Days; empty for once.</summary>
    public string EveryDays { get; set; } = "";

    public string RepeatUntil { get; set; } = "";

    public string Note { get; set; } = "";

    /// <summary>A new demand: with the terms of an earlier one where there is one, but for a time from now on.</summary>
    public static DemandForm Of(DemandStart start, long unitGrams, DateOnly today)
    {
        var first = today.AddDays(ProposedDaysAhead);
        var form = start.Repeated is { Terms: var terms }
            ? Of(
                terms with
                {
                    From = first,
                    To = first.AddDays(terms.To.DayNumber - terms.From.DayNumber),
                    EveryDays = 0,
                    RepeatUntil = null,
                },
                unitGrams
            )
            : new DemandForm
            {
                UnitGrams = unitGrams,
                From = Input(first),
                To = Input(first.AddDays(ProposedWindowDays)),
            };
        (form.Name, form.Mobile, form.RegionCode, form.Street) = (
            start.ShipTo.Name,
            start.ShipTo.Mobile,
            start.ShipTo.RegionCode,
            start.ShipTo.Street
        );
        form.CampaignId = start.Campaign?.Id;
        return form;
    }

    /// <summary>A demand that is to be changed.</summary>
    public static DemandForm Of(Demand demand, long unitGrams)
    {
        var form = Of(demand.Terms, unitGrams);
        (form.Id, form.Version) = (demand.Id, demand.Version);
        return form;
    }

    /// <summary>How a day is put into a date input.</summary>
    public static string Input(DateOnly day) => day.ToString(DemandFormReader.DayFormat, CultureInfo.InvariantCulture);

    private static DemandForm Of(DemandTerms terms, long unitGrams) =>
        new()
        {
            Spec = terms.Spec?.Key ?? "",
            UnitGrams = unitGrams,
            Weight = Amounts.WeightInput(terms.Grams, unitGrams),
            SmallestPart = terms.SmallestPartGrams == 0 ? "" : Amounts.WeightInput(terms.SmallestPartGrams, unitGrams),
            From = Input(terms.From),
            To = Input(terms.To),
            Price = Amounts.YuanInput(terms.HighestFenPerKg),
            LowestGrade = terms.LowestGrade,
            HasColdChain = terms.HasColdChain,
            Name = terms.ShipTo.Name,
            Mobile = terms.ShipTo.Mobile,
            RegionCode = terms.ShipTo.RegionCode,
            Street = terms.ShipTo.Street,
            CampaignId = terms.CampaignId,
            EveryDays = terms.EveryDays == 0 ? "" : terms.EveryDays.ToString(CultureInfo.InvariantCulture),
            RepeatUntil = terms.RepeatUntil is { } last ? Input(last) : "",
            Note = terms.Note,
        };
}
