using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Cases;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Trade.Audits;

/// <summary>Grants are drawn by a seed that nobody can steer, looked at, and published.</summary>
public sealed partial class GrantAuditTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStrangerRecomputesTheDrawFromWhatIsPublished()
    {
        var (trade, lotId) = await OpenAsync("522701");
        var audits = AuditFixture.Open(market, perDay: 2);
        using var stranger = new PageVisitor(market);
        await audits.CommitAsync();
        await audits.FinishAsync(trade, lotId, parcels: 4);
        var list = $"/audits/{audits.Day:yyyy-MM-dd}/candidates.csv";
        var before = await stranger.ReadAsync("/audits");
        Assert.DoesNotContain(await SeedAsync(audits.Day), before, StringComparison.Ordinal);
        await stranger.ReadAsync(list);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, stranger.Status);

        await audits.DrawTomorrowAsync();
        await Task.WhenAll(audits.Draws.DrawAsync(audits.Day), audits.Draws.DrawAsync(audits.Day), audits.Draws.RunDueAsync(Cancel));

        var page = await stranger.ReadAsync("/audits");
        var seed = Code()
            .Matches(page)
            .Select(found => found.Groups[1].Value)
            .Single(code => !before.Contains(code) && before.Contains(Sha256(code, "")));
        var rows = (await stranger.ReadAsync(list)).Trim().Split('\n').Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(4, rows.Count);
        Assert.Equal(
            rows.Select(row => row[0]).OrderBy(id => Sha256(seed, id.Replace("-", "")), StringComparer.Ordinal).Take(2).Order(),
            rows.Where(row => row[2] == "1").Select(row => row[0]).Order()
        );
        var drawn = await audits.DrawnAsync();
        Assert.Equal(2, drawn.Count);
        await using var db = trade.Db();
        Assert.Equal(2, await db.Set<Notification>().CountAsync(row => row.Kind == "AuditAsked" && row.MemberId == trade.Farmer, Cancel));
        Assert.DoesNotContain("杨大山", page, StringComparison.Ordinal);
        Assert.DoesNotContain("某人", page, StringComparison.Ordinal);
        await InvariantAssert.AssertHoldAsync(db);
    }

    [Fact]
    public async Task TheSellerAnswersOnTheirPageAndAnAuditorOfTheCountyDecides()
    {
        var (seller, sellerId) = await MemberVisitor.SignedInAsync(market, "seller@example.com", MemberRole.Farmer);
        var (auditor, auditorId) = await MemberVisitor.SignedInAsync(market, "auditor@example.com", MemberRole.Official);
        using (seller)
        using (auditor)
        {
            var (trade, lotId) = await OpenAsync(OrderFixture.Leishan, sellerId);
            var elsewhere = await OrderFixture.OpenAsync(market, "522702");
            var audits = AuditFixture.Open(market, perDay: 1);
            await audits.CommitAsync();
            await audits.FinishAsync(trade, lotId, parcels: 1, sellerId);
            await audits.DrawTomorrowAsync();
            var audit = Assert.Single(await audits.DrawnAsync());
            Assert.Contains("等您回答", await seller.ReadAsync("/farm"), StringComparison.Ordinal);
            Assert.Equal(
                "audit.unknown",
                (await audits.Service.AnswerAsync(audit.ParcelId, trade.Farmer, new("我", ""))).Rejections[0].Code
            );

            var tooLong = new string('长', 501);
            var refused = await AnswerAsync(seller, audit.ParcelId, tooLong);
            Assert.Contains("最多写 500 个字", refused, StringComparison.Ordinal);
            Assert.Contains(tooLong, refused, StringComparison.Ordinal);
            Assert.Contains("收到了", await AnswerAsync(seller, audit.ParcelId, "村口交给顺丰小哥"), StringComparison.Ordinal);

            Assert.Contains("村口交给顺丰小哥", await auditor.ReadAsync("/backoffice/audits"), StringComparison.Ordinal);
            Assert.Contains("抽查答复等核对", await auditor.ReadAsync("/backoffice"), StringComparison.Ordinal);
            await using var db = trade.Db();
            await db.SetDutiesAsync(trade.Proposer, Duties.Edit);
            foreach (
                var (member, code) in new[]
                {
                    (elsewhere.Approver, "member.other-region"),
                    (trade.Proposer, "office.duty-audit"),
                    (sellerId, "office.not-official"),
                }
            )
            {
                Assert.Equal(code, (await audits.Service.DecideAsync(audit.ParcelId, true, "好", member)).Rejections[0].Code);
            }

            Assert.True((await audits.Service.DecideAsync(audit.ParcelId, true, "扫描和说法一致", auditorId)).IsOk);

            Assert.Contains("扫描和说法一致", await seller.ReadAsync($"/farm/audits/{audit.ParcelId}"), StringComparison.Ordinal);
            Assert.Equal(
                ["act.audit-answer", "act.audit-ask", "act.audit-decide"],
                await db.Set<Act>()
                    .Where(act => act.SubjectId == audit.ParcelId && act.Kind.StartsWith("act.audit"))
                    .Select(act => act.Kind)
                    .Order()
                    .ToListAsync(Cancel)
            );
            Assert.Equal(1, await db.Set<Notification>().CountAsync(row => row.Kind == "AuditDecided" && row.MemberId == sellerId, Cancel));
        }
    }

    [Fact]
    public async Task AMissedDayIsDrawnLaterAndWhatNobodyAnswersEndsAsNotProven()
    {
        var (trade, lotId) = await OpenAsync("522722");
        var audits = AuditFixture.Open(market, perDay: 100);
        await audits.CommitAsync();
        await audits.FinishAsync(trade, lotId, parcels: 1);
        market.Clock.Advance(TimeSpan.FromDays(3));
        await audits.Draws.RunDueAsync(Cancel);
        var mine = (await audits.DrawnAsync()).Single(audit => audit.FarmerId == trade.Farmer);
        await audits.Service.LapseDueAsync(Cancel);
        Assert.Equal(GrantAuditStatus.Asked, (await audits.DrawnAsync()).Single(audit => audit.ParcelId == mine.ParcelId).Status);

        market.Clock.SetUtcNow(new DateTimeOffset(mine.AnswerBefore));
        await audits.Service.LapseDueAsync(Cancel);

        Assert.True((await audits.DrawnAsync()).Single(audit => audit.ParcelId == mine.ParcelId).IsLapsed);
        Assert.Equal("audit.moved", (await audits.Service.AnswerAsync(mine.ParcelId, trade.Farmer, new("晚了", ""))).Rejections[0].Code);
        await using var db = trade.Db();
        Assert.Equal(1, await db.Set<Act>().CountAsync(act => act.SubjectId == mine.ParcelId && act.Kind == "act.audit-lapse", Cancel));
        Assert.Equal(1, await db.Set<Notification>().CountAsync(row => row.Kind == "AuditLapsed" && row.MemberId == trade.Farmer, Cancel));
        await InvariantAssert.AssertHoldAsync(db);
    }

    [Fact]
    public async Task NothingIsCommittedToWhileAuditsAreOff()
    {
        var off = AuditFixture.Open(market, perDay: 0);
        market.Clock.Advance(TimeSpan.FromDays(5));
        await off.Draws.RunDueAsync(Cancel);
        await off.CommitAsync();

        await using var db = OrderFixture.Db(market);
        Assert.False(await db.Set<AuditSeed>().AnyAsync(seed => seed.Day >= off.Day, Cancel));
    }

    /// <summary>On a day that no other test has a seed of.</summary>
    private async Task<(OrderFixture Trade, Guid LotId)> OpenAsync(string county, Guid? seller = null)
    {
        market.Clock.Advance(TimeSpan.FromDays(3));
        var trade = await OrderFixture.OpenAsync(market, county);
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 200, 0, 10_000);
        return (trade, await trade.ListAsync(50_000, seller));
    }

    private static async Task<string> AnswerAsync(MemberVisitor seller, Guid parcelId, string text)
    {
        using var answer = await seller.SendAsync($"/farm/audits/{parcelId}", "answer", ("Form.Text", text), ("Form.Number", ""));
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<string> SeedAsync(DateOnly day)
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<AuditSeed>().Where(seed => seed.Day == day).Select(seed => seed.Seed).SingleAsync(Cancel);
    }

    /// <summary>With nothing of the market's own: two strings of hexadecimal digits, one after the other.</summary>
    private static string Sha256(string seed, string id) => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(seed + id)));

    [GeneratedRegex("<code[^>]*>([0-9a-f]{64})</code>")]
    private static partial Regex Code();
}
