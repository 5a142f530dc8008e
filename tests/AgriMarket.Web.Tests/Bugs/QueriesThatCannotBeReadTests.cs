using System.Net;
using System.Reflection;
using AgriMarket.Web.Tests.People.Offices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>Whatever stands in an address behind the question mark, a page answers, and nothing fails.</summary>
public sealed class QueriesThatCannotBeReadTests(RightsScene scene) : IClassFixture<RightsScene>
{
    /// <summary>Percent-encoded, as they stand in an address.</summary>
    private static readonly string[] Hostile =
    [
        "",
        "abc",
        "-1",
        "99999999999999999999",
        "%00",
        "%FF%FE",
        "%F0%9F%A5%94%27%22%3C%25_",
        "true",
        "9999-12-31",
        "0001-01-01",
        "9999-12",
        "00000000-0000-0000-0000-000000000000",
        new('9', 2_000),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IReadOnlyList<Type> Components { get; } = [.. typeof(Program).Assembly.GetTypes().Where(it => NamesOf(it).Count > 0)];

    /// <summary>What components that are no pages take, on whichever page they stand.</summary>
    private static IReadOnlyList<string> Everywhere { get; } =
    [.. Components.Where(it => !it.GetCustomAttributes<RouteAttribute>().Any()).SelectMany(NamesOf).Distinct()];

    [Fact]
    public async Task NoPageFailsAtAnything()
    {
        var asked = 0;
        foreach (var (route, cells) in RightsTable.Pages)
        {
            var page = Components.FirstOrDefault(it => it.GetCustomAttributes<RouteAttribute>().Any(at => at.Template == route));
            var own = page is null ? [] : NamesOf(page);
            using var browser = scene.Client(AskerOf(cells));
            foreach (var value in Hostile)
            {
                string[] queries =
                [
                    .. own.Select(name => $"{name}={value}"),
                    string.Join('&', own.Concat(Everywhere).Select(name => $"{name}={value}&{name}={value}")),
                ];
                var answers = await Task.WhenAll(queries.Select(query => AskAsync(browser, $"{scene.PathOf(route)}?{query}")));
                Assert.DoesNotContain(answers, answer => answer.Status >= HttpStatusCode.InternalServerError);
                asked += answers.Length;
            }
        }

        Assert.InRange(Components.Count, 30, int.MaxValue);
        Assert.InRange(asked, 1_500, int.MaxValue);
        AssertNothingFailed();
    }

    [Fact]
    public async Task NoAddressForProgramsFailsAtAnything()
    {
        var asked = 0;
        var gets = scene
            .Get<IApiDescriptionGroupCollectionProvider>()
            .ApiDescriptionGroups.Items.SelectMany(group => group.Items)
            .Where(it => it.HttpMethod == "GET");
        foreach (var address in gets)
        {
            var (_, cells) = RightsTable.Endpoints.First(row => row.Key.TrimEnd('/') == $"GET /{address.RelativePath}".TrimEnd('/'));
            using var caller = scene.Client(AskerOf(cells), $"/{address.RelativePath}".StartsWith("/api", StringComparison.Ordinal));
            foreach (var name in address.ParameterDescriptions.Where(it => it.Source == BindingSource.Query).Select(it => it.Name))
            {
                var path = scene.PathOf($"/{address.RelativePath}");
                var answers = await Task.WhenAll(Hostile.Select(value => AskAsync(caller, $"{path}?{name}={value}")));
                Assert.DoesNotContain(answers, answer => answer.Status >= HttpStatusCode.InternalServerError);
                asked += answers.Length;
            }
        }

        Assert.InRange(asked, 200, int.MaxValue);
        AssertNothingFailed();
    }

    [Theory]
    [InlineData("/campaigns?page=abc")]
    [InlineData("/audits?page=99999999999999999999")]
    [InlineData("/campaigns?page=%FF")]
    public async Task AVisitorGetsTheListWhateverItsPageIsCalled(string path)
    {
        using var browser = scene.Client(Asker.Visitor);
        var answer = await AskAsync(browser, path);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        AssertNothingFailed();
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("%FF")]
    [InlineData("0197c0de-0000-7000-8000-000000000001")]
    public async Task AnIdThatIsNoneIsAsUnknownAsOneThatLeadsNowhere(string id)
    {
        using var official = scene.Client(Asker.Official);

        var page = await official.GetStringAsync(new Uri($"/backoffice/cases/new?order={id}", UriKind.Relative), Cancel);

        Assert.Contains("没有可以核查的订单", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(official, $"/backoffice/funds/new?like={id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(official, $"/backoffice/unsold/new?lot={id}")).Status);
        AssertNothingFailed();
    }

    private static IReadOnlyList<string> NamesOf(Type component) =>
        [
            .. component
                .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Select(property => (property.Name, Taken: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
                .Where(it => it.Taken is not null)
                .Select(it => it.Taken!.Name ?? it.Name),
        ];

    /// <summary>Somebody who is let in, as far as anybody is.</summary>
    private static Asker AskerOf(string cells) =>
        (Asker)".-0v>x".Select(cell => cells.IndexOf(cell, StringComparison.Ordinal)).First(index => index >= 0);

    private static async Task<(string Path, HttpStatusCode Status)> AskAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (path, answer.StatusCode);
    }

    /// <summary>Whatever fails leaves an error in the log.</summary>
    private static void AssertNothingFailed() =>
        Assert.DoesNotContain("Error ", TestContext.Current.TestOutputHelper!.Output, StringComparison.Ordinal);
}
