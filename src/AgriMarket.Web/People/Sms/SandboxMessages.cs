using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;

namespace AgriMarket.Web.People.Sms;

/// <summary>A message that the sandbox has kept instead of sending it.</summary>
/// <param name="Contact">The number or address, with its middle hidden.</param>
/// <param name="Digits">Of a code; null when the message has none.</param>
public sealed record SandboxMessage(DateTime At, string Contact, AccountMessageText Text, string? Digits);

/// <summary>Keeps the last messages of a market without a gateway, for whoever looks at its pages.</summary>
internal sealed class SandboxMessages(TimeProvider clock) : ISmsSender
{
    /// <summary>Messages kept at once; the oldest is forgotten first.</summary>
    public const int Most = 20;

    private readonly Lock gate = new();
    private readonly LinkedList<SandboxMessage> kept = [];

    /// <summary>The last one first.</summary>
    public IReadOnlyList<SandboxMessage> Last
    {
        get
        {
            lock (gate)
            {
                return [.. kept];
            }
        }
    }

    public Task<DeliveryOutcome> SendAsync(SmsMessage message, CancellationToken stop) =>
        Task.FromResult(
            message.Text is { } text
                ? Keep(ContactKind.Mobile, message.Mobile, text, message.Digits)
                : new DeliveryOutcome("The sandbox sends no notifications.", MayTryAgain: false)
        );

    public DeliveryOutcome Keep(ContactKind kind, string contact, AccountMessageText text, string? digits)
    {
        lock (gate)
        {
            kept.AddFirst(new SandboxMessage(clock.GetUtcNow().UtcDateTime, ContactMask.Of(kind, contact), text, digits));
            if (kept.Count > Most)
            {
                kept.RemoveLast();
            }
        }

        return DeliveryOutcome.Sent;
    }
}
