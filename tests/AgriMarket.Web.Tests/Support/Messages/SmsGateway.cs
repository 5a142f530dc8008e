using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AgriMarket.Web.Tests.Support.Messages;

/// <summary>An SMS gateway on a free port of this machine, which answers as it is told.</summary>
internal sealed class SmsGateway : IAsyncDisposable
{
    private readonly WebApplication server;

    private SmsGateway(WebApplication server) => this.server = server;

    /// <summary>What it was asked to send, and the token that came along.</summary>
    public ConcurrentQueue<(string Token, JsonElement Body)> Asked { get; } = new();

    public int Answers { get; set; } = StatusCodes.Status200OK;

    /// <summary>Takes the message and answers only when the market has hung up.</summary>
    public bool IsSilent { get; set; }

    public string Address => $"{server.Urls.First()}/send";

    public static async Task<SmsGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new SmsGateway(builder.Build());
        gateway.server.MapPost("/send", gateway.TakeAsync);
        await gateway.server.StartAsync();
        return gateway;
    }

    /// <summary>What a market that sends by it is told.</summary>
    public IEnumerable<(string, string)> Settings(int timeoutSeconds = 10) =>
        [
            ("Sms:Endpoint", Address),
            ("Sms:Key", "secret-of-the-market"),
            ("Sms:CodeTemplate", "code-1"),
            ("Sms:ChangedTemplate", "changed-1"),
            ("Sms:FactorResetTemplate", "factor-reset-1"),
            ("Sms:FactorChangedTemplate", "factor-changed-1"),
            ("Sms:TimeoutSeconds", timeoutSeconds.ToString(CultureInfo.InvariantCulture)),
        ];

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Asked.Enqueue(
            (context.Request.Headers.Authorization.ToString(), await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body))
        );
        if (IsSilent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        context.Response.StatusCode = Answers;
    }
}
