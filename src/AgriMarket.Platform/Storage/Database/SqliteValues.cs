using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>
/// How the embedded database, which has no types for them, stores ids and instants: as 16 bytes and as a whole number. As text
/// they are more than twice as long, in every row and in every index. PostgreSQL has types of its own.
/// </summary>
internal static class SqliteValues
{
    /// <summary>Has every property, and every parameter that belongs to none, stored so.</summary>
    public static void Use(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Guid>().HaveConversion<IdConverter>();
        conventions.DefaultTypeMapping<Guid>().HasConversion<IdConverter>();
        conventions.Properties<DateTime>().HaveConversion<InstantConverter>();
        conventions.DefaultTypeMapping<DateTime>().HasConversion<InstantConverter>();
    }

    /// <summary>
    /// The bytes of an id, the most significant first: ids that begin with the time then sort by it, and new rows go to the end.
    /// </summary>
    private sealed class IdConverter()
        : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true), new ConverterMappingHints(size: 16));

    /// <summary>Ticks of 100 ns since the year 1, UTC: as exact as the program's own instants.</summary>
    private sealed class InstantConverter()
        : ValueConverter<DateTime, long>(instant => UtcInstant.Checked(instant).Ticks, ticks => new DateTime(ticks, DateTimeKind.Utc));
}

/// <summary>Instants are UTC; a value of another kind is a bug and is refused before it is stored.</summary>
internal static class UtcInstant
{
    public static DateTime Checked(DateTime value) =>
        value.Kind == DateTimeKind.Utc ? value : throw new InvalidOperationException("Only UTC instants are stored.");
}
