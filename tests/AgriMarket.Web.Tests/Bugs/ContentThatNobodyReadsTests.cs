using System.Net;
using System.Text;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.LotCards;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>A body may say of itself whatever it likes: what the market cannot read is refused, and nothing fails.</summary>
public sealed class ContentThatNobodyReadsTests(ApiMarket market) : IClassFixture<ApiMarket>
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Commands of programs, most of which need no token, and what scripts of pages send.</summary>
    private static readonly string[] Json =
    [
        "/api/v1/auth/register",
        "/api/v1/auth/login",
        "/api/v1/auth/refresh",
        "/api/v1/auth/code",
        "/api/v1/auth/code-login",
        "/api/v1/quotes",
        "/api/v1/orders",
        "/sign-in/passkey",
        "/hubs/stock/negotiate",
    ];

    private static readonly string[] Forms = ["/sign-in", "/settings/language", "/sign-out", "/cart", "/demo/sign-in"];

    [Theory]
    [InlineData("charset=nope")]
    [InlineData("charset=utf-7")]
    [InlineData("charset=\"no pe\"")]
    [InlineData("charset=\"\"")]
    [InlineData("charset=x; charset=utf-8")]
    [InlineData("odata=verbose; CHARSET=x")]
    public async Task ACharsetThatIsNoneIsRefused(string charset)
    {
        foreach (var path in Json)
        {
            var (status, text) = await SendAsync(path, $"application/json; {charset}", "{}");
            Assert.True(status == HttpStatusCode.UnsupportedMediaType, $"{path}: {status}");
            Assert.Equal(path.StartsWith("/api", StringComparison.Ordinal), text.Contains("\"api.media-type\"", StringComparison.Ordinal));
        }

        foreach (var path in Forms)
        {
            var (status, text) = await SendAsync(path, $"{Form}; {charset}", "a=b");
            Assert.True(status == HttpStatusCode.UnsupportedMediaType, $"{path}: {status}");
            Assert.Contains("</html>", text, StringComparison.Ordinal);
        }

        AssertNothingFailed();
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("\"UTF-8\"")]
    [InlineData("us-ascii")]
    [InlineData("\"iso-8859-1\"")]
    public async Task ACharsetThatIsKnownIsRead(string charset)
    {
        using var caller = await ApiClient.SignedInAsync(market, MemberRole.Farmer);
        using var content = Content(
            "{\"login\":\"nobody@example.com\",\"password\":\"correct-horse\"}",
            $"application/json; charset={charset}"
        );

        var answer = await caller.SendAsync(HttpMethod.Post, "auth/login", content);

        Assert.Equal((HttpStatusCode.Unauthorized, "member.sign-in-failed"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("multipart/form-data", "--x--")]
    [InlineData("multipart/form-data; boundary=", "--x--")]
    [InlineData("multipart/form-data; boundary=\"\"", "--x--")]
    [InlineData("multipart/form-data; boundary=x", "a=b")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnonsense\r\n\r\nb")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x--\r\n")]
    [InlineData(
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=a\r\nContent-Type: a; charset=x\r\n\r\nb\r\n--x--\r\n"
    )]
    [InlineData("nonsense", "a=b")]
    [InlineData("", "a=b")]
    [InlineData(Form, "%zz=%&&=&\0")]
    public async Task AFormThatCannotBeReadIsRefused(string type, string body)
    {
        foreach (var path in Forms)
        {
            var (status, _) = await SendAsync(path, type, body);
            Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType, $"{path}: {status}");
        }

        AssertNothingFailed();
    }

    [Fact]
    public async Task APartOfAFormInACharsetThatIsNotReadIsRefused()
    {
        foreach (var path in Forms)
        {
            var (status, _) = await SendAsync(
                path,
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=utf-7\r\n\r\nb\r\n--x--\r\n"
            );
            Assert.True(status == HttpStatusCode.UnsupportedMediaType, $"{path}: {status}");
        }

        AssertNothingFailed();
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("\0")]
    [InlineData("")]
    public async Task AFieldThatIsNoIdIsNoFailure(string lotId)
    {
        using var visitor = new PageVisitor(market.App);

        await visitor.SendAsync("/", LotForm.Id, (LotForm.LotField, lotId));

        Assert.True((int)visitor.Status < 500, $"{visitor.Status}");
        AssertNothingFailed();
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("gzip")]
    [InlineData("br, , gzip")]
    public async Task WhatIsSaidToBeCompressedIsNotTakenApart(string coding)
    {
        foreach (var path in Json.Where(path => path.StartsWith("/api", StringComparison.Ordinal)))
        {
            var (status, _) = await SendAsync(path, "application/json", "\u001f\u008b\b", coding);
            Assert.True((int)status is >= 400 and < 500, $"{path}: {status}");
        }

        foreach (var path in Forms)
        {
            var (status, _) = await SendAsync(path, Form, "\u001f\u008b\b", coding);
            Assert.True((int)status is >= 400 and < 500, $"{path}: {status}");
        }

        AssertNothingFailed();
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(string path, string type, string body, string coding = "identity")
    {
        using var caller = market.App.CreateClient();
        using var content = Content(body, type);
        content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        using var answer = await caller.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static ByteArrayContent Content(string body, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    /// <summary>Whatever fails leaves an error in the log.</summary>
    private static void AssertNothingFailed() =>
        Assert.DoesNotContain("Error ", TestContext.Current.TestOutputHelper!.Output, StringComparison.Ordinal);
}
