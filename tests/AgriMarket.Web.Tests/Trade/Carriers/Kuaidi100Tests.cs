using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Carriers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgriMarket.Web.Tests.Trade.Carriers;

/// <summary>Numbers are subscribed to as Kuaidi100 documents it, and what it pushes is believed only with its signature.</summary>
public sealed class Kuaidi100Tests : IAsyncLifetime
{
    private const string Salt = "a-salt-of-sixteen-letters";
    private const string Scans = "/api/v1/carriers/kuaidi100/scans";

    private readonly ConcurrentBag<JsonElement> subscribed = [];
    private WebApplication kuaidi100 = null!;
    private MarketApp market = null!;
    private string answer = """{"result":true,"returnCode":"200","message":"提交成功"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        kuaidi100 = builder.Build();
        kuaidi100.MapPost(
            "/poll",
            async (HttpRequest request) =>
            {
                var form = await request.ReadFormAsync();
                Assert.Equal("json", form["schema"]);
                subscribed.Add(JsonDocument.Parse(form["param"].ToString()).RootElement);
                return Results.Text(answer);
            }
        );
        await kuaidi100.StartAsync(Cancel);
        market = new MarketApp(
            Environments.Development,
            ("Carriers:Provider", "kuaidi100"),
            ("Carriers:Kuaidi100:Key", "key"),
            ("Carriers:Kuaidi100:Salt", Salt),
            ("Carriers:Kuaidi100:CallbackUrl", "https://market.example" + Scans),
            ("Carriers:Kuaidi100:ApiBase", kuaidi100.Urls.First())
        );
    }

    public async ValueTask DisposeAsync()
    {
        await market.DisposeAsync();
        await kuaidi100.DisposeAsync();
    }

    [Fact]
    public async Task ANumberIsSubscribedToAndItsScansCountOnceInAnyOrderIfTheyAreSigned()
    {
        Assert.All(Carrier.All, carrier => Assert.NotEmpty(Kuaidi100Push.CompanyOf(carrier.Code)));
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var (parcelId, number) = await ShipAsync(trade);
        await market.Services.GetRequiredService<CarrierRegistrations>().RegisterDueAsync(Cancel);
        // The market's own job may have been as quick: asked twice it is followed once.
        var asked = subscribed.First();
        Assert.Equal(
            ("shunfeng", number, Salt, "13800000000"),
            (
                asked.GetProperty("company").GetString(),
                asked.GetProperty("number").GetString(),
                asked.GetProperty("parameters").GetProperty("salt").GetString(),
                asked.GetProperty("parameters").GetProperty("phone").GetString()
            )
        );

        market.Clock.Advance(TimeSpan.FromHours(30));
        var story = PushOf("shunfeng", number, ("3", "2035-07-18 15:00:00", "已签收"), ("1", "2035-07-17 11:00:00", "已揽收"));
        Assert.Equal(HttpStatusCode.BadRequest, await PushAsync(story, "another salt of theirs"));
        Assert.Equal(0, await CountAsync(trade, parcelId));
        Assert.Equal(HttpStatusCode.OK, await PushAsync(story, Salt));
        Assert.Equal(HttpStatusCode.OK, await PushAsync(story, Salt));
        Assert.Equal(2, await CountAsync(trade, parcelId));

        // Older than the order, ahead of the clock, of a carrier or a number that nobody has here.
        var foreign = ("3", "2035-07-16 09:00:00", "已签收");
        Assert.Equal(
            HttpStatusCode.OK,
            await PushAsync(PushOf("shunfeng", number, foreign, foreign with { Item2 = "2035-07-30 09:00:00" }), Salt)
        );
        Assert.Equal(HttpStatusCode.OK, await PushAsync(PushOf("zhongtong", number, foreign), Salt));
        Assert.Equal(HttpStatusCode.OK, await PushAsync(PushOf("shunfeng", "SF9999999999999", foreign), Salt));
        Assert.Equal(2, await CountAsync(trade, parcelId));

        await using var db = trade.Db();
        var tracking = await db.Set<ParcelTracking>().SingleAsync(row => row.ParcelId == parcelId, Cancel);
        Assert.Equal(
            (
                TrackingState.Registered,
                new DateTime(2035, 7, 17, 3, 0, 0, DateTimeKind.Utc),
                new DateTime(2035, 7, 18, 7, 0, 0, DateTimeKind.Utc)
            ),
            (tracking.State, tracking.PickedUpAt!.Value, tracking.DeliveredAt!.Value)
        );
    }

    [Fact]
    public async Task ANumberThatIsNotFollowedSaysWhyAndAReportThatIsTooLargeOrUnreadableIsRefused()
    {
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        answer = """{"result":false,"returnCode":"702","message":"识别不到该单号对应的快递公司"}""";
        var (parcelId, _) = await ShipAsync(trade);
        await market.Services.GetRequiredService<CarrierRegistrations>().RegisterDueAsync(Cancel);

        await using var db = trade.Db();
        var tracking = await db.Set<ParcelTracking>().SingleAsync(row => row.ParcelId == parcelId, Cancel);
        Assert.Equal((TrackingState.Refused, "702 识别不到该单号对应的快递公司"), (tracking.State, tracking.Note));
        Assert.Equal(HttpStatusCode.BadRequest, await PushAsync("{", Salt));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PushAsync(new string('x', CarrierModule.MaxBodyBytes), Salt));
    }

    private static async Task<(Guid ParcelId, string Number)> ShipAsync(OrderFixture trade)
    {
        var orderId = await trade.BuyAsync(await trade.ListAsync(50_000), 5_000);
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;
        Assert.True((await trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", OrderFixture.NumberOf(parcelId))).IsOk);
        return (parcelId, OrderFixture.NumberOf(parcelId));
    }

    private static string PushOf(string company, string number, params (string Code, string Time, string Text)[] scans) =>
        JsonSerializer.Serialize(
            new
            {
                status = "polling",
                lastResult = new
                {
                    state = scans[0].Code,
                    com = company,
                    nu = number,
                    data = scans.Select(scan => new
                    {
                        context = scan.Text,
                        time = scan.Time,
                        ftime = scan.Time,
                        statusCode = scan.Code,
                    }),
                },
            }
        );

    private async Task<HttpStatusCode> PushAsync(string param, string salt)
    {
        using var client = market.CreateClient();
        using var form = new FormUrlEncodedContent([new("param", param), new("sign", Kuaidi100Push.SignOf(param, salt))]);
        using var response = await client.PostAsync(Scans, form, Cancel);
        return response.StatusCode;
    }

    private static async Task<int> CountAsync(OrderFixture trade, Guid parcelId)
    {
        await using var db = trade.Db();
        return await db.Set<CarrierScan>().CountAsync(row => row.ParcelId == parcelId, Cancel);
    }
}
