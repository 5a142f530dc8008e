using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;

namespace AgriMarket.Web.People.Notifications;

/// <summary>A notification in one line.</summary>
/// <param name="Address">Of the page of the market where something can be done about it.</param>
internal sealed record NotificationSummary(string Sentence, string Address);

/// <summary>Writes notifications for channels that carry a line only, outside of any request.</summary>
internal sealed class NotificationSummaries(IServiceScopeFactory scopes)
{
    /// <param name="language">The reader's.</param>
    /// <param name="maxLength">Of the sentence.</param>
    /// <param name="otherwise">The address where nothing can be done.</param>
    public NotificationSummary Write(Notification notification, CultureInfo language, int maxLength, string otherwise)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = language;
            using var scope = scopes.CreateScope();
            var formatter = scope.ServiceProvider.GetRequiredService<NotificationFormatter>();
            return new(
                SingleLine.Shortened(formatter.Sentence(notification), maxLength),
                formatter.Actions(notification) is [var first, ..] ? first.Href : otherwise
            );
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
