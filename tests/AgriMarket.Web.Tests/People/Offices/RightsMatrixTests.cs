using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using AgriMarket.Web.Money.Addresses;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.Tests.House;
using AgriMarket.Web.Trade.Stock;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.Offices;

/// <summary>
/// What each door of the market gives to each of those who may ask (<see cref="Asker"/>): pages, routes for programs, methods of the hub
/// and parts of pages that have a circuit. The things behind the doors belong to county A, and nobody outside it reads of them.
/// </summary>
[Trait("Database", "sqlite")]
public sealed partial class RightsMatrixTests(RightsScene scene) : IClassFixture<RightsScene>
{
    private static readonly Asker[] Everybody = Enum.GetValues<Asker>();

    /// <summary>Those who have nothing to do with county A, one of them since a moment ago.</summary>
    private static readonly Asker[] Outsiders = [Asker.Visitor, Asker.Resident, Asker.OtherOfficial, Asker.SignedOut, Asker.Revoked];

    /// <summary>The permission that the hub has of its own; everything else of it is open.</summary>
    private const string MayWatchAll = "xxxx......xx";

    private const string Open = "............";

    /// <summary>Where browsers send forms; elsewhere goes JSON.</summary>
    private static readonly string[] Forms = ["/settings/", "/sign-out", "/demo/"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IReadOnlyList<(Type Page, string Route)> Pages { get; } =
    [
        .. typeof(Program)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>().Select(it => (type, it.Template))),
    ];

    [Fact]
    public void TheMatrixIsComplete()
    {
        Assert.Equal(RightsTable.Pages.Keys.Order(), Pages.Select(page => page.Route).Order());
        Assert.Equal(RightsTable.Endpoints.Keys.Order(), Endpoints().Order());
        Assert.All(RightsTable.Pages.Values.Concat(RightsTable.Endpoints.Values), row => Assert.Equal(Everybody.Length, row.Length));

        // Its size: routes of pages, other routes, methods of the hub and parts with a circuit, each for every asker.
        Assert.Equal((92, 60, 10, 41, 12), (Pages.Count, Endpoints().Count, HubMethods().Count, CircuitRoots().Count, Everybody.Length));
    }

    [Fact]
    public async Task EachPageAnswersEachAskerAsTheTableSays()
    {
        await CheckAsync(RightsTable.Pages, row => row, asProgram: false);
    }

    [Fact]
    public async Task EachRouteAnswersEachAskerAsTheTableSays()
    {
        await CheckAsync(RightsTable.Endpoints, row => row.Split(' ')[1], asProgram: true);
    }

