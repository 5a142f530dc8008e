using System.Net;
using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Operations.MemberLocking;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.People.SignIn;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.PriceReviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.Register;

/// <summary>What is done in office, and what concerns an account, is on record for those whom it concerns.</summary>
public sealed class RegisterTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Leishan = "522634";
    private const string Xiji = "640422";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RoleService Roles => market.Services.GetRequiredService<RoleService>();

    private RegisterReads Reads => market.Services.GetRequiredService<RegisterReads>();

    [Fact]
    public async Task ADecisionLeavesItsEntryAndARefusedOneNone()
    {
        var official = await MemberVisitor.EnrolAsync(market, "13800000701", MemberRole.Official);
        var (stranger, applicationId) = (await OfficialAsync("13800000702", Xiji), await ApplyAsync("13800000703"));

        Assert.False((await Roles.DecideAsync(applicationId, ApplicationAction.Confirm, "", stranger)).IsOk);
        Assert.Empty(await OfAsync(applicationId));
        Assert.True((await Roles.DecideAsync(applicationId, ApplicationAction.Decline, "地块不符", official)).IsOk);

        var act = Assert.Single(await OfAsync(applicationId));
        Assert.Equal(("act.role-decline", official, MemberRole.Official, Leishan), (act.Kind, act.ActorId, act.Role, act.RegionCode));
        Assert.Equal(("Waiting", "Declined", "地块不符"), (act.Before, act.After, act.Reason));
    }

    [Fact]
    public async Task AnOfficeReadsItsOwnActsAndThoseBelow()
    {
        var official = await MemberVisitor.EnrolAsync(market, "13800000711", MemberRole.Official);
        var (other, province) = (await OfficialAsync("13800000712", Xiji), await OfficialAsync("13800000713", "520000"));
        var administrator = await MemberVisitor.EnrolAsync(market, "13800000714", MemberRole.Administrator);
        var applicationId = await ApplyAsync("13800000715");
        Assert.True((await Roles.DecideAsync(applicationId, ApplicationAction.Confirm, "", official)).IsOk);
        Assert.True((await Locks.SetAsync(administrator, other, isLocked: true)).IsOk);

        Assert.True(await ReadsAsync(official, applicationId));
        Assert.True(await ReadsAsync(province, applicationId));
        Assert.False(await ReadsAsync(other, applicationId));
        Assert.False(await ReadsAsync(official, other));
        Assert.True(await ReadsAsync(administrator, applicationId));
        Assert.True(await ReadsAsync(administrator, other));
    }

    [Fact]
    public async Task SignInsAndWrongPasswordsAreShownToTheirMemberAtMostOneAMinute()
    {
        const string login = "13800000721";
        var id = await MemberVisitor.EnrolAsync(market, login);
        using var visitor = new MemberVisitor(market);
        await WrongAsync(visitor, login, 3);
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await WrongAsync(visitor, login, 1);
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        using var signedIn = await visitor.SignInAsync(login);

        var own = await Reads.OwnAsync(id);
        Assert.Equal(
            [("security.sign-in", ""), ("security.failed", "3"), ("security.failed", "1")],
            own.Select(act => (act.Kind, act.Kind == "security.failed" ? act.After : ""))
        );
        Assert.DoesNotContain(
            own,
            act => $"{act.SubjectName}{act.Before}{act.After}{act.Reason}".Contains(login, StringComparison.Ordinal)
        );
        Assert.Contains("密码错误", await visitor.ReadAsync("/me/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusedPageIsNotedOnceAMinute()
    {
        var (visitor, id) = await MemberVisitor.SignedInAsync(market, "13800000731");
        using (visitor)
        {
            for (var i = 0; i < 3; i++)
            {
                using var answer = await visitor.GetAsync("/backoffice/register");
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }
        }

        var refused = Assert.Single(await OfAsync(id), act => act.Kind == "security.refused");
        Assert.Equal("/backoffice/register", refused.SubjectName);
        Assert.NotNull(refused.SessionId);
    }

    [Fact]
    public async Task ThePageShowsAnActToItsOffice()
    {
        var (visitor, official) = await MemberVisitor.SignedInAsync(market, "13800000741", MemberRole.Official);
        using (visitor)
        {
            var applicationId = await ApplyAsync("13800000742");
            Assert.True((await Roles.DecideAsync(applicationId, ApplicationAction.Decline, "材料不全", official)).IsOk);

            Assert.Contains("材料不全", await visitor.ReadAsync("/backoffice/register?kind=act.role-decline"), StringComparison.Ordinal);
            Assert.DoesNotContain("材料不全", await visitor.ReadAsync("/backoffice/register?day=2001-01-01"), StringComparison.Ordinal);
        }
    }

    [Fact, Trait("Database", "sqlite")]
    public async Task ADecisionWithoutItsEntryIsCaught()
    {
        var official = await MemberVisitor.EnrolAsync(market, "13800000751", MemberRole.Official);
        var applicationId = await ApplyAsync("13800000752");
        Assert.True((await Roles.DecideAsync(applicationId, ApplicationAction.Confirm, "", official)).IsOk);
        var trade = await OrderFixture.OpenAsync(market, "520328");
        var offer = trade.Offer(1_000) with { UnitPriceFen = 1_000_000 };
        var reviews = market.Services.GetRequiredService<PriceReviewService>();
        Assert.True((await reviews.AskAsync(offer, "值")).IsOk);
        Assert.True((await reviews.DecideAsync(offer.Id, PriceReviewAction.Decline, "太贵", trade.Proposer)).IsOk);

        Assert.Equal("Roles", await LostAsync(applicationId));
        Assert.Equal("Price reviews", await LostAsync(offer.Id));
    }

    [Theory]
    [InlineData(typeof(ApplicationStatus))]
    [InlineData(typeof(FundStatus))]
    [InlineData(typeof(FundChangeStatus))]
    [InlineData(typeof(CampaignStatus))]
    [InlineData(typeof(PriceReviewStatus))]
    [InlineData(typeof(DeliveryReviewStatus))]
    [InlineData(typeof(UnsoldStatus))]
    [InlineData(typeof(ChargeUse))]
    [InlineData(typeof(SessionKind))]
    public void WhatWasChangedIsSaidInTheReadersLanguage(Type statuses)
    {
        var words = market.Services.GetRequiredService<ActWords>();

        Assert.DoesNotContain(Enum.GetNames(statuses), name => words.Change("act.any", name) == name);
    }

    [Fact]
    public async Task AnAdministratorMadeByTheProgramIsOnRecord()
    {
        await using var scope = market.Services.CreateAsyncScope();
        var made = await scope
            .ServiceProvider.GetRequiredService<MemberService>()
            .CreateAdministratorAsync(new("管理员", "13800000761", MemberVisitor.Password));

        var act = Assert.Single(await OfAsync(made.Value.Id));
        Assert.Equal(("security.administrator", null), (act.Kind, act.ActorId));
    }

    private MemberLocks Locks => market.Services.GetRequiredService<MemberLocks>();

    /// <summary>Which area misses the entry about a subject once it is gone.</summary>
    private async Task<string> LostAsync(Guid subjectId)
    {
        await using var db = await OpenAsync();
        await db.Database.OpenConnectionAsync(Cancel);
        const string delete = "DELETE FROM acts WHERE subject_id = @key";
        var findings = await new Damage(db).DoAsync(delete, subjectId.ToString(), InvariantAssert.Rules);
        return Assert.Single(findings!).Area;
    }

    private static async Task WrongAsync(MemberVisitor visitor, string login, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var answer = await visitor.SignInAsync(login, "wrong horse");
        }
    }

    private async Task<Guid> OfficialAsync(string login, string regionCode)
    {
        var id = await MemberVisitor.EnrolAsync(market, login);
        await using var db = await OpenAsync();
        db.AddConfirmed(id, MemberRole.Official, "某局", regionCode, market.Clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(Cancel);
        return id;
    }

    private async Task<Guid> ApplyAsync(string login)
    {
        var applicant = await MemberVisitor.EnrolAsync(market, login);
        var request = new RoleRequest(Guid.CreateVersion7(), applicant, MemberRole.Farmer, "某农场", Leishan, "");
        Assert.True((await Roles.ApplyAsync(request)).IsOk);
        return request.Id;
    }

    private async Task<bool> ReadsAsync(Guid readerId, Guid subjectId) =>
        (await Reads.ListAsync(readerId, new ActFilter("", null, null))).Rows.Any(row => row.Act.SubjectId == subjectId);

    private async Task<List<Act>> OfAsync(Guid subjectId)
    {
        await using var db = await OpenAsync();
        return await db.Set<Act>().AsNoTracking().Where(row => row.SubjectId == subjectId).ToListAsync(Cancel);
    }

    private Task<MarketDb> OpenAsync() => market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(Cancel);
}
