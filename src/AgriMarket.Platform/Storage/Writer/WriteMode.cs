namespace AgriMarket.Platform.Storage.Writer;

/// <summary>How a command's transaction stands to other commands and to other processes on the same database.</summary>
public enum WriteMode
{
    /// <summary>Nobody else writes, and nothing is deferred: every command finds the rows as they are.</summary>
    AtOnce,

    /// <summary>Nobody else writes; rows behind <see cref="IDeferredRows"/> are written once a batch.</summary>
    Deferred,

    /// <summary>
    /// As <see cref="Deferred"/>, while other processes do the same for other subjects. What this command reads of rows that many
    /// commands change may be taken before it is written; the guards decide.
    /// </summary>
    Shared,
}
