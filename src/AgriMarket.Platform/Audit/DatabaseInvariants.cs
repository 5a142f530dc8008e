using System.Runtime.CompilerServices;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Audit;

/// <summary>
/// What must be true of the database whatever it holds. A server sees to it by itself; the embedded database is a file that
/// anybody can damage, and is asked.
/// </summary>
internal sealed class DatabaseInvariants : IInvariants
{
    private static readonly Invariant TheFileIsWhole = new(
        "The file is whole: its pages, its indexes and the rules of its tables.",
        (db, stop) =>
            AskAsync(
                db,
                $"SELECT integrity_check AS Value FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                found => new Breach("database", found, "no damage"),
                stop
            )
    );

    private static readonly Invariant ReferencesLeadSomewhere = new(
        "Every reference leads to a row.",
        (db, stop) =>
            AskAsync(
                db,
                $"SELECT \"table\" || ' row ' || coalesce(rowid, '') || ' -> ' || parent AS Value FROM pragma_foreign_key_check",
                found => new Breach(found, "nothing there", "a row"),
                stop
            )
    );

    private static readonly Invariant WhatIsWrittenOnceStays = new(
        "The database itself refuses to change or delete rows that are written once.",
        UnguardedAsync
    );

    public string Name => "Database";

    public IReadOnlyList<AuditedRows> Rows => [];

    public IReadOnlyList<Invariant> All { get; } = [TheFileIsWhole, ReferencesLeadSomewhere, WhatIsWrittenOnceStays];

    private static async IAsyncEnumerable<Breach> UnguardedAsync(MarketDb db, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var trigger in await db.MissingTriggersAsync(stop))
        {
            yield return new Breach(
                $"table {trigger.Table}",
                $"nothing that refuses {trigger.Refused}",
                $"the trigger {trigger.Name}, which the verb migrate makes"
            );
        }
    }

    private static async IAsyncEnumerable<Breach> AskAsync(
        MarketDb db,
        FormattableString question,
        Func<string, Breach> describe,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        if (!db.Database.IsSqlite())
        {
            yield break;
        }

        await foreach (var found in db.Database.SqlQuery<string>(question).AsAsyncEnumerable().WithCancellation(stop))
        {
            yield return describe(found);
        }
    }
}
