using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Sms;

/// <summary>
/// Hands messages to a gateway: a JSON POST of <c>id</c>, <c>to</c>, <c>template</c> and <c>parameters</c>, taken with any 2xx. Only a
/// gateway that could not be reached, or said 429 or 503, surely took nothing; whatever else goes wrong may have been sent.
/// </summary>
internal sealed class HttpSmsGateway : ISmsSender, IDisposable
{
    private readonly SmsOptions options;
    private readonly HttpClient http;

    public HttpSmsGateway(IOptions<SmsOptions> options)
    {
        this.options = options.Value;
        http = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) },
            disposeHandler: true
        )
        {
            Timeout = TimeSpan.FromSeconds(this.options.TimeoutSeconds),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", this.options.Key);
    }

    public async Task<DeliveryOutcome> SendAsync(SmsMessage message, CancellationToken stop)
    {
        try
        {
            using var body = JsonContent.Create(Request(message), options: JsonSerializerOptions.Web);
            using var answer = await http.PostAsync(new Uri(options.Endpoint), body, stop);
            return answer.IsSuccessStatusCode
                ? DeliveryOutcome.Sent
                : new($"The gateway answered {(int)answer.StatusCode}.", (int)answer.StatusCode is 429 or 503);
        }
        catch (HttpRequestException failure)
        {
            return new(
                $"The gateway could not be asked: {failure.HttpRequestError}.",
                failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            );
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return new($"The gateway took longer than {options.TimeoutSeconds} seconds.", MayTryAgain: false);
        }
    }

    public void Dispose() => http.Dispose();

    private object Request(SmsMessage message) =>
        new
        {
            message.Id,
            To = message.Mobile,
            Template = message.Text switch
            {
                null => options.NotificationTemplate,
                AccountMessageText.Code => options.CodeTemplate,
                AccountMessageText.FactorReset => options.FactorResetTemplate,
                AccountMessageText.FactorChanged => options.FactorChangedTemplate,
                _ => options.ChangedTemplate,
            },
            Parameters = message switch
            {
                { Sentence: { } sentence } => new Dictionary<string, string> { ["text"] = sentence },
                { Digits: { } digits } => new() { ["code"] = digits, ["minutes"] = $"{VerificationCode.GoodFor.TotalMinutes:0}" },
                _ => [],
            },
        };
}
