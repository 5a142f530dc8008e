using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Audit;

/// <summary>
/// What must always be true of a capability's rows. Each is computed from the rows alone, so that an auditor need trust no program.
/// </summary>
public interface IInvariants
{
    /// <summary>The capability, as the report calls it.</summary>
    string Name { get; }

    /// <summary>The rows that are looked at.</summary>
    IReadOnlyList<AuditedRows> Rows { get; }

    IReadOnlyList<Invariant> All { get; }
}

/// <summary>A kind of rows that is looked at, and how many of them there are.</summary>
/// <param name="Name">In the plural, such as <c>lots</c>.</param>
public sealed record AuditedRows(string Name, Func<MarketDb, CancellationToken, Task<long>> CountAsync)
{
    public static AuditedRows Of<T>(string name)
        where T : class => new(name, (db, stop) => db.Set<T>().LongCountAsync(stop));
}
