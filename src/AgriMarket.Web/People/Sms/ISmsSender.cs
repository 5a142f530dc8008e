using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;

namespace AgriMarket.Web.People.Sms;

/// <summary>A text message as it is to be sent.</summary>
/// <param name="Id">The same for every attempt.</param>
/// <param name="Mobile">11 digits.</param>
/// <param name="Text">What it says about an account; null for a notification.</param>
/// <param name="Digits">Of a code; null when the message has none.</param>
public sealed record SmsMessage(Guid Id, string Mobile, AccountMessageText? Text, string? Digits)
{
    /// <summary>What a notification says.</summary>
    public string? Sentence { get; init; }
}

/// <summary>Sends text messages, or keeps them.</summary>
public interface ISmsSender
{
    /// <summary>Sends one message, at most once. What may have been sent is not to be tried again.</summary>
    Task<DeliveryOutcome> SendAsync(SmsMessage message, CancellationToken stop);
}
