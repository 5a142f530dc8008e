using AgriMarket.Platform.Storage.Database;

namespace AgriMarket.Platform.Storage.Reference;

/// <summary>Rows that come with the program rather than from its users, such as the regions of the country.</summary>
public interface IReferenceSet
{
    /// <summary>Stable; the key of its <see cref="ReferenceVersion"/>.</summary>
    string Name { get; }

    /// <summary>The embedded resources it is made from. It is applied again when any of them changes.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Raise it when the way from the same files to rows changes, so that older databases take the new rows.</summary>
    int Revision => 1;

    /// <summary>
    /// Adds and updates rows by their key, inside the loader's transaction, and says how many. It never deletes: other tables
    /// may refer to a row that has gone from the files.
    /// </summary>
    Task<int> ApplyAsync(MarketDb db, CancellationToken stop);
}
