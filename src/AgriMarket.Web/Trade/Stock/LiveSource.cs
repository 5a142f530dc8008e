using AgriMarket.Platform.Live;

namespace AgriMarket.Web.Trade.Stock;

/// <summary>
/// Where the present state of a kind of subject is read, so that a client that begins to watch, or comes back after a gap,
/// gets what it missed.
/// </summary>
/// <param name="ReadAsync">The present state of those of the given ids that the public may see.</param>
public sealed record LiveSource(LiveKind Kind, Func<IReadOnlyCollection<Guid>, Task<IReadOnlyList<PublicChange>>> ReadAsync);

public enum LiveKind
{
    Lot,
    Campaign,
}
