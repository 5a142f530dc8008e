using System.Globalization;
using System.Net;
using System.Text.Json;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.WebPush;

/// <summary>By what push services are called.</summary>
internal sealed record PushTransport(HttpMessageHandler Handler)
{
    public static PushTransport OfTheInternet =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                ConnectCallback = PublicHosts.ConnectAsync,
                PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            }
        );
}

/// <summary>
/// Notifications to the browsers of a member, by their makers' push services; in a market with VAPID keys. It is sent once one of them has
/// taken it. A browser that its service knows no more (404, 410) is forgotten.
/// </summary>
internal sealed class PushChannel : INotificationChannel, INotificationLine, IDisposable
{
    /// <summary>A line on a lock screen.</summary>
    public const int SentenceMaxLength = 120;

    /// <summary>A phone that is off for longer shows it no more: it is in the market.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(3);

    private readonly SubscriptionService subscriptions;
    private readonly NotificationSummaries summaries;
    private readonly WebPushOptions options;
    private readonly HttpClient http;
    private readonly VapidAuthentication? market;
    private readonly PushServiceClient client;

    public PushChannel(
        SubscriptionService subscriptions,
        NotificationSummaries summaries,
        PushTransport transport,
        IOptions<WebPushOptions> options
    )
    {
        (this.subscriptions, this.summaries, this.options) = (subscriptions, summaries, options.Value);
        http = new HttpClient(transport.Handler) { Timeout = TimeSpan.FromSeconds(this.options.TimeoutSeconds) };
        market = IsOffered ? new(this.options.PublicKey, this.options.PrivateKey) { Subject = this.options.Subject } : null;
        // It would wait as long as the service says, and hold up all others.
        client = new PushServiceClient(http) { AutoRetryAfter = false };
    }

    public NotificationChannel Channel => NotificationChannel.Push;

    public bool IsOffered => options.IsOffered;

    public INotificationLine Open() => this;

    public async Task<Result<SendMessage>> PrepareAsync(Notification notification, Member member, CancellationToken stop)
    {
        var browsers = await subscriptions.OfAsync(member.Id);
        return (SendMessage)(inner => SendAsync(notification, browsers, inner));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Dispose()
    {
        http.Dispose();
        market?.Dispose();
    }

    private async Task<DeliveryOutcome> SendAsync(
        Notification notification,
        IReadOnlyList<BrowserSubscription> browsers,
        CancellationToken stop
    )
    {
        var outcomes = new List<DeliveryOutcome>();
        foreach (var browser in browsers)
        {
            outcomes.Add(await SendAsync(notification, browser, stop));
        }

        return outcomes.Find(outcome => outcome.Failure is null)
            ?? outcomes.Find(outcome => outcome.MayTryAgain)
            ?? outcomes.FirstOrDefault()
            ?? new("The member has no browser that is notified any more.", MayTryAgain: false);
    }

    private async Task<DeliveryOutcome> SendAsync(Notification notification, BrowserSubscription browser, CancellationToken stop)
    {
        var summary = summaries.Write(
            notification,
            CultureInfo.GetCultureInfo(browser.Language),
            SentenceMaxLength,
            PeopleAddresses.Notifications
        );
        var to = new PushSubscription { Endpoint = browser.Endpoint };
        to.SetKey(PushEncryptionKeyName.P256DH, browser.P256dh);
        to.SetKey(PushEncryptionKeyName.Auth, browser.Auth);
        var message = new PushMessage(
            JsonSerializer.Serialize(new { title = summary.Sentence, address = summary.Address }, JsonSerializerOptions.Web)
        )
        {
            TimeToLive = (int)GoodFor.TotalSeconds,
        };
        try
        {
            await client.RequestPushMessageDeliveryAsync(to, message, market, stop);
            return DeliveryOutcome.Sent;
        }
        catch (PushServiceClientException refused)
        {
            return await RefusedAsync(browser, refused.StatusCode);
        }
        catch (HttpRequestException failure)
        {
            return new(
                $"The push service could not be asked: {failure.HttpRequestError}.",
                failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            );
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return new($"The push service took longer than {options.TimeoutSeconds} seconds.", MayTryAgain: false);
        }
    }

    /// <summary>What an answer means: gone for good; the market's keys or the service, which may be better later; or the message.</summary>
    private async Task<DeliveryOutcome> RefusedAsync(BrowserSubscription browser, HttpStatusCode status)
    {
        if (status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            await subscriptions.RemoveAsync(browser.MemberId, browser.Id);
            return new("The browser is not notified any more.", MayTryAgain: false);
        }

        var mayTryAgain =
            status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests
            || (int)status >= (int)HttpStatusCode.InternalServerError;
        return new($"The push service answered {(int)status}.", mayTryAgain);
    }
}
