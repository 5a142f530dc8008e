using AgriMarket.Platform.Storage.Sql;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>
/// Rows that many commands change: accounts, lots, what is counted for caps, running sums. Commands note their changes here, in
/// memory, and the writer has them written once a batch, just before its commit, each row by one guarded statement. So a row that
/// every order touches is locked only while its batch commits, and two processes lock such rows in the same order: tables by name,
/// rows by key.
/// <para>
/// To join: a class that implements this, with a parameterless constructor, which commands get by
/// <c>scope.Cached&lt;MySums&gt;()</c>; the writer finds it there. Its method that notes a change
/// (1) adds it to a dictionary by key, and has it taken away again by <see cref="WriteScope.OnUndone"/>, and
/// (2) where <see cref="WriteScope.Defers"/> is false, writes it immediately: the command reads the rows themselves, and a guard
/// that refuses refuses that command. A command that defers must read such rows together with what is noted here.
/// </para>
/// </summary>
public interface IDeferredRows
{
    /// <summary>The table, which gives these rows their place among all that is deferred.</summary>
    string Table { get; }

    /// <summary>
    /// Writes what was noted, in the order of the keys and with the guards in the <c>WHERE</c>, and forgets it. Where a guard refuses, the
    /// batch is taken back and its commands are run again, each for itself.
    /// </summary>
    /// <returns>False when a guard refused.</returns>
    Task<bool> WriteAsync(SqlStatements sql);
}
