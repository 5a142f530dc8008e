using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Passkeys;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.Passkeys;

/// <summary>Passkeys of officials, in a market where a second factor is required as in Production.</summary>
public sealed partial class PasskeyTests(StrictMarket strict) : IClassFixture<StrictMarket>
{
    private readonly MarketApp market = strict.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APasskeySignsInAloneAndIsTheFreshConfirmation()
    {
        using var owner = await OwnerAsync("17700008801");
        Assert.Equal(RecoveryCode.HowMany, owner.Codes.Count);
        using var other = new MemberVisitor(market);

        var question = await AskAsync(other, "/sign-in/passkey");
        using var signedIn = await other.SendAsync("/sign-in?returnTo=/me/account", "passkey", Answer(owner, question));

        Assert.Equal("/me/account", other.Landing(signedIn));
        Assert.Equal("fund.unknown", await ApproveAsync(owner.Id));
        market.Clock.Advance(MemberSession.ConfirmedFor);
        Assert.Equal("member.factor-stale", await ApproveAsync(owner.Id));
        Assert.Equal("", await ConfirmAsync(other, owner));
        Assert.Equal("fund.unknown", await ApproveAsync(owner.Id));
    }

    [Fact]
    public async Task APasskeyEndsTheSessionThatTheBrowserHad()
    {
        using var owner = await OwnerAsync("17700008802");
        var sessions = market.Services.GetRequiredService<MemberSessions>();
        var before = Assert.Single(await sessions.ListAsync(owner.Id)).Id;

        var question = await AskAsync(owner.Visitor, "/sign-in/passkey");
        using var signedIn = await owner.Visitor.SendAsync("/sign-in", "passkey", Answer(owner, question));

        Assert.NotEqual(before, Assert.Single(await sessions.ListAsync(owner.Id)).Id);
    }

    [Fact]
    public async Task AfterThePasswordOnlyItsMembersPasskeyIsGood()
    {
        using var owner = await OwnerAsync("17700008811");
        using var stranger = await OwnerAsync("17700008812");
        using var visitor = new MemberVisitor(market);
        using var asked = await visitor.SignInAsync("17700008811");
        Assert.Equal("/sign-in/factor?returnTo=%2F", visitor.Landing(asked));

        var question = await AskAsync(visitor, "/sign-in/passkey?waiting=true");
        using var wrong = await visitor.SendAsync("/sign-in/factor", "passkey", Answer(stranger, question));
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        using var right = await visitor.SendAsync("/sign-in/factor", "passkey", Answer(owner, question));
        Assert.Equal("/start", visitor.Landing(right));
    }

    [Fact]
    public async Task WrongAnswersAfterThePasswordLockAsWrongPasswordsDoAndAreOnRecord()
    {
        using var owner = await OwnerAsync("17700008813");
        using var stranger = await OwnerAsync("17700008814");
        using var visitor = new MemberVisitor(market);
        using var asked = await visitor.SignInAsync("17700008813");
        var question = await AskAsync(visitor, "/sign-in/passkey?waiting=true");
        for (var attempt = 1; attempt < FailureLimit.OfCaller.Most; attempt++)
        {
            using var wrong = await visitor.SendAsync("/sign-in/factor", "passkey", Answer(stranger, question));
            Assert.DoesNotContain("分钟再试", await ReadAsync(wrong), StringComparison.Ordinal);
        }

        using var last = await visitor.SendAsync("/sign-in/factor", "passkey", Answer(stranger, question));
        Assert.Contains("分钟再试", await ReadAsync(last), StringComparison.Ordinal);
        using var right = await visitor.SendAsync("/sign-in/factor", "passkey", Answer(owner, question));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        await using var db = OrderFixture.Db(market);
        Assert.Equal(
            ["security.code-failed", "security.locked-out"],
            await db.Set<Act>()
                .Where(row => row.SubjectId == owner.Id && (row.Kind == "security.code-failed" || row.Kind == "security.locked-out"))
                .OrderBy(row => row.Kind)
                .Select(row => row.Kind)
                .ToListAsync(Cancel)
        );
    }

    [Fact]
    public async Task AWrongPasskeyOfNobodyKnownIsNotedOnceAMinuteAndLocksNobodyOut()
    {
        using var owner = await OwnerAsync("17700008815");
        using var visitor = new MemberVisitor(market);
        await using var db = OrderFixture.Db(market);
        var notes = db.Set<Act>().Where(row => row.Kind == "security.code-failed" && row.SubjectId == null);
        var before = await notes.CountAsync(Cancel);
        owner.Passkey.IsVerified = false;
        for (var attempt = 0; attempt < FailureLimit.OfStrangers.Most; attempt++)
        {
            using var wrong = await visitor.SendAsync("/sign-in", "passkey", Answer(owner, await AskAsync(visitor, "/sign-in/passkey")));
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        }

        Assert.Equal(before + 1, await notes.CountAsync(Cancel));
        owner.Passkey.IsVerified = true;
        using var right = await visitor.SendAsync("/sign-in", "passkey", Answer(owner, await AskAsync(visitor, "/sign-in/passkey")));
        Assert.Equal("/start", visitor.Landing(right));
    }

