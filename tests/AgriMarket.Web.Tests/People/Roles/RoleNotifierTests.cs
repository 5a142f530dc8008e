using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.People.Roles;

/// <summary>Those who decide are told that an application waits, and applicants what was decided.</summary>
public sealed class RoleNotifierTests(MarketApp market) : IClassFixture<MarketApp>
{
    /// <summary>A county that no other official of these tests reaches.</summary>
    private const string County = "520326";

    private readonly FarmFixture scene = new(market);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnApplicationIsToldToTheOfficialsOfItsPlaceOnceAndItsDecisionToTheApplicant()
    {
        var official = await scene.JoinAsync([MemberRole.Official], County);
        var elsewhere = await scene.JoinAsync([MemberRole.Official], "522634");
        var administrator = await scene.JoinAsync(MemberRole.Administrator);
        var applicant = await scene.JoinAsync();
        var request = new RoleRequest(Guid.CreateVersion7(), applicant.Id, MemberRole.Farmer, "山里人家", County, "");

        Assert.True((await scene.Get<RoleService>().ApplyAsync(request)).IsOk);
        Assert.True((await scene.Get<RoleService>().ApplyAsync(request)).IsOk);

        var waits = Assert.Single(await ToldAsync(official.Id));
        Assert.Equal((RoleNotifications.Waits.Code, "山里人家", "Farmer"), (waits.Kind, waits.About.Name, waits.About.Outcome));
        Assert.Contains("农户", scene.GetScoped<NotificationFormatter>().Sentence(waits), StringComparison.Ordinal);
        Assert.Empty(await ToldAsync(elsewhere.Id));
        Assert.Empty(await ToldAsync(administrator.Id));

        Assert.True(
            (await scene.Get<RoleService>().DecideAsync(request.Id, ApplicationAction.Decline, "请先补材料", administrator.Id)).IsOk
        );

        var decided = Assert.Single(await ToldAsync(applicant.Id));
        Assert.Equal((RoleNotifications.Declined.Code, "请先补材料"), (decided.Kind, decided.About.Name));
    }

    [Fact]
    public async Task WhereNoOfficialDecidesAdministratorsAreTold()
    {
        var administrator = await scene.JoinAsync(MemberRole.Administrator);
        var applicant = await scene.JoinAsync();

        Assert.True(
            (
                await scene
                    .Get<RoleService>()
                    .ApplyAsync(new RoleRequest(Guid.CreateVersion7(), applicant.Id, MemberRole.Official, "商务局", County, ""))
            ).IsOk
        );

        Assert.Contains(await ToldAsync(administrator.Id), told => told.About is { Outcome: "Official", Name: "商务局" });
    }

    private async Task<List<Notification>> ToldAsync(Guid memberId)
    {
        await using var db = OrderFixture.Db(market);
        return await db.NotificationsOf(memberId).AsNoTracking().ToListAsync(Cancel);
    }
}
