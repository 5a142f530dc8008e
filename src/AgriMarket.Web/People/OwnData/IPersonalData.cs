using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.People.OwnData;

/// <summary>A table of what is kept of a member, for them to take along.</summary>
/// <param name="Name">Also of its file: small letters and underscores.</param>
/// <param name="Rows">A value for each column, the newest row first; at most <see cref="MostRows"/>.</param>
public sealed record PersonalTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Of one table: more than a buyer of years has, and what fits into memory.</summary>
    public const int MostRows = 20_000;

    public static PersonalTable Of<T>(string name, IEnumerable<T> rows, params IReadOnlyList<(string Name, Func<T, object?> Of)> columns) =>
        new(
            name,
            [.. columns.Select(column => column.Name)],
            [.. rows.Take(MostRows).Select(row => (IReadOnlyList<object?>)[.. columns.Select(column => column.Of(row))])]
        );
}

/// <summary>What a module keeps of a member: shown to them when they ask, and made nobody's when they close their account.</summary>
public interface IPersonalData
{
    /// <summary>All of it that is the member's own.</summary>
    Task<IReadOnlyList<PersonalTable>> ReadAsync(MarketDb db, Guid memberId);

    /// <summary>Why the account cannot be closed yet; null when it can, as far as this module goes.</summary>
    Task<Rejection?> WhyNotCloseAsync(WriteScope scope, Guid memberId);

    /// <summary>
    /// Replaces name and contact wherever they stand, as a part of the command that closes the account. Whatever money, goods and
    /// decisions follow from stays, as that of a member nobody knows.
    /// </summary>
    Task EraseAsync(WriteScope scope, Guid memberId);
}
