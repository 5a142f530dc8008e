namespace AgriMarket.Domain.Notifications;

/// <summary>A browser in which a member wants notifications, as its maker's push service knows it.</summary>
public sealed class BrowserSubscription
{
    public const int EndpointMaxLength = 1_000;
    public const int KeyMaxLength = 100;
    public const int LanguageMaxLength = 5;

    /// <summary>Of one member: more than anybody uses, and few enough to be told one after the other.</summary>
    public const int MaxOfMember = 10;

    public required Guid Id { get; init; }

    /// <summary>Who asked for it last in this browser.</summary>
    public required Guid MemberId { get; set; }

    /// <summary>In which it was asked for: who signs out there is told nothing there any more. Null of who has none.</summary>
    public required Guid? SessionId { get; set; }

    /// <summary>Where messages for this browser are handed over; no two have the same.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key, in base64url.</summary>
    public required string P256dh { get; set; }

    /// <summary>What the browser and the market both know, in base64url.</summary>
    public required string Auth { get; set; }

    /// <summary>In which messages are written: that of the page on which it was asked for.</summary>
    public required string Language { get; set; }

    public required DateTime AddedAt { get; set; }
}