    [Fact]
    public async Task EachMethodOfTheHubAnswersEachAsker()
    {
        var wrong = new List<string>();
        foreach (var asker in Everybody)
        {
            await using var hub = new HubConnectionBuilder()
                .WithUrl(
                    new Uri(scene.Market.Server.BaseAddress, "/hubs/stock"),
                    options =>
                    {
                        options.HttpMessageHandlerFactory = _ => scene.Market.Server.CreateHandler();
                        options.Transports = HttpTransportType.LongPolling;
                        options.AccessTokenProvider = () => Task.FromResult(scene.TokenOf(asker));
                    }
                )
                .Build();
            await hub.StartAsync(Cancel);
            foreach (var method in HubMethods())
            {
                var expected = method.Name == nameof(StockHub.WatchAll) ? MayWatchAll : Open;
                if ((expected[(int)asker] == '.') != await IsLetInAsync(hub, method))
                {
                    wrong.Add($"{method.Name} for {asker}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task APartOfAPageIsWorthInACircuitWhatItsPageIs()
    {
        var wrong = new List<string>();
        foreach (var asker in Everybody.Except([Asker.SignedOut]))
        {
            await using var circuit = scene.Market.Services.CreateAsyncScope();
            var services = circuit.ServiceProvider;
            (
                (IHostEnvironmentAuthenticationStateProvider)services.GetRequiredService<AuthenticationStateProvider>()
            ).SetAuthenticationState(Task.FromResult(new AuthenticationState(scene.PrincipalOf(asker))));
            (
                (Microsoft.AspNetCore.Components.Routing.IHostEnvironmentNavigationManager)services.GetRequiredService<NavigationManager>()
            ).Initialize("http://localhost/", "http://localhost/");
            var activator = services.GetRequiredService<IComponentActivator>();
            wrong.AddRange(
                CircuitRoots()
                    .Where(root =>
                        IsLetIn(RightsTable.Pages[root.Route][(int)asker]) == (activator.CreateInstance(root.Type).GetType() != root.Type)
                    )
                    .Select(root => $"{root.Type.Name} for {asker}")
            );
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task EachCommandOfAnOfficeRefusesWhoMayNotAndChangesNothing()
    {
        await using var scope = scene.Market.Services.CreateAsyncScope();
        await using var db = scene.Trade.Db();
        var before = await OfficeCommands.StandingAsync(db);
        var commands = OfficeCommands.Of(scene, scope.ServiceProvider);
        var wrong = new List<string>();
        foreach (var command in commands)
        {
            foreach (var asker in (Asker[])[Asker.OtherOfficial, Asker.Editor, Asker.Auditor, Asker.Resident, Asker.Revoked])
            {
                if (command.RefusalOf(asker) is not { } expected)
                {
                    continue;
                }

                var code = (await command.Send(scene.IdOf(asker))).Select(it => it.Code).FirstOrDefault("done");
                if (code != expected)
                {
                    wrong.Add($"{command.Name} by {asker}: {code}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await OfficeCommands.StandingAsync(db));
        Assert.Equal(24, commands.Count);
    }

    private static bool IsLetIn(char cell) => cell is not ('>' or 'x');

    private async Task CheckAsync(IReadOnlyDictionary<string, string> table, Func<string, string> routeOf, bool asProgram)
    {
        var (browsers, programs) = (
            Everybody.Select(it => scene.Client(it)).ToArray(),
            Everybody.Select(it => scene.Client(it, true)).ToArray()
        );
        var (wrong, told) = (new List<string>(), new List<string>());
        foreach (var (row, expected) in table)
        {
            var path = scene.PathOf(routeOf(row));
            var isProgram = asProgram && path.StartsWith("/api/", StringComparison.Ordinal);
            var clients =
                row.EndsWith("/sign-out", StringComparison.Ordinal)
                    ? await Task.WhenAll(Everybody.Select(it => scene.OtherClientAsync(it, isProgram)))
                : isProgram ? programs
                : browsers;
            var answers = await Task.WhenAll(
                row.Contains("openapi", StringComparison.Ordinal)
                    // The same for everybody, and made anew for each.
                    ? Enumerable.Repeat(AskAsync(clients[0], row, path), Everybody.Length)
                    : Everybody.Select(asker => AskAsync(clients[(int)asker], row, path))
            );
            var cells = string.Concat(answers.Select(answer => answer.Cell));
            if (cells != expected)
            {
                wrong.Add($"[\"{row}\"] = \"{cells}\",");
            }

            told.AddRange(
                from asker in Outsiders
                from secret in scene.Secrets
                where answers[(int)asker].Text.Contains(secret, StringComparison.Ordinal)
                // What they were told while they were in office stays told.
                where !(asker == Asker.Revoked && row == "/notifications")
                select $"{row} tells {asker} {secret}"
            );
        }

        browsers.Concat(programs).ToList().ForEach(client => client.Dispose());
        Assert.Empty(told);
        Assert.True(wrong.Count == 0, $"{RightsScene.Columns}\n{string.Join('\n', wrong)}");
    }

    private async Task<(char Cell, string Text)> AskAsync(HttpClient client, string row, string path)
    {
        var method = row[0] == '/' ? "GET" : row[..row.IndexOf(' ', StringComparison.Ordinal)];
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
        {
            request.Content = Forms.Any(it => path.StartsWith(it, StringComparison.Ordinal))
                ? new FormUrlEncodedContent([])
                : new StringContent(scene.BodyOf(row), Encoding.UTF8, "application/json");
        }

        using var answer = await client.SendAsync(request, Cancel);
        return (CellOf(answer), await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static char CellOf(HttpResponseMessage answer) =>
        answer.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created => '.',
            HttpStatusCode.Unauthorized => '>',
            HttpStatusCode.Redirect when answer.Headers.Location!.OriginalString.Contains("/sign-in?", StringComparison.Ordinal) => '>',
            HttpStatusCode.Redirect => '-',
            HttpStatusCode.Forbidden => 'x',
            HttpStatusCode.NotFound => '0',
            HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity => 'v',
            var other => throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri} answers {other}."),
        };

    /// <summary>All but pages, files, the hub and the circuits' transport, which each have their own test.</summary>
    private IReadOnlyList<string> Endpoints() =>
        [
            .. scene
                .Get<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(it =>
                    it.Metadata.GetMetadata<ComponentTypeMetadata>() is null
                    && it.Metadata.GetMetadata<StaticAssetDescriptor>() is null
                    && !it.RoutePattern.RawText!.StartsWith("/_", StringComparison.Ordinal)
                    && !it.RoutePattern.RawText.StartsWith("/hubs/", StringComparison.Ordinal)
                )
                .Select(it => $"{it.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "GET"} {it.RoutePattern.RawText}"),
        ];

    private static IReadOnlyList<MethodInfo> HubMethods() =>
        [.. typeof(StockHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)];

    private async Task<bool> IsLetInAsync(HubConnection hub, MethodInfo method)
    {
        object[] arguments =
        [
            .. method
                .GetParameters()
                .Select(it =>
                    it.ParameterType == typeof(string) ? scene.Trade.County
                    : it.ParameterType == typeof(long) ? 1L
                    : it.ParameterType == typeof(Guid) ? scene.Ids["draft"]
                    : it.ParameterType == typeof(IReadOnlyList<Guid>) ? new[] { scene.Ids["lot"] }
                    : (object)new[] { new KnownLot(scene.Ids["lot"], 0) }
                ),
        ];
        try
        {
            await hub.InvokeCoreAsync(method.Name, typeof(object), arguments, Cancel);
            return true;
        }
        catch (HubException refused) when (refused.Message.Contains("unauthorized", StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>What a browser may begin a circuit with: interactive pages, and what a page gives a circuit of its own.</summary>
    private static IReadOnlyList<(Type Type, string Route)> CircuitRoots()
    {
        var parts = RepositoryTree
            .Real.Under("src", ".razor")
            .SelectMany(file => PartWithCircuit().Matches(file.Text).Select(match => match.Groups[1].Value))
            .Order();
        Assert.Equal([nameof(FundUseByDay)], parts);
        return
        [
            .. Pages.Where(page => page.Page.GetCustomAttribute<RenderModeAttribute>() is not null),
            (typeof(FundUseByDay), MoneyAddresses.FundRoute),
        ];
    }

    [GeneratedRegex("<([A-Z]\\w+)[^>]*@rendermode=")]
    private static partial Regex PartWithCircuit();
}