    [Fact]
    public async Task AnAnswerCountsOnceAlsoOfADeviceThatDoesNotCount()
    {
        using var owner = await OwnerAsync("17700008821");
        var question = await AskAsync(owner.Visitor, "/me/factor/passkey");
        var credential = owner.Passkey.Get(question.Options, owner.Id);

        Assert.Equal("", await ConfirmAsync(owner.Visitor, question, credential));
        Assert.Equal("member.passkey-used", await ConfirmAsync(owner.Visitor, question, credential));
    }

    [Fact]
    public async Task WhatIsNotAsItWasAskedIsRefused()
    {
        using var owner = await OwnerAsync("17700008831");
        using var stranger = await OwnerAsync("17700008832");

        Assert.Equal("member.passkey-wrong", await ConfirmAsync(owner.Visitor, stranger));
        owner.Passkey.Origin = "http://market.example";
        Assert.Equal("member.passkey-wrong", await ConfirmAsync(owner.Visitor, owner));
        (owner.Passkey.Origin, owner.Passkey.IsVerified) = ("http://localhost", false);
        Assert.Equal("member.passkey-wrong", await ConfirmAsync(owner.Visitor, owner));
        owner.Passkey.IsVerified = true;

        var question = await AskAsync(owner.Visitor, "/me/factor/passkey");
        var credential = owner.Passkey.Get(question.Options, owner.Id);
        Assert.Equal("member.passkey-expired", await ConfirmAsync(stranger.Visitor, question, credential));
        market.Clock.Advance(PasskeyChallenges.GoodFor);
        Assert.Equal("member.passkey-expired", await ConfirmAsync(owner.Visitor, question, credential));
        Assert.Equal("", await ConfirmAsync(owner.Visitor, owner));
    }

    [Fact]
    public async Task ARemovedPasskeyIsGoodNoMoreAndTheLastOneStays()
    {
        using var owner = await OwnerAsync("17700008841");
        var first = await OnlyAsync(owner.Id);
        using var second = new SoftPasskey();
        Assert.Contains("通行密钥已添加", await AddAsync(owner.Visitor, second), StringComparison.Ordinal);
        market.Clock.Advance(MemberSession.ConfirmedFor);

        Assert.Contains("验证器应用里的验证码", await RemoveAsync(owner.Visitor, first), StringComparison.Ordinal);
        var question = await AskAsync(owner.Visitor, "/me/factor/passkey");
        Assert.Equal("", await ConfirmAsync(owner.Visitor, owner));
        Assert.Contains("通行密钥已删除", await RemoveAsync(owner.Visitor, first), StringComparison.Ordinal);
        Assert.Equal("member.passkey-wrong", await ConfirmAsync(owner.Visitor, question, owner.Passkey.Get(question.Options, owner.Id)));
        Assert.Contains("必须有两步验证", await RemoveAsync(owner.Visitor, await OnlyAsync(owner.Id)), StringComparison.Ordinal);

        await using var db = OrderFixture.Db(market);
        Assert.Equal(
            ["security.passkey-added", "security.passkey-added", "security.passkey-removed"],
            await db.Set<Act>()
                .Where(row => row.SubjectId == owner.Id && row.Kind.StartsWith("security.passkey"))
                .OrderBy(row => row.Kind)
                .Select(row => row.Kind)
                .ToListAsync(Cancel)
        );
        Assert.Equal(
            3,
            await db.Set<AccountMessage>()
                .CountAsync(row => row.Text == AccountMessageText.FactorChanged && row.MemberId == owner.Id, Cancel)
        );
    }

