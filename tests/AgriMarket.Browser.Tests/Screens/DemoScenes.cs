using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Browser.Tests.Screens;

/// <summary>Finds or makes in the demo market what screens need to show.</summary>
internal sealed class DemoScenes(JourneyFixture fixture)
{
    /// <summary>The demo member of a role with the most to show.</summary>
    public async Task<DemoMember> DemoMemberAsync(MemberRole role)
    {
        Guid[] offered =
        [
            .. (await fixture.Get<MemberReads>().DemoMembersAsync()).Where(member => member.Role == role).Select(member => member.Id),
        ];
        var busiest = await fixture.ReadAsync(db =>
            role == MemberRole.Farmer
                ? db.Set<Parcel>()
                    .Where(parcel => offered.Contains(parcel.FarmerId))
                    .GroupBy(parcel => parcel.FarmerId)
                    .OrderByDescending(group => group.Count())
                    .Select(group => group.Key)
                    .FirstOrDefaultAsync()
                : db.Set<Order>()
                    .Where(order => offered.Contains(order.BuyerId))
                    .GroupBy(order => order.BuyerId)
                    .OrderByDescending(group => group.Count())
                    .Select(group => group.Key)
                    .FirstOrDefaultAsync()
        );
        return (await fixture.Get<MemberReads>().DemoMembersAsync()).First(member =>
            member.Role == role && (busiest == Guid.Empty || member.Id == busiest)
        );
    }

    /// <summary>An order of theirs that waits for payment, placed now when there is none.</summary>
    public async Task<Guid> UnpaidOrderAsync(DemoMember resident)
    {
        var waiting = await fixture.ReadAsync(db =>
            db.Set<Order>().FirstOrDefaultAsync(order => order.BuyerId == resident.Id && order.Status == OrderStatus.AwaitingPayment)
        );
        if (waiting is not null)
        {
            return waiting.Id;
        }

        var lot = (await OnSaleAsync(farmers: 1))[0];
        return await fixture.OrderAsync(resident.Id, lot.Id, 5 * lot.UnitGrams);
    }

    /// <summary>Something that nobody buys, reported by somebody in office.</summary>
    public async Task ReportAsync(Guid officialId)
    {
        var form = UnsoldForm.Of((await fixture.Get<UnsoldReads>().StartAsync(officialId, null))!, Weights.KilogramGrams);
        (form.ProduceCode, form.Weight) = ((await OnSaleAsync(farmers: 1))[0].ProduceCode, "800");
        (form.Quality, form.Transport) = (Enum.GetValues<UnsoldQuality>()[0], Enum.GetValues<UnsoldTransport>()[0]);
        (form.ContactName, form.ContactMobile) = ("马兰花", "13800138000");
        Assert.Empty((await fixture.Get<UnsoldService>().ReportAsync(form.ToDraft(officialId))).Rejections);
    }

    /// <summary>Lots of that many farmers with plenty left, of a campaign first.</summary>
    public async Task<IReadOnlyList<Lot>> OnSaleAsync(int farmers)
    {
        var today = fixture.Today;
        var lots = await fixture.ReadAsync(db =>
            db.Set<Lot>()
                .Where(lot => lot.Status == LotStatus.Open && lot.BestBeforeOn > today && lot.AvailableGrams > 20 * lot.UnitGrams)
                .OrderBy(lot => lot.CampaignId == null)
                .ThenBy(lot => lot.Id)
                .ToListAsync()
        );
        return [.. lots.DistinctBy(lot => lot.FarmerId).Take(farmers)];
    }
}
