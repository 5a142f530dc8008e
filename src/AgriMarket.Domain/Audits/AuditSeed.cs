namespace AgriMarket.Domain.Audits;

/// <summary>
/// The seed of one day's draw and how many are drawn, fixed before the day's candidates are known: insert-only. The commitment is
/// published at once, the seed when the day was drawn and not before.
/// </summary>
public sealed class AuditSeed
{
    public const int Bytes = 32;

    /// <summary>Of the seed and of its commitment, in hexadecimal digits.</summary>
    public const int HexLength = 2 * Bytes;

    /// <summary>Parcels of one day at the most.</summary>
    public const int MostPerDay = 100;

    /// <summary>The China day whose parcels are drawn from.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>A secret until the day is drawn.</summary>
    public required string Seed { get; init; }

    public required string Commitment { get; init; }

    /// <summary>How many are drawn, 1 to <see cref="MostPerDay"/>.</summary>
    public required int PerDay { get; init; }

    public required DateTime CommittedAt { get; init; }

    /// <param name="random"><see cref="Bytes"/> bytes that nobody can foretell.</param>
    public static AuditSeed Of(DateOnly day, ReadOnlySpan<byte> random, int perDay, DateTime now)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, Bytes);
        var seed = Convert.ToHexStringLower(random);
        return new AuditSeed
        {
            Day = day,
            Seed = seed,
            Commitment = AuditDrawing.CommitmentOf(seed),
            PerDay = perDay,
            CommittedAt = now,
        };
    }
}

/// <summary>That a day was drawn, once, which publishes its seed: insert-only.</summary>
public sealed class AuditDraw
{
    public required DateOnly Day { get; init; }

    public required DateTime DrawnAt { get; init; }

    /// <summary>Parcels whose grants became final on that day.</summary>
    public required int Candidates { get; init; }

    public required int Drawn { get; init; }
}
