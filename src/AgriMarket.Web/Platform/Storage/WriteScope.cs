using AgriMarket.Web.Platform.Live;

namespace AgriMarket.Web.Platform.Storage;

/// <summary>What a command works with while the writer runs it.</summary>
/// <param name="Db">The batch's context, inside its transaction and this command's savepoint.</param>
/// <param name="Now">The UTC instant of the command.</param>
public sealed record WriteScope(MarketDb Db, DateTime Now)
{
    private readonly List<LiveChange> changes = [];

    internal IReadOnlyList<LiveChange> Changes => changes;

    /// <summary>News for open pages. It goes out after the commit, and not at all if the command is refused.</summary>
    public void Announce(LiveChange change) => changes.Add(change);
}
