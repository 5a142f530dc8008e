using System.Text.Json;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Carriers;

/// <summary>
/// Follows parcels through Kuaidi100, or a service that speaks as it does: a number is subscribed to by a form sent to <c>poll</c>, and
/// its whole story is pushed to our address whenever it changes, signed with what only both sides know.
/// </summary>
internal sealed partial class Kuaidi100Carrier : ICarrierTracking, IDisposable
{
    /// <summary>Followed already.</summary>
    private const string AlreadyFollowed = "501";

    /// <summary>The number, or its carrier, is none that it follows: asking again says the same.</summary>
    private static readonly string[] ForGood = ["700", "701", "702"];

    private readonly Kuaidi100Options options;
    private readonly ILogger<Kuaidi100Carrier> log;
    private readonly HttpClient http;

    public Kuaidi100Carrier(IOptions<CarrierOptions> options, ILogger<Kuaidi100Carrier> log)
    {
        (this.options, this.log) = (options.Value.Kuaidi100, log);
        // A client of its own: those of the factory log addresses and headers.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) })
        {
            BaseAddress = new Uri(this.options.ApiBase.TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromSeconds(this.options.TimeoutSeconds),
        };
    }

    public string Name => CarrierOptions.Kuaidi100Name;

    public async Task<Result<Done>> RegisterAsync(ParcelTracking tracking, string mobile, CancellationToken stop = default)
    {
        try
        {
            using var form = new FormUrlEncodedContent([new("schema", "json"), new("param", ParamOf(tracking, mobile))]);
            using var response = await http.PostAsync("poll", form, stop);
            var answer = JsonSerializer.Deserialize<Kuaidi100Answer>(await response.Content.ReadAsStringAsync(stop), Kuaidi100Json.Options);
            return answer switch
            {
                { Result: true } or { ReturnCode: AlreadyFollowed } => Done.Instance,
                { ReturnCode: { } code } when ForGood.Contains(code) => new Rejection("carrier.refused", null, $"{code} {answer.Message}"),
                _ => Unreachable($"{answer?.ReturnCode} {answer?.Message}"),
            };
        }
        catch (Exception failure)
            when (failure is HttpRequestException or JsonException
                || (failure is OperationCanceledException && !stop.IsCancellationRequested)
            )
        {
            return Unreachable(failure.GetType().Name);
        }
    }

    public CarrierReport? Read(string body) => Kuaidi100Push.Read(body, options.Salt);

    public void Dispose() => http.Dispose();

    /// <summary>A wrong key, a server in trouble, or no answer: nobody knows, and it is asked again.</summary>
    private Rejection Unreachable(string what)
    {
        LogUnreachable(what);
        return new Rejection("carrier.unreachable");
    }

    private string ParamOf(ParcelTracking tracking, string mobile) =>
        JsonSerializer.Serialize(
            new
            {
                company = Kuaidi100Push.CompanyOf(tracking.Carrier),
                number = tracking.Number,
                key = options.Key,
                parameters = new
                {
                    callbackurl = options.CallbackUrl,
                    salt = options.Salt,
                    resultv2 = "4",
                    phone = mobile,
                },
            }
        );

    [LoggerMessage(LogLevel.Warning, "Kuaidi100 could not be asked to follow a number: {What}.")]
    private partial void LogUnreachable(string what);

    private sealed record Kuaidi100Answer(bool Result, string? ReturnCode, string? Message);
}
