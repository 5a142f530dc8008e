using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;

namespace AgriMarket.Web.Money.Payments.Gateways;

/// <summary>Takes in what gateways report: once each, durable before it is answered, and looked into afterwards.</summary>
public sealed class GatewayEventInbox(MarketWriter writer, PaymentSignal signal)
{
    /// <summary>
    /// Records an event; idempotent: one that is known already changes nothing. Rejects with <c>market.busy</c> and
    /// <c>market.unavailable</c>: then the gateway has to send it again.
    /// </summary>
    public async Task<Result<Done>> RecordAsync(GatewayEvent received)
    {
        if (received.About == GatewayObject.Other)
        {
            received.End(GatewayEventStatus.Ignored, "", received.ReceivedAt);
        }

        var recorded = await writer.RunAsync<Done>(async scope =>
        {
            await scope.Sql.ExecuteAsync(
                $"""
                INSERT INTO gateway_events (id, type, about, object_reference, version, received_at, next_try_at, status, tries,
                    ended_at, note)
                VALUES ({received.Id}, {received.Type}, {received.About}, {received.ObjectReference}, {received.Version},
                    {received.ReceivedAt}, {received.NextTryAt}, {received.Status}, {received.Tries}, {received.EndedAt}, {received.Note})
                ON CONFLICT (id) DO NOTHING
                """
            );
            return Done.Instance;
        });
        signal.Raise();
        return recorded;
    }
}
