using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>
/// What a farmer has typed about a lot that brings less than was promised, as typed. Public and with setters because it outlives the
/// circuit as JSON.
/// </summary>
public sealed class ShortfallForm
{
    /// <summary>Made once, so that pressing twice says it once.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string Weight { get; set; } = "";

    /// <summary>Grams of the unit in which the weight is typed, kept with the text so that it never changes its meaning.</summary>
    public long UnitGrams { get; set; }

    public string Note { get; set; } = "";

    /// <param name="seenGrams">The sum of the promises that they were shown; null before they were.</param>
    public ShortfallIntent ToIntent(Guid lotId, Guid farmerId, long? seenGrams) =>
        new(Id, lotId, farmerId, Amounts.Grams(Weight, UnitGrams), Note, seenGrams);
}
