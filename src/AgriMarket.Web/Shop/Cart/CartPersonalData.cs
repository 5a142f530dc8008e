using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.OwnData;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>What lies in a member's cart.</summary>
internal sealed class CartPersonalData : IPersonalData
{
    public async Task<IReadOnlyList<PersonalTable>> ReadAsync(MarketDb db, Guid memberId)
    {
        var lines = await db.CartLines(memberId).OrderByDescending(line => line.AddedAt).ToListAsync();
        return
        [
            PersonalTable.Of("cart", lines, ("lot_id", row => row.LotId), ("grams", row => row.Grams), ("added_at", row => row.AddedAt)),
        ];
    }

    /// <summary>A cart binds nobody.</summary>
    public Task<Rejection?> WhyNotCloseAsync(WriteScope scope, Guid memberId) => Task.FromResult<Rejection?>(null);

    public Task EraseAsync(WriteScope scope, Guid memberId) => scope.Db.CartLines(memberId).ExecuteDeleteAsync();
}
