using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>Reads of carts.</summary>
internal static class CartQueries
{
    /// <summary>What is in a cart, in no order.</summary>
    public static IQueryable<CartLine> CartLines(this MarketDb db, Guid cartId) =>
        db.Set<CartLine>().AsNoTracking().Where(line => line.CartId == cartId);
}

internal sealed class CartTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<CartLine>(line =>
        {
            line.ToTable("cart_lines", table => table.HasCheckConstraint("ck_cart_lines_grams", "grams > 0"));
            line.HasKey(row => new { row.CartId, row.LotId });
            line.IsClustered();
            line.HasOne<Lot>().WithMany().HasForeignKey(row => row.LotId);
        });
}
