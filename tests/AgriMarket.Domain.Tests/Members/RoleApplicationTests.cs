using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Tests.Support;
using static AgriMarket.Domain.Members.ApplicationAction;
using static AgriMarket.Domain.Members.ApplicationStatus;

namespace AgriMarket.Domain.Tests.Members;

public sealed class RoleApplicationTests
{
    private const string Leishan = "522634";
    private const string Another = "653228";
    private const string Province = "520000";
    private static readonly DateTime Now = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Applicant = Guid.CreateVersion7();
    private static readonly Guid Decider = Guid.CreateVersion7();
    private static readonly MemberRole[] Administrator = [MemberRole.Administrator];

    private static RoleRequest Request => new(Guid.CreateVersion7(), Applicant, MemberRole.Farmer, " 西江 苗寨 ", Leishan, "三亩辣椒");

    [Fact]
    public void AnApplicationMovesOnlyAsItsTableSays() =>
        StatusMatrix.Holds(
            RoleRules.Statuses,
            "member.application-moved",
            (Waiting, Confirm, Confirmed),
            (Waiting, Decline, Declined),
            (Confirmed, Revoke, Revoked)
        );

    [Fact]
    public void AnApplicationWaitsForADecision()
    {
        var application = Open(Request).Value;

        Assert.Equal((Waiting, "西江 苗寨", "三亩辣椒"), (application.Status, application.DisplayName, application.Statement));
        Assert.Null(application.DecidedBy);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(MemberRole.Resident)]
    [InlineData(MemberRole.Administrator)]
    [InlineData((MemberRole)99)]
    public void WhatNobodyCanAskForIsRefused(MemberRole? role) => Refused(Request with { Role = role }, "member.role-missing", "Role");

    [Fact]
    public void EachFieldIsRefusedBesideItself()
    {
        Refused(Request with { DisplayName = " \u200B " }, "member.name-missing", "DisplayName");
        Refused(Request with { DisplayName = new string('农', RoleApplication.NameMaxLength + 1) }, "member.name-long", "DisplayName");
        Refused(Request with { RegionCode = null }, "member.region-unknown", "RegionCode");
        Refused(Request with { RegionCode = "999999" }, "member.region-unknown", "RegionCode");
        Refused(
            Request with
            {
                Statement = new string('说', RoleApplication.StatementMaxLength + 1),
            },
            "member.statement-long",
            "Statement"
        );
    }

    [Fact]
    public void EveryFieldThatIsWrongIsNamedAtOnce() =>
        Assert.Equal(
            ["Role", "DisplayName", "RegionCode"],
            Open(new RoleRequest(Guid.NewGuid(), Applicant, null, null, null, null)).Rejections.Select(rejection => rejection.Field)
        );

    [Fact]
    public void ARoleIsAskedForAgainOnlyAfterItWasDeclinedOrRevoked()
    {
        var first = Open(Request).Value;
        Refused(Request, "member.application-waiting", null, first);
        Assert.True(Open(Request with { Role = MemberRole.Agent }, first).IsOk);

        Decide(first, Confirm);
        Refused(Request, "member.role-held", null, first);

        Decide(first, Revoke, "不再种地");
        Assert.True(Open(Request, first).IsOk);
    }

    [Fact]
    public void ASellerIsConfirmedForEachCountyAndVillageApart()
    {
        var first = Open(Request with { Villages = "羊排村、 也蒙村 ,羊排村" }).Value;
        Assert.Equal(["羊排村", "也蒙村"], first.Villages);
        Refused(Request with { Villages = "干荣村" }, "member.application-waiting", null, first);
        Assert.True(Open(Request with { RegionCode = Another }, first).IsOk);

        Decide(first, Confirm);
        Refused(Request with { Villages = "也蒙村" }, "member.role-held", null, first);
        Assert.True(Open(Request with { Villages = "也蒙村、干荣村" }, first).IsOk);
        Assert.True(Open(Request with { RegionCode = Another }, first).IsOk);
    }

    [Fact]
    public void OnlySoManyApplicationsOfAMemberWait()
    {
        RoleApplication[] waiting = [.. Enumerable.Range(0, RoleApplication.MaxWaiting).Select(_ => Open(Request).Value)];

        Refused(Request with { RegionCode = Another }, "member.applications-many", null, waiting);

        Decide(waiting[0], Decline, "不是您的");
        Assert.True(Open(Request with { RegionCode = Another }, waiting).IsOk);
    }

    [Fact]
    public void WhoeverSellsNothingHasOneOfficeAndNoVillages()
    {
        var office = Open(Request with { Role = MemberRole.Official, RegionCode = Province, Villages = "羊排村" }).Value;
        Assert.Empty(office.Villages);

        Decide(office, Confirm);
        Refused(Request with { Role = MemberRole.Official, RegionCode = Another }, "member.role-held", null, office);
    }

    [Fact]
    public void ASellersPlaceIsACountyWithAFewShortVillages()
    {
        Refused(Request with { RegionCode = Province }, "member.region-not-county", "RegionCode");
        Refused(Request with { Villages = new string('村', RoleApplication.VillageMaxLength + 1) }, "member.village-long", "Villages");
        Refused(
            Request with
            {
                Villages = string.Join('、', Enumerable.Range(0, RoleApplication.MaxVillages + 1)),
            },
            "member.villages-many",
            "Villages"
        );
    }

    [Fact]
    public void ADecisionNamesItsDeciderItsTimeAndItsReason()
    {
        var application = Open(Request).Value;

        Decide(application, Decline, " 请补村委会证明 ");

        Assert.Equal(
            (Declined, Decider, Now, "请补村委会证明"),
            (application.Status, application.DecidedBy, application.DecidedAt, application.Reason)
        );
    }

