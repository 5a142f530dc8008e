using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Payments;

/// <summary>What of a gateway's an event is about.</summary>
public enum GatewayObject
{
    /// <summary>Nothing that the market follows.</summary>
    Other,
    Session,
    Refund,
    Dispute,
    PayoutAccount,
}

public enum GatewayEventStatus
{
    /// <summary>To be looked into.</summary>
    Received,
    Done,

    /// <summary>Of a kind that the market has no use for.</summary>
    Ignored,

    /// <summary>It is about nothing of ours, so a person has to look.</summary>
    Held,

    /// <summary>Tried as often as makes sense; a person has to look.</summary>
    Failed,
}

/// <summary>
/// An event of a gateway, recorded once by the gateway's own id. It is only a hint that something has changed: what is true is
/// read at the gateway, so that an event which is late, out of order or of another version does no harm.
/// </summary>
public sealed class GatewayEvent
{
    public const int IdMaxLength = 255;
    public const int NoteMaxLength = 200;

    public required string Id { get; init; }

    public required string Type { get; init; }

    public required GatewayObject About { get; init; }

    public required string ObjectReference { get; init; }

    /// <summary>The gateway's own version of the event, as it says.</summary>
    public required string Version { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public required DateTime NextTryAt { get; set; }

    public GatewayEventStatus Status { get; private set; }

    public int Tries { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>What became of it, where that is not plain.</summary>
    public string Note { get; private set; } = "";

    public void End(GatewayEventStatus status, string note, DateTime now) => (Status, Note, EndedAt) = (status, Short(note), now);

    /// <summary>The gateway could not be asked.</summary>
    public void Wait(string failure, DateTime now)
    {
        Tries++;
        if (Retries.After(Tries, now) is { } next)
        {
            (NextTryAt, Note) = (next, Short(failure));
        }
        else
        {
            End(GatewayEventStatus.Failed, failure, now);
        }
    }

    /// <summary>A person has it looked into again, whatever became of it before.</summary>
    public void TryAgain(DateTime now) => (Status, Tries, NextTryAt, EndedAt, Note) = (GatewayEventStatus.Received, 0, now, null, "");

    private static string Short(string text) => SingleLine.Shortened(text, NoteMaxLength);
}
