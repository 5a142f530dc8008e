using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>
/// What somebody has filled in of a report, as typed: nothing is lost by a wrong answer or a lost line. Public and with setters
/// because it outlives the circuit as JSON.
/// </summary>
public sealed class UnsoldForm
{
    /// <summary>Made once, so that pressing twice reports once.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? LotId { get; set; }

    public string Search { get; set; } = "";

    public string ProduceCode { get; set; } = "";

    public string? OriginCode { get; set; }

    public string Weight { get; set; } = "";

    /// <summary>Grams of the unit in which the weight is typed, kept with the text so that it never changes its meaning.</summary>
    public long UnitGrams { get; set; }

    public UnsoldQuality? Quality { get; set; }

    public UnsoldTransport? Transport { get; set; }

    public string ContactName { get; set; } = "";

    public string ContactMobile { get; set; } = "";

    public string Note { get; set; } = "";

    /// <summary>Grows with every photo that is kept; zero while there is none.</summary>
    public int Photo { get; set; }

    public static UnsoldForm Of(UnsoldStart start, long unitGrams) =>
        new()
        {
            LotId = start.Lot?.Id,
            OriginCode = start.OriginCode,
            UnitGrams = unitGrams,
            Weight = start.Lot is { AvailableGrams: > 0 } lot ? Amounts.WeightInput(lot.AvailableGrams, unitGrams) : "",
            ContactName = start.ContactName,
            ContactMobile = start.ContactMobile,
        };

    /// <summary>The draft; what cannot be read is null in it, and the rules say so.</summary>
    public UnsoldReportDraft ToDraft(Guid reporterId) =>
        new(
            Id,
            reporterId,
            LotId,
            ProduceCode,
            OriginCode ?? "",
            Amounts.Grams(Weight, UnitGrams),
            Quality,
            Transport,
            ContactName,
            ContactMobile,
            Note
        );
}
