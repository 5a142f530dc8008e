using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Outages;
using AgriMarket.Platform.Storage.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>The writer's own connection, and what goes with it.</summary>
public partial class MarketWriter
{
    /// <summary>
    /// 64 MB of pages in memory, so that a batch need not read back what the last one wrote; the log folded into the file every
    /// 32 MB instead of every 4, and cut back to 64 once whoever kept it from being folded is gone; and what a savepoint must remember
    /// kept in memory instead of a file. How durable a commit is does not change: FULL.
    /// </summary>
    internal const string SqliteSettings =
        "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY";

    private sealed class WriterSession(MarketDb db) : IAsyncDisposable
    {
        public MarketDb Db => db;

        public SqlStatements Sql { get; } = new(db);

        public WriterCache Memory { get; } = new();

        /// <summary>Null on a server, which looks after its log itself.</summary>
        private readonly SqliteLog? log = db.Database.GetDbConnection() is SqliteConnection file ? new(file) : null;

        /// <summary>After a commit: keeps the log of a file from growing without end.</summary>
        public void ShrinkLog() => log?.Shrink();

        /// <summary>The server's name for the transaction, once noted; null on a file, and of one that writes nothing.</summary>
        public ServerTransaction? Transaction { get; private set; }

        public static async Task<WriterSession> OpenAsync(IDbContextFactory<MarketDb> contexts)
        {
            var db = await contexts.CreateDbContextAsync();
            try
            {
                await db.Database.OpenConnectionAsync();
                if (db.Database.IsSqlite())
                {
                    await db.Database.ExecuteSqlRawAsync(SqliteSettings);
                }

                return new(db);
            }
            catch
            {
                await db.DisposeAsync();
                throw;
            }
        }

        /// <summary>
        /// Sees to it that these commands meet no other process's in the middle, until the transaction ends: those of an order none of
        /// the same order, those without a subject none at all. All that a batch locks by itself it locks here, first and in one order.
        /// A SQLite file has one writing transaction at a time.
        /// </summary>
        /// <returns>Whether other processes write at the same time.</returns>
        public async Task<bool> LockAsync(List<Job> batch, bool atOnce)
        {
            if (db.Database.IsSqlite())
            {
                return false;
            }

            if (atOnce || batch.Exists(job => job.Subjects.Count == 0))
            {
                await Sql.SendStatementAsync($"SELECT pg_advisory_xact_lock({MarketLock}, {MarketLock})");
                return false;
            }

            long[] subjects = [.. batch.SelectMany(job => job.Subjects).Select(Key)];
            Array.Sort(subjects);
            await Sql.SendStatementAsync(
                $"""
                SELECT pg_advisory_xact_lock_shared({MarketLock}, {MarketLock})
                UNION ALL SELECT pg_advisory_xact_lock(key) FROM unnest({subjects}) AS key
                """
            );
            return true;
        }

        /// <summary>Writes what commands have deferred, table by table, so that no two processes wait for each other's rows.</summary>
        public async Task WriteDeferredAsync()
        {
            foreach (var rows in Memory.All.OfType<IDeferredRows>().OrderBy(rows => rows.Table, StringComparer.Ordinal))
            {
                bool written;
                try
                {
                    written = await rows.WriteAsync(Sql);
                }
                catch (Exception failure) when (!failure.IsOutage())
                {
                    throw new DeferredRowsRefusedException(rows.Table, failure);
                }

                if (!written)
                {
                    throw new DeferredRowsRefusedException(rows.Table, null);
                }
            }
        }

        /// <summary>
        /// Sends what still waits, and notes how the server calls the transaction, in the same journey: it is what the server can be
        /// asked about when its answer to the commit is lost.
        /// </summary>
        public async Task NoteTransactionAsync() => Transaction = db.Database.IsSqlite() ? null : await ServerTransaction.CurrentAsync(Sql);

        /// <summary>The transaction was taken back: nothing that was read or written in it counts.</summary>
        public void Forget()
        {
            Sql.Forget();
            Memory.Clear();
        }

        public async ValueTask DisposeAsync()
        {
            Sql.Dispose();
            await db.DisposeAsync();
        }

        /// <summary>Names the whole market among the server's locks of two numbers; subjects are among those of one.</summary>
        private const int MarketLock = 0x61677269;

        /// <summary>Two subjects of one key only wait for each other without need.</summary>
        private static long Key(Guid subject)
        {
            Span<byte> bytes = stackalloc byte[16];
            subject.TryWriteBytes(bytes);
            return BitConverter.ToInt64(bytes[..8]) ^ BitConverter.ToInt64(bytes[8..]);
        }
    }

    /// <summary>A guard refused rows that were deferred, or the database did.</summary>
    private sealed class DeferredRowsRefusedException(string table, Exception? failure)
        : Exception($"What a batch deferred of {table} was refused.", failure);

    /// <summary>The database went away in the middle of a commit, and can't be asked what became of it.</summary>
    private sealed class OutcomeUnknownException(Exception failure) : Exception("A commit may be stored or not.", failure);
}