    [Fact]
    public async Task AFurtherPasskeyNeedsAFreshConfirmationAndThePasswordIsNotEnough()
    {
        using var owner = await OwnerAsync("17700008851");
        market.Clock.Advance(MemberSession.ConfirmedFor);
        using var refused = await owner.Visitor.SendAsync(
            "/me/factor",
            "passkey-new",
            ("Name", ""),
            ("PasskeyPassword", MemberVisitor.Password)
        );
        Assert.DoesNotContain("data-create", await ReadAsync(refused), StringComparison.Ordinal);
        using var confirmed = await owner.Visitor.SendAsync("/me/factor", "passkey-new", ("Name", ""), ("FactorCode", owner.Codes[0]));
        Assert.Contains("data-create", await ReadAsync(confirmed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMemberHasSoManyPasskeysAndNoMore()
    {
        using var owner = await OwnerAsync("17700008861");
        for (var count = 1; count < MemberPasskey.MostOfMember; count++)
        {
            using var further = new SoftPasskey();
            Assert.Contains("通行密钥已添加", await AddAsync(owner.Visitor, further), StringComparison.Ordinal);
        }

        using var answer = await owner.Visitor.SendAsync("/me/factor", "passkey-new", ("Name", ""));
        Assert.Contains("最多 10 个通行密钥", await ReadAsync(answer), StringComparison.Ordinal);
    }

    /// <summary>A signed-in official with a passkey as their first factor.</summary>
    private async Task<Owner> OwnerAsync(string login)
    {
        var (visitor, id) = await MemberVisitor.SignedInAsync(market, login, MemberRole.Official);
        var passkey = new SoftPasskey();
        var page = await AddAsync(visitor, passkey);
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        return new Owner(visitor, id, passkey, [.. Code().Matches(page).Select(match => match.Groups[1].Value)]);
    }

    private static async Task<string> AddAsync(MemberVisitor visitor, SoftPasskey passkey)
    {
        using var started = await visitor.SendAsync(
            "/me/factor",
            "passkey-new",
            ("Name", "办公室电脑"),
            ("PasskeyPassword", MemberVisitor.Password)
        );
        var page = await ReadAsync(started);
        using var added = await visitor.SendAsync(
            "/me/factor",
            "passkey-new",
            ("Name", "办公室电脑"),
            ("State", State().Match(page).Groups[1].Value),
            ("Credential", passkey.Create(Options().Match(page).Groups[1].Value))
        );
        return await ReadAsync(added);
    }

    private static async Task<string> RemoveAsync(MemberVisitor visitor, Guid passkeyId)
    {
        using var removed = await visitor.SendAsync("/me/factor", "passkey-remove", ("Remove", passkeyId.ToString()));
        return await ReadAsync(removed);
    }

    private async Task<PasskeyQuestion> AskAsync(MemberVisitor visitor, string address)
    {
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        using var answer = await visitor.Http.PostAsync(address, null, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<PasskeyQuestion>(JsonSerializerOptions.Web, Cancel))!;
    }

    private static IEnumerable<(string, string)> Answer(Owner owner, PasskeyQuestion question) =>
        [("State", question.State), ("Credential", owner.Passkey.Get(question.Options, owner.Id))];

    /// <summary>Confirms the visitor's session with this owner's passkey.</summary>
    /// <returns>The code of what was refused; empty for nothing.</returns>
    private async Task<string> ConfirmAsync(MemberVisitor visitor, Owner owner)
    {
        var question = await AskAsync(visitor, "/me/factor/passkey");
        return await ConfirmAsync(visitor, question, owner.Passkey.Get(question.Options, owner.Id));
    }

    private static async Task<string> ConfirmAsync(MemberVisitor visitor, PasskeyQuestion question, string credential)
    {
        using var answer = await visitor.Http.PostAsJsonAsync(
            "/me/factor/passkey/answer",
            new PasskeyAnswer(question.State, credential),
            JsonSerializerOptions.Web,
            Cancel
        );
        return answer.StatusCode == HttpStatusCode.NoContent
            ? ""
            : (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString()!;
    }

    /// <summary>What a decision about public money, in the member's last session, is refused for.</summary>
    private async Task<string?> ApproveAsync(Guid official)
    {
        await using var db = OrderFixture.Db(market);
        var session = await db.Set<MemberSession>()
            .Where(row => row.MemberId == official && row.EndedAt == null)
            .OrderByDescending(row => row.StartedAt)
            .FirstAsync(Cancel);
        var answer = await market.Services.GetRequiredService<FundService>().ApproveAsync(Guid.CreateVersion7(), official, session.Id);
        return answer.Rejections.Count == 0 ? null : answer.Rejections[0].Code;
    }

    private async Task<Guid> OnlyAsync(Guid memberId)
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<MemberPasskey>().Where(row => row.MemberId == memberId).Select(row => row.Id).SingleAsync(Cancel);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

    [GeneratedRegex("data-create=\"(\\{.*?\\})\" ?")]
    private static partial Regex Options();

    [GeneratedRegex("name=\"State\" value=\"([^\"]+)\"")]
    private static partial Regex State();

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex Code();

    private sealed record Owner(MemberVisitor Visitor, Guid Id, SoftPasskey Passkey, IReadOnlyList<string> Codes) : IDisposable
    {
        public void Dispose()
        {
            Visitor.Dispose();
            Passkey.Dispose();
        }
    }
}
