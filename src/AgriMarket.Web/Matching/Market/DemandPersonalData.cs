using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.OwnData;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Market;

/// <summary>Demands that a member posted for an institution, with where the goods were to go.</summary>
internal sealed class DemandPersonalData : IPersonalData
{
    public async Task<IReadOnlyList<PersonalTable>> ReadAsync(MarketDb db, Guid memberId)
    {
        var demands = await db.Set<Demand>()
            .AsNoTracking()
            .Where(row => row.InstitutionId == memberId)
            .OrderByDescending(row => row.PostedAt)
            .Take(PersonalTable.MostRows)
            .ToListAsync();
        return
        [
            PersonalTable.Of(
                "demands",
                demands,
                ("number", row => row.Number),
                ("posted_at", row => row.PostedAt),
                ("status", row => row.Status.ToString()),
                ("grams", row => row.Terms.Grams),
                ("ship_to_name", row => row.Terms.ShipTo.Name),
                ("ship_to_mobile", row => row.Terms.ShipTo.Mobile),
                ("ship_to_region", row => row.Terms.ShipTo.RegionCode),
                ("ship_to_street", row => row.Terms.ShipTo.Street),
                ("note", row => row.Terms.Note)
            ),
        ];
    }

    /// <summary>Who has no institution any more can have no demand that goes on.</summary>
    public Task<Rejection?> WhyNotCloseAsync(WriteScope scope, Guid memberId) => Task.FromResult<Rejection?>(null);

    public Task EraseAsync(WriteScope scope, Guid memberId) =>
        scope
            .Db.Set<Demand>()
            .Where(row => row.InstitutionId == memberId)
            .ExecuteUpdateAsync(row =>
                row.SetProperty(it => it.Terms.ShipTo.Name, Member.ClosedName)
                    .SetProperty(it => it.Terms.ShipTo.Mobile, "")
                    .SetProperty(it => it.Terms.ShipTo.Street, "")
                    .SetProperty(it => it.Terms.Note, "")
            );
}
