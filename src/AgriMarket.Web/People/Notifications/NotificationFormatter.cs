using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.People.Notifications;

/// <summary>Something a member can do about a notification.</summary>
internal sealed record NotificationAction(string Label, string Href);

/// <summary>
/// The sentence of a notification in the reader's language and what can be done about it, as its kind says. Of a kind that nobody has
/// handed in it only says that there is one: the member's other notifications are shown all the same.
/// </summary>
internal sealed partial class NotificationFormatter(
    NotificationKinds kinds,
    IStringLocalizerFactory texts,
    IStringLocalizer<NotificationText> T,
    Reader reader,
    ProduceCatalogue produce,
    RegionCatalogue regions,
    ILogger<NotificationFormatter> log
)
{
    public const int MaxActions = 3;

    public string Sentence(Notification notification)
    {
        if (kinds.Find(notification.Kind) is not { } kind)
        {
            LogUnknown(log, notification.Kind, notification.Id);
            return T["Unknown"];
        }

        var (about, words) = (notification.About, texts.Create(kind.Texts));
        return reader.Fill(
            words[KeyOf(kind, about)],
            about.ProduceCode is { } code ? produce.NameOf(code, Reader.IsChinese) : "",
            about.Grams ?? 0L,
            about.Day ?? reader.Today,
            about.OriginCode is { } origin ? regions.Find(origin)?.NameIn(Reader.IsChinese) ?? origin : "",
            about.Percent ?? 0,
            (Reader.IsChinese || string.IsNullOrEmpty(about.NameEn) ? about.Name : about.NameEn) ?? "",
            OutcomeOf(kind, about) is { } outcome ? words[outcome].Value : "",
            about.Fen ?? 0L,
            about.OrderId is { } orderId ? Order.NumberOf(orderId) : "",
            about.Count ?? 1
        );
    }

    /// <summary>At most three, the likeliest first.</summary>
    public IReadOnlyList<NotificationAction> Actions(Notification notification)
    {
        if (kinds.Find(notification.Kind) is not { } kind)
        {
            return [];
        }

        var words = texts.Create(kind.Texts);
        return [.. kind.Links(notification.About).Select(link => new NotificationAction(words[link.Key], link.Address))];
    }

    private static string KeyOf(NotificationKind kind, NotificationSubject about) =>
        (
            about.IsBuyer ? kind.BuyerSentence
            : about.ProduceCode is null ? kind.MixedSentence
            : null
        ) ?? kind.Sentence;

    private static string? OutcomeOf(NotificationKind kind, NotificationSubject about) =>
        about.Outcome is null ? null : kind.Outcomes.FirstOrDefault(key => key.EndsWith("." + about.Outcome, StringComparison.Ordinal));

    [LoggerMessage(LogLevel.Warning, "No capability has handed in the kind {Kind} of notification {NotificationId}.")]
    private static partial void LogUnknown(ILogger log, string kind, Guid notificationId);
}
