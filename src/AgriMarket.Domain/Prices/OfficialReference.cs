using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Prices;

/// <summary>What an official asks to set: the reference price of a kind or of a category; null takes it back.</summary>
/// <param name="Target">The code of the kind, or the name of the category.</param>
/// <param name="FenPerKg">Fen per kilogram.</param>
public sealed record ReferenceRequest(string Target, bool IsCategory, long? FenPerKg, string Reason, Guid OfficialId);

/// <summary>
/// A reference price that an official set, or took back, and why. Rows are only added: the last of a target holds, and the others say
/// what held before.
/// </summary>
public sealed class OfficialReference
{
    public const int ReasonMaxLength = 200;

    /// <summary>20,000.00 yuan a kilogram, as much as a lot may cost.</summary>
    public const long MaxFenPerKg = 2_000_000;

    /// <summary>An official's figure is at most so many times what is known already, which catches a slip of the point too.</summary>
    public const int MostTimes = 5;

    /// <summary>The code of the kind, or the name of the category.</summary>
    public required string Target { get; init; }

    public required bool IsCategory { get; init; }

    /// <summary>Of this target, from 1; the highest holds.</summary>
    public required int Version { get; init; }

    /// <summary>Fen per kilogram; null from when it was taken back.</summary>
    public required long? FenPerKg { get; init; }

    public required string Reason { get; init; }

    public required Guid SetBy { get; init; }

    public required DateTime SetAt { get; init; }

    /// <summary>
    /// The new setting. Rejects beside the field with <c>price.reference-range</c>, <c>price.reference-far</c>,
    /// <c>price.reason-missing</c> and <c>price.reason-long</c>.
    /// </summary>
    /// <param name="before">What held so far; null for nothing yet.</param>
    /// <param name="known">Fen per kilogram by what is known besides; null where nothing is.</param>
    public static Result<OfficialReference> Of(ReferenceRequest request, OfficialReference? before, long? known, DateTime now)
    {
        var wrong = new List<Rejection>();
        var reason = SingleLine.Of(request.Reason);
        if (request.FenPerKg is <= 0 or > MaxFenPerKg)
        {
            wrong.Add(new Rejection("price.reference-range", nameof(FenPerKg), MaxFenPerKg));
        }
        else if ((known ?? before?.FenPerKg) is { } worth && request.FenPerKg > worth * MostTimes)
        {
            wrong.Add(new Rejection("price.reference-far", nameof(FenPerKg), MostTimes, worth));
        }

        if (reason.IsEmptyOrLongerThan(ReasonMaxLength))
        {
            wrong.Add(new Rejection(reason.Length == 0 ? "price.reason-missing" : "price.reason-long", nameof(Reason), ReasonMaxLength));
        }

        return wrong.Count > 0
            ? wrong
            : new OfficialReference
            {
                Target = request.Target,
                IsCategory = request.IsCategory,
                Version = (before?.Version ?? 0) + 1,
                FenPerKg = request.FenPerKg,
                Reason = reason,
                SetBy = request.OfficialId,
                SetAt = now,
            };
    }
}
