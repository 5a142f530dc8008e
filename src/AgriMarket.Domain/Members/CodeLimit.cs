using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Members;

/// <summary>How many codes were asked for within the last day, and when the last one was.</summary>
public readonly record struct CodesLately(int Count, DateTime? LastAt);

/// <summary>
/// How often codes may be asked for: a message costs money, and a number that others have called up must not ring all night.
/// </summary>
/// <param name="PerDay">Within 24 hours.</param>
/// <param name="Pauses">From each code to the next; the last holds for all further ones.</param>
public sealed record CodeLimit(int PerDay, IReadOnlyList<TimeSpan> Pauses)
{
    /// <summary>What counts as lately.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly TimeSpan[] Growing =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromMinutes(60),
    ];

    /// <summary>To one number or address, whoever asks.</summary>
    public static readonly CodeLimit OfContact = new(10, Growing);

    /// <summary>By one signed-in member, whatever the number.</summary>
    public static readonly CodeLimit OfMember = new(10, Growing);

    /// <summary>From one network address, which a village or an office may share.</summary>
    public static readonly CodeLimit OfNetwork = new(
        300,
        [
            .. Enumerable.Repeat(TimeSpan.Zero, 20),
            .. Enumerable.Repeat(TimeSpan.FromSeconds(10), 40),
            .. Enumerable.Repeat(TimeSpan.FromMinutes(1), 40),
            TimeSpan.FromMinutes(2),
        ]
    );

    /// <summary>Messages of the whole market that are really sent, in a day.</summary>
    public static CodeLimit OfAll(int perDay) => new(perDay, [TimeSpan.Zero]);

    /// <summary>
    /// Null when one more may be sent. Rejects beside <paramref name="field"/> with <c>code.too-often</c> and the minutes to wait, or
    /// with <c>code.day-full</c>.
    /// </summary>
    public Rejection? WhyNot(CodesLately lately, DateTime now, string field)
    {
        if (lately.Count == 0 || lately.LastAt is not { } last)
        {
            return null;
        }

        if (lately.Count >= PerDay)
        {
            return new Rejection("code.day-full", field);
        }

        var wait = last + Pauses[Math.Min(lately.Count, Pauses.Count) - 1] - now;
        return wait > TimeSpan.Zero ? new Rejection("code.too-often", field, (long)Math.Ceiling(wait.TotalMinutes)) : null;
    }
}
