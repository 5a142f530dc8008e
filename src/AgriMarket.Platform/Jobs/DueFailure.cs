using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Jobs;

/// <summary>
/// Due work on one thing that has failed, and when it is tried again. There is a row only while the thing is due and fails: whatever
/// goes well, or is no longer due, has none.
/// </summary>
public sealed class DueFailure
{
    public const int KindMaxLength = 40;
    public const int ItemIdMaxLength = 300;
    public const int CodeMaxLength = 100;
    public const int ReasonMaxLength = 300;

    /// <summary>
    /// Soon at first, since most failures pass; the last one again and again, so that what was mended is found without anybody's doing.
    /// </summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(12),
    ];

    /// <summary>Which work: a name such as <c>order.expire</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing, as its kind names it.</summary>
    public required string ItemId { get; init; }

    public required DateTime FirstAt { get; init; }

    /// <summary>How often it has failed, at least once.</summary>
    public int Failures { get; private set; }

    /// <summary>The code of the last refusal, or the type of the last exception.</summary>
    public string Code { get; private set; } = "";

    /// <summary>What the last exception said, without what looks like a secret; empty for a refusal without words.</summary>
    public string Reason { get; private set; } = "";

    public DateTime LastAt { get; private set; }

    /// <summary>Not before this instant it is tried again.</summary>
    public DateTime NextTryAt { get; private set; }

    /// <summary>How long after so many failures it is tried again: a minute at first, half a day at the most.</summary>
    /// <param name="failures">At least 1.</param>
    public static TimeSpan WaitAfter(int failures) => Waits[Math.Min(failures, Waits.Length) - 1];

    /// <summary>It has failed once more.</summary>
    public void Fail(string code, string reason, DateTime now)
    {
        Failures = checked(Failures + 1);
        (Code, Reason, LastAt, NextTryAt) = (
            SingleLine.Shortened(code, CodeMaxLength),
            SingleLine.Shortened(reason, ReasonMaxLength),
            now,
            now + WaitAfter(Failures)
        );
    }

    /// <summary>A person has it tried again now.</summary>
    public void TryAgain(DateTime now) => NextTryAt = now;
}

internal sealed class DueTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<DueFailure>(failure =>
        {
            failure.ToTable("due_failures", table => table.HasCheckConstraint("ck_due_failures_count", "failures > 0"));
            failure.HasKey(row => new { row.Kind, row.ItemId });
            failure.Property(row => row.Kind).HasMaxLength(DueFailure.KindMaxLength);
            failure.Property(row => row.ItemId).HasMaxLength(DueFailure.ItemIdMaxLength);
            failure.Property(row => row.Code).HasMaxCharacters(DueFailure.CodeMaxLength);
            failure.Property(row => row.Reason).HasMaxCharacters(DueFailure.ReasonMaxLength);
        });
}
