using System.Net;
using System.Security.Claims;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Operations.MemberLocking;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Offices;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.Roles;

public sealed class RoleTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static readonly TimeSpan AMinute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan After20Seconds = TimeSpan.FromSeconds(20) + TimeSpan.FromMilliseconds(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RoleService Roles => market.Services.GetRequiredService<RoleService>();

    private OfficeService Offices => market.Services.GetRequiredService<OfficeService>();

    private MemberReads Reads => market.Services.GetRequiredService<MemberReads>();

    [Fact]
    public async Task AResidentIsToldThatTheDeskNeedsAnotherRole()
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, "13800000021");
        using (visitor)
        {
            using var answer = await visitor.GetAsync("/backoffice/members");

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains(
                "这里需要另一种身份",
                WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task AConfirmedRoleArrivesByItselfAndARevokedOneGoes()
    {
        var (visitor, id) = await MemberVisitor.SignedInAsync(market, "13800000022");
        var official = await MemberVisitor.EnrolAsync(market, "13800000023", MemberRole.Administrator);
        var request = Request(id, MemberRole.Official);
        using (visitor)
        {
            Assert.True((await Roles.ApplyAsync(request)).IsOk);
            Assert.Equal(HttpStatusCode.Forbidden, await BackofficeAsync(visitor));

            Assert.Equal(
                "office.duties",
                (await Roles.DecideAsync(request.Id, ApplicationAction.Confirm, "", official)).Rejections.Single().Code
            );
            var post = new Appointment(" ", OfficeKind.Commerce, IsNationwide: false, Duties.ConfirmMembers);
            Assert.Equal("office.name", Code(await Roles.DecideAsync(request.Id, ApplicationAction.Confirm, "", official, null, post)));
            post = post with { OfficeName = "雷山县商务局" };
            Assert.True((await Roles.DecideAsync(request.Id, ApplicationAction.Confirm, "", official, null, post)).IsOk);
            market.Clock.Advance(AMinute);
            Assert.Equal(HttpStatusCode.OK, await BackofficeAsync(visitor));
            await using var db = await market
                .Services.GetRequiredService<IDbContextFactory<MarketDb>>()
                .CreateDbContextAsync(TestContext.Current.CancellationToken);
            Assert.Equal("雷山县商务局", (await db.OfficeOfAsync(id))!.Name);

            Assert.True((await Roles.DecideAsync(request.Id, ApplicationAction.Revoke, "借调结束", official)).IsOk);
            market.Clock.Advance(AMinute);
            Assert.Equal(HttpStatusCode.Forbidden, await BackofficeAsync(visitor));
        }

        Assert.Equal("借调结束", Assert.Single((await Reads.OwnAccountAsync(id)).Applications).Reason);
    }

    [Fact]
    public async Task AnOpenPageLosesItsMemberWithARoleAPasswordOrALock()
    {
        var administrator = await MemberVisitor.EnrolAsync(market, "13800000024", MemberRole.Administrator);
        var (roleTaken, newPassword, locked, untouched) = (
            await PrincipalAsync("13800000025", MemberRole.Farmer),
            await PrincipalAsync("13800000026"),
            await PrincipalAsync("13800000027"),
            await PrincipalAsync("13800000028")
        );
        foreach (var principal in new[] { roleTaken, newPassword, locked, untouched })
        {
            Assert.True(await StandsAsync(principal));
        }

        var held = Assert.Single((await Reads.OwnAccountAsync(roleTaken.RequireMemberId())).Applications);
        Assert.True((await Roles.DecideAsync(held.Id, ApplicationAction.Revoke, "不再种地", administrator)).IsOk);
        await using (var scope = market.Services.CreateAsyncScope())
        {
            var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
            await members.ChangePasswordAsync((await members.GetUserAsync(newPassword))!, MemberVisitor.Password, "battery staple");
        }

        var locks = market.Services.GetRequiredService<MemberLocks>();
        Assert.True((await locks.SetAsync(administrator, locked.RequireMemberId(), isLocked: true)).IsOk);
        Assert.False(await StandsAsync(roleTaken));
        Assert.False(await StandsAsync(newPassword));
        Assert.False(await StandsAsync(locked));
        Assert.True(await StandsAsync(untouched));
    }

    [Fact]
    public async Task AnOfficeGetsAnotherNameOnceAndNoneThatAnotherOfItsRegionHas()
    {
        var administrator = await MemberVisitor.EnrolAsync(market, "13800000063", MemberRole.Administrator);
        await MemberVisitor.EnrolAsync(market, "13800000064", MemberRole.Official);
        await using var db = OrderFixture.Db(market);
        var office = await db.Set<Office>().AsNoTracking().OrderBy(row => row.AddedAt).LastAsync(Cancel);
        var other = new Office
        {
            Id = Guid.CreateVersion7(),
            Name = "县财政局",
            Kind = OfficeKind.Finance,
            RegionCode = office.RegionCode,
            AddedAt = office.AddedAt,
        };
        db.Add(other);
        await db.SaveChangesAsync(Cancel);
        async Task<string?> RenameAsync(string seen, string name) =>
            (await Offices.RenameAsync(office.Id, seen, name, administrator)).Rejections is [var refused, ..] ? refused.Code : null;

        Assert.Equal("office.name-taken", await RenameAsync(office.Name, " 县财政局 "));
        Assert.Equal("office.name", await RenameAsync(office.Name, " "));
        Assert.Null(await RenameAsync(office.Name, "县乡村振兴局"));
        Assert.Equal("edit.changed", await RenameAsync(office.Name, "县农业局"));
        // The same answer again, and nothing noted twice.
        Assert.Null(await RenameAsync(office.Name, "县乡村振兴局"));

        Assert.Equal("县乡村振兴局", (await db.Set<Office>().AsNoTracking().SingleAsync(row => row.Id == office.Id, Cancel)).Name);
        var act = await db.Set<Act>().SingleAsync(row => row.Kind == "act.office-rename", Cancel);
        Assert.Equal((office.Name, "县乡村振兴局"), (act.Before, act.After));
    }

    [Fact]
    public async Task ADutyTakenAwayEndsOpenPagesAndTheCookieHasTheNewOnesAfter20Seconds()
    {
        var administrator = await MemberVisitor.EnrolAsync(market, "13800000061", MemberRole.Administrator);
        var (visitor, id) = await MemberVisitor.SignedInAsync(market, "13800000062", MemberRole.Official);
        var open = await PrincipalOfAsync(id);
        var post = Assert.Single((await Reads.OwnAccountAsync(id)).Applications);
        using (visitor)
        {
            Assert.Equal(HttpStatusCode.OK, await BackofficeAsync(visitor));
            Assert.True(await StandsAsync(open));

            Assert.True((await Offices.ChangeDutiesAsync(post.Id, post.Duties, Duties.Edit, administrator)).IsOk);
            Assert.False(await StandsAsync(open));
            Assert.True(await StandsAsync(await PrincipalOfAsync(id)));
            market.Clock.Advance(After20Seconds);
            Assert.Equal(HttpStatusCode.Forbidden, await BackofficeAsync(visitor));

            var both = Duties.Edit | Duties.ConfirmMembers;
            Assert.Equal("edit.changed", (await Offices.ChangeDutiesAsync(post.Id, post.Duties, both, administrator)).Rejections[0].Code);
            Assert.True((await Offices.ChangeDutiesAsync(post.Id, Duties.Edit, both, administrator)).IsOk);
            market.Clock.Advance(After20Seconds);
            Assert.Equal(HttpStatusCode.OK, await BackofficeAsync(visitor));
        }
    }

    [Fact]
    public async Task AnOfficialConfirmsAFarmerButNoOfficialAndNobodyHimself()
    {
        var official = await MemberVisitor.EnrolAsync(market, "13800000031", MemberRole.Official);
        var applicant = await MemberVisitor.EnrolAsync(market, "13800000032");
        var (farmer, colleague, own) = (
            Request(applicant, MemberRole.Farmer),
            Request(applicant, MemberRole.Official),
            Request(official, MemberRole.Farmer)
        );
        foreach (var request in new[] { farmer, colleague, own })
        {
            Assert.True((await Roles.ApplyAsync(request)).IsOk);
        }

        Assert.True((await Roles.DecideAsync(farmer.Id, ApplicationAction.Confirm, "", official)).IsOk);
        Assert.Equal("member.may-not-decide", Code(await Roles.DecideAsync(colleague.Id, ApplicationAction.Confirm, "", official)));
        Assert.Equal("member.own-application", Code(await Roles.DecideAsync(own.Id, ApplicationAction.Confirm, "", official)));
        Assert.Equal("member.may-not-decide", Code(await Roles.DecideAsync(colleague.Id, ApplicationAction.Confirm, "", applicant)));
    }

    [Fact]
    public async Task AnOfficeNeitherSeesNorDecidesWhatIsOutsideItsRegion()
    {
        var official = await MemberVisitor.EnrolAsync(market, "13800000051", MemberRole.Official);
        var applicant = await MemberVisitor.EnrolAsync(market, "13800000052");
        var (inside, outside) = (
            Request(applicant, MemberRole.Cooperative),
            Request(applicant, MemberRole.Cooperative) with
            {
                RegionCode = "640422",
            }
        );
        foreach (var request in new[] { inside, outside })
        {
            Assert.True((await Roles.ApplyAsync(request)).IsOk);
        }

        Assert.Equal("member.other-region", Code(await Roles.DecideAsync(outside.Id, ApplicationAction.Confirm, "", official)));
        Assert.Equal("member.other-region", Code(await Roles.DecideAsync(outside.Id, ApplicationAction.Decline, "不是这里", official)));
        var seen = await Reads.ApplicationsAsync(new ApplicationFilter(null, MemberRole.Cooperative, ""), 0, 100, official);
        Assert.Equal([inside.Id], seen.Rows.Where(row => row.Application.MemberId == applicant).Select(row => row.Application.Id));
        Assert.True((await Roles.DecideAsync(inside.Id, ApplicationAction.Confirm, "", official)).IsOk);

        // An official who has lost the office decides on nothing any more.
        var administrator = await MemberVisitor.EnrolAsync(market, "13800000053", MemberRole.Administrator);
        var office = Assert.Single((await Reads.OwnAccountAsync(official)).Applications);
        Assert.True((await Roles.DecideAsync(office.Id, ApplicationAction.Revoke, "调离", administrator)).IsOk);
        Assert.Equal("member.may-not-decide", Code(await Roles.DecideAsync(inside.Id, ApplicationAction.Revoke, "再来", official)));
        Assert.True((await Roles.DecideAsync(outside.Id, ApplicationAction.Confirm, "", administrator)).IsOk);
    }

    [Fact]
    public async Task OneApplicationForARoleWaitsHoweverOftenItIsSent()
    {
        var applicant = await MemberVisitor.EnrolAsync(market, "13800000033");
        var request = Request(applicant, MemberRole.Agent);

        Assert.True((await Roles.ApplyAsync(request)).IsOk);
        Assert.True((await Roles.ApplyAsync(request)).IsOk);
        Assert.Equal("member.application-waiting", Code(await Roles.ApplyAsync(request with { Id = Guid.CreateVersion7() })));
        Assert.Single((await Reads.OwnAccountAsync(applicant)).Applications);
    }

    [Fact]
    public async Task SentAtTheSameMomentOneApplicationIsLetIn()
    {
        var applicant = await MemberVisitor.EnrolAsync(market, "13800000034");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Roles.ApplyAsync(Request(applicant, MemberRole.Farmer))));

        Assert.Equal(1, answers.Count(answer => answer.IsOk));
        Assert.Single((await Reads.OwnAccountAsync(applicant)).Applications);
    }

    [Fact]
    public async Task DeciderSeesThoseWhoWaitLongestFirstAPageAtATime()
    {
        var official = await MemberVisitor.EnrolAsync(market, "13800000035", MemberRole.Official);
        for (var i = 0; i < 3; i++)
        {
            var applicant = await MemberVisitor.EnrolAsync(market, $"1380000004{i}");
            Assert.True((await Roles.ApplyAsync(Request(applicant, MemberRole.Institution) with { DisplayName = $"食堂{i}" })).IsOk);
            market.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var filter = new ApplicationFilter(ApplicationStatus.Waiting, MemberRole.Institution, "食堂");
        var (first, second) = (
            await Reads.ApplicationsAsync(filter, 0, 2, official),
            await Reads.ApplicationsAsync(filter, 1, 2, official)
        );

        Assert.Equal((3, 3), (first.Total, second.Total));
        Assert.Equal(["食堂0", "食堂1", "食堂2"], first.Rows.Concat(second.Rows).Select(row => row.Application.DisplayName));
        Assert.All(first.Rows, row => Assert.True(row.MayDecide));
        Assert.Equal("13800000040", first.Rows[0].Mobile?.Contact);
    }

    private static RoleRequest Request(Guid memberId, MemberRole role) => new(Guid.CreateVersion7(), memberId, role, "某处", "522634", "");

    private static string Code<T>(AgriMarket.Domain.Common.Result<T> result) => Assert.Single(result.Rejections).Code;

    private static async Task<HttpStatusCode> BackofficeAsync(MemberVisitor visitor)
    {
        using var answer = await visitor.GetAsync("/backoffice/members");
        return answer.StatusCode;
    }

    private async Task<ClaimsPrincipal> PrincipalAsync(string login, params IEnumerable<MemberRole> roles) =>
        await PrincipalOfAsync(await MemberVisitor.EnrolAsync(market, login, roles));

    private async Task<ClaimsPrincipal> PrincipalOfAsync(Guid id)
    {
        await using var scope = market.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<Member>>();
        var principal = await signIn.CreateUserPrincipalAsync((await signIn.UserManager.FindByIdAsync($"{id}"))!);
        ((ClaimsIdentity)principal.Identity!).AddClaim(await market.SessionAsync(id));
        return principal;
    }

    private async Task<bool> StandsAsync(ClaimsPrincipal principal)
    {
        await using var scope = market.Services.CreateAsyncScope();
        using var revalidation = ActivatorUtilities.CreateInstance<MemberRevalidation>(scope.ServiceProvider);
        return await revalidation.StillStandsAsync(principal);
    }
}