    [Theory]
    [InlineData(Confirm, 0, null)]
    [InlineData(Confirm, 301, "member.reason-long")]
    [InlineData(Decline, 0, "member.reason-missing")]
    [InlineData(Decline, 300, null)]
    [InlineData(Decline, 301, "member.reason-long")]
    public void WhoeverIsTurnedAwayIsToldWhy(ApplicationAction action, int length, string? refusal)
    {
        var application = Open(Request).Value;

        var decided = application.Decide(action, Decider, Administrator, null, Now, new string('因', length));

        Assert.Equal(refusal, decided.Rejections.SingleOrDefault()?.Code);
        Assert.Equal(refusal is not null, application.Status == Waiting);
    }

    [Fact]
    public void NobodyDecidesOnThemselves()
    {
        var application = Open(Request).Value;

        var decided = application.Decide(Confirm, Applicant, Administrator, null, Now);

        Assert.Equal(("member.may-not-decide", Waiting), (decided.Rejections.Single().Code, application.Status));
    }

    [Fact]
    public void WhoMayDecideOnWhatIsThisTable()
    {
        foreach (var decider in Enum.GetValues<MemberRole>())
        {
            foreach (var wanted in Enum.GetValues<MemberRole>())
            {
                var may = decider switch
                {
                    MemberRole.Administrator => true,
                    MemberRole.Official => wanted is not (MemberRole.Official or MemberRole.Administrator),
                    _ => false,
                };
                var post = decider == MemberRole.Official ? Post("640422", Duties.ConfirmMembers) : null;
                Assert.Equal((decider, wanted, may), (decider, wanted, RoleRules.MayDecide([decider], post, wanted)));
                Assert.Equal(
                    may && decider == MemberRole.Administrator,
                    RoleRules.MayDecide([decider], Post("640422", ~Duties.ConfirmMembers), wanted)
                );
            }
        }
    }

    [Theory]
    [InlineData(MemberRole.Official, "522600", Leishan, true)]
    [InlineData(MemberRole.Official, Leishan, Leishan, true)]
    [InlineData(MemberRole.Official, Leishan, "522600", false)]
    [InlineData(MemberRole.Official, "522600", Another, false)]
    [InlineData(MemberRole.Official, null, Leishan, false)]
    [InlineData(MemberRole.Administrator, null, Another, true)]
    public void AnOfficeDecidesInsideItsRegionOnly(MemberRole decider, string? office, string region, bool reaches) =>
        Assert.Equal(
            reaches,
            RoleRules.Reaches([decider], office is null ? null : Post(office, Duties.None), region, RegionFixture.Catalogue)
        );

    [Theory]
    [InlineData(Duties.Edit | Duties.Audit, true, null)]
    [InlineData(Duties.None, true, "office.duties")]
    [InlineData((Duties)64, true, "office.duties")]
    [InlineData(Duties.Edit, false, "office.not-official")]
    public void AnOfficialIsAppointedOnceConfirmed(Duties duties, bool isConfirmed, string? refusal)
    {
        var application = Open(Request with { Role = MemberRole.Official }).Value;
        if (isConfirmed)
        {
            Decide(application, Confirm);
        }

        var appointed = application.Appoint(SomeOffice, duties, Decider);

        Assert.Equal(refusal, appointed.Rejections.SingleOrDefault()?.Code);
        Assert.Equal(refusal is null ? (SomeOffice.Id, duties) : ((Guid?)null, Duties.None), (application.OfficeId, application.Duties));
    }

    [Fact]
    public void NobodyAppointsThemselvesNorWhoIsNoOfficial()
    {
        var (official, farmer) = (Open(Request with { Role = MemberRole.Official }).Value, Open(Request).Value);
        Decide(official, Confirm);
        Decide(farmer, Confirm);

        Assert.Equal("member.may-not-decide", official.Appoint(SomeOffice, Duties.Edit, Applicant).Rejections.Single().Code);
        Assert.Equal("office.not-official", farmer.Appoint(SomeOffice, Duties.Edit, Decider).Rejections.Single().Code);
    }

    [Fact]
    public void AnAdministratorMadeByACommandIsOneFromTheStart()
    {
        var record = RoleApplication.Administrator(Applicant, "管理员", Now);

        Assert.Equal((MemberRole.Administrator, Confirmed, null), (record.Role, record.Status, record.DecidedBy));
    }

    private static readonly Office SomeOffice = new()
    {
        Id = Guid.CreateVersion7(),
        Name = "某县农业农村局",
        Kind = OfficeKind.Agriculture,
        RegionCode = Leishan,
        AddedAt = Now,
    };

    private static OfficePost Post(string regionCode, Duties duties) =>
        new(Guid.CreateVersion7(), "某局", OfficeKind.Other, regionCode, duties);

    private static Result<RoleApplication> Open(RoleRequest request, params RoleApplication[] earlier) =>
        RoleApplication.Open(request, earlier, RegionFixture.Catalogue, hasMobile: true, Now);

    private static void Decide(RoleApplication application, ApplicationAction action, string reason = "") =>
        Assert.True(application.Decide(action, Decider, Administrator, null, Now, reason).IsOk);

    private static void Refused(RoleRequest request, string code, string? field, params RoleApplication[] earlier)
    {
        var rejection = Assert.Single(Open(request, earlier).Rejections);
        Assert.Equal((code, field), (rejection.Code, rejection.Field));
    }
}
