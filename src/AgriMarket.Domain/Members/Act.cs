using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Members;

/// <summary>What an act was done to, and what came of it.</summary>
/// <param name="Kind">The code of a registered kind of act.</param>
/// <param name="ActorId">Who did it; null for nobody known.</param>
/// <param name="SubjectKind">What <paramref name="SubjectId"/> is the id of, such as <c>fund</c>.</param>
/// <param name="SubjectId">Null where the subject has no id.</param>
public sealed record ActNote(string Kind, Guid? ActorId, string SubjectKind, Guid? SubjectId)
{
    /// <summary>Of a subject without an id: the code of a kind of produce, the pattern of a route.</summary>
    public string SubjectName { get; init; } = "";

    public string Before { get; init; } = "";

    public string After { get; init; } = "";

    public string Reason { get; init; } = "";
}

/// <summary>In which duty, and from where, an act was done.</summary>
/// <param name="Role">Null where it was done in no role.</param>
/// <param name="RegionCode">Of the office; null where it was done for none.</param>
/// <param name="Network">Enough of the network address to know one's own; empty where none is known.</param>
/// <param name="SessionId">Null where none is known.</param>
public sealed record ActDuty(MemberRole? Role, string? RegionCode, string Network, Guid? SessionId);

/// <summary>
/// An entry of the register: who did what, in which duty, to what, why and from where. Written once, by the command that does it. It
/// holds no secret and no contact.
/// </summary>
public sealed class Act
{
    public const int KindMaxLength = 40;
    public const int SubjectKindMaxLength = 20;
    public const int SubjectNameMaxLength = 120;
    public const int ChangeMaxLength = 300;
    public const int ReasonMaxLength = 500;

    public required Guid Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public Guid? ActorId { get; init; }

    public MemberRole? Role { get; init; }

    public string? RegionCode { get; init; }

    public required string Kind { get; init; }

    public required string SubjectKind { get; init; }

    public Guid? SubjectId { get; init; }

    public string SubjectName { get; init; } = "";

    public string Before { get; init; } = "";

    public string After { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Network { get; init; } = "";

    public Guid? SessionId { get; init; }

    /// <summary>The entry of what was done; texts that are too long end with an ellipsis.</summary>
    public static Act Of(ActNote note, ActDuty duty, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)),
            At = now,
            ActorId = note.ActorId,
            Role = duty.Role,
            RegionCode = duty.RegionCode,
            Kind = note.Kind,
            SubjectKind = note.SubjectKind,
            SubjectId = note.SubjectId,
            SubjectName = SingleLine.Shortened(note.SubjectName, SubjectNameMaxLength),
            Before = SingleLine.Shortened(note.Before, ChangeMaxLength),
            After = SingleLine.Shortened(note.After, ChangeMaxLength),
            Reason = SingleLine.Shortened(note.Reason, ReasonMaxLength),
            Network = duty.Network,
            SessionId = duty.SessionId,
        };
}
