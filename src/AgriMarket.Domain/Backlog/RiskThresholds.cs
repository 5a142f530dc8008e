using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Domain.Backlog;

/// <summary>
/// From when on a forecast is which <see cref="RiskLevel"/> (section <c>Backlog:Risk</c>). A level needs all of its
/// conditions: the probability of a rest, a rest that matters, and few enough days. What is certain to be left, too, is only
/// watched while there is time for a better idea.
/// </summary>
public sealed record RiskThresholds : IValidatableObject
{
    public static readonly RiskThresholds Default = new();

    /// <summary>Probability of an unsold rest, in thousandths, from which on a lot is to be watched.</summary>
    [Range(1, 1_000)]
    public int WatchPerMille { get; init; } = 300;

    [Range(1, 1_000)]
    public int UrgentPerMille { get; init; } = 600;

    [Range(1, 1_000)]
    public int CriticalPerMille { get; init; } = 800;

    /// <summary>The expected rest, in hundredths of what was offered, below which a lot is fine whatever the probability.</summary>
    [Range(0, 100)]
    public int WatchRestPercent { get; init; } = 5;

    [Range(0, 100)]
    public int UrgentRestPercent { get; init; } = 15;

    [Range(0, 100)]
    public int CriticalRestPercent { get; init; } = 25;

    /// <summary>A lot with more days left for selling is not urgent yet.</summary>
    [Range(1, 3_650)]
    public int UrgentDays { get; init; } = 10;

    /// <summary>A lot with more days left for selling is not critical yet.</summary>
    [Range(0, 3_650)]
    public int CriticalDays { get; init; } = 3;

    /// <param name="restPerMille">Probability of an unsold rest.</param>
    /// <param name="expectedGrams">Expected rest, zero or more.</param>
    /// <param name="offeredGrams">Listed and adjusted, zero or more.</param>
    /// <param name="daysLeft">China days left for selling, today included.</param>
    public RiskLevel Of(int restPerMille, long expectedGrams, long offeredGrams, int daysLeft)
    {
        bool Reaches(int perMille, int restPercent) =>
            expectedGrams > 0 && restPerMille >= perMille && (Int128)expectedGrams * 100 >= (Int128)offeredGrams * restPercent;

        if (Reaches(CriticalPerMille, CriticalRestPercent) && daysLeft <= CriticalDays)
        {
            return RiskLevel.Critical;
        }

        if (Reaches(UrgentPerMille, UrgentRestPercent) && daysLeft <= UrgentDays)
        {
            return RiskLevel.Urgent;
        }

        return Reaches(WatchPerMille, WatchRestPercent) ? RiskLevel.Watch : RiskLevel.Fine;
    }

    /// <summary>A higher level asks for no less than a lower one.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WatchPerMille > UrgentPerMille || UrgentPerMille > CriticalPerMille)
        {
            yield return new(
                "Backlog:Risk: write WatchPerMille, UrgentPerMille and CriticalPerMille so that none is below the one "
                    + "before, such as 300, 600, 800."
            );
        }

        if (WatchRestPercent > UrgentRestPercent || UrgentRestPercent > CriticalRestPercent)
        {
            yield return new(
                "Backlog:Risk: write WatchRestPercent, UrgentRestPercent and CriticalRestPercent so that none is below the "
                    + "one before, such as 5, 15, 25."
            );
        }

        if (CriticalDays > UrgentDays)
        {
            yield return new("Backlog:Risk: write CriticalDays no higher than UrgentDays, such as 3 and 10.");
        }
    }
}
