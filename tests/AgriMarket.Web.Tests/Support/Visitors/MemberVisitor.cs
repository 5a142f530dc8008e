using System.Net;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>Somebody with a browser: keeps cookies, and sends a page's form with the hidden fields that came with it.</summary>
internal sealed partial class MemberVisitor(MarketApp market) : IDisposable
{
    public const string Password = "correct horse";

    public HttpClient Http { get; } = market.CreateClient();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A new member straight from the service, with the roles given, signed in over HTTP.</summary>
    public static async Task<(MemberVisitor Visitor, Guid Id)> SignedInAsync(
        MarketApp market,
        string login,
        params IEnumerable<MemberRole> roles
    )
    {
        var id = await EnrolAsync(market, login, roles);
        var visitor = new MemberVisitor(market);
        using var answer = await visitor.SignInAsync(login);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (visitor, id);
    }

    public static async Task<Guid> EnrolAsync(MarketApp market, string login, params IEnumerable<MemberRole> roles)
    {
        await using var scope = market.Services.CreateAsyncScope();
        var member = (
            await scope.ServiceProvider.GetRequiredService<MemberService>().SignUpAsync(new SignUpRequest("某人", login, Password))
        ).Value;
        await using var db = await market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(Cancel);
        (await db.Set<Member>().SingleAsync(row => row.Id == member.Id, Cancel)).Verify(
            ContactKind.Mobile,
            member.PhoneNumber ?? VerifiedMobiles.Next(),
            member.JoinedAt
        );
        foreach (var role in roles)
        {
            db.AddConfirmed(member.Id, role, "某处", "522634", member.JoinedAt);
        }

        await db.SaveChangesAsync(Cancel);
        return member.Id;
    }

    /// <summary>The page of the market that an answer leads to; the whole address when that is elsewhere.</summary>
    public string? Landing(HttpResponseMessage answer) =>
        answer.Headers.Location is { } location
            ? new Uri(Http.BaseAddress!, location) is var there && there.Authority == Http.BaseAddress!.Authority
                ? there.PathAndQuery
                : there.ToString()
            : null;

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path, Cancel);

    /// <summary>The page's text with its entities decoded, so that Chinese can be compared.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    public Task<HttpResponseMessage> SignInAsync(string login, string password = Password, string page = "/sign-in") =>
        SendAsync(page, "sign-in", ("Form.Login", login), ("Form.Password", password));

    /// <summary>Opens a page and posts its form of this name, to the page's own address or another.</summary>
    public async Task<HttpResponseMessage> SendAsync(string page, string form, params IEnumerable<(string Name, string Value)> fields)
    {
        var fieldsOfForm = fields.Append(("_handler", form)).Append(("__RequestVerificationToken", await TokenAsync(page)));
        return await PostAsync(page, fieldsOfForm);
    }

    public async Task<string> TokenAsync(string page)
    {
        var html = await Http.GetStringAsync(page, Cancel);
        return WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, params IEnumerable<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Http.PostAsync(path, content, Cancel);
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
