using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Orders;

/// <summary>A cart line with its lot as it is now, which may be sold out or off sale.</summary>
public sealed record CartItem(Lot Lot, long Grams, DateTime AddedAt)
{
    /// <summary>How many sale units the line asks for.</summary>
    public long Units => Grams / Lot.UnitGrams;

    /// <summary>What the line's goods cost at the present price, for showing; an order computes its own.</summary>
    public long GoodsFen => Units * Lot.UnitPriceFen;

    public bool CanBeOrdered(DateOnly today) => Lot.CanBeOrdered(today);
}

/// <summary>
/// Keeps carts. A cart moves no stock and no money, so its rows are written directly, not by the market's writer. Every read
/// and write is of one cart, by its id from <see cref="CartCookie"/>.
/// </summary>
public sealed class CartService(IDbContextFactory<MarketDb> contexts, TimeProvider clock)
{
    /// <summary>Changes to one line at once, from two taps or two pages of one browser; more than a person makes.</summary>
    private const int MaxAttempts = 20;

    /// <summary>
    /// Puts more of a lot into the cart. Refused as <see cref="Cart.Plan"/> says and with <c>cart.full</c>; the refusal
    /// <c>cart.short</c> alone tells that the line now holds all that is left.
    /// </summary>
    /// <returns>The grams the line holds.</returns>
    public Task<Result<long>> AddAsync(Guid cartId, Guid lotId, long grams) => ChangeAsync(cartId, lotId, grams, adds: true);

    /// <summary>Makes a line hold exactly so much. Refused like <see cref="AddAsync"/>; the line then stays as it was.</summary>
    /// <returns>The grams the line holds.</returns>
    public Task<Result<long>> SetAsync(Guid cartId, Guid lotId, long grams) => ChangeAsync(cartId, lotId, grams, adds: false);

    public Task RemoveAsync(Guid cartId, Guid lotId) => ClearAsync(cartId, [lotId]);

    /// <summary>Takes these lots out of the cart, as after an order.</summary>
    public async Task ClearAsync(Guid cartId, IReadOnlyCollection<Guid> lotIds)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await Lines(db, cartId).Where(line => lotIds.Contains(line.LotId)).ExecuteDeleteAsync();
    }

    /// <summary>The cart's lines in the order they were put in.</summary>
    public async Task<IReadOnlyList<CartItem>> ReadAsync(Guid cartId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await Lines(db, cartId)
            .OrderBy(line => line.AddedAt)
            .ThenBy(line => line.LotId)
            .Join(db.Set<Lot>().AsNoTracking(), line => line.LotId, lot => lot.Id, (line, lot) => new CartItem(lot, line.Grams, line.AddedAt))
            .ToListAsync();
    }

    /// <summary>How many lots are in the cart.</summary>
    public async Task<int> CountAsync(Guid cartId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await Lines(db, cartId).CountAsync();
    }

    private async Task<Result<long>> ChangeAsync(Guid cartId, Guid lotId, long grams, bool adds)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var lot = await db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == lotId);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var before = await Lines(db, cartId).Where(line => line.LotId == lotId).Select(line => (long?)line.Grams).FirstOrDefaultAsync();
            var decided = Cart.Plan(lot, adds ? before ?? 0 : 0, grams, ChinaTime.Day(clock.GetUtcNow().UtcDateTime));
            if (!decided.IsOk)
            {
                return Result<long>.Refused(decided.Rejections);
            }

            if (before is null && await Lines(db, cartId).CountAsync() >= Quote.MaxLines)
            {
                return new Rejection("cart.full", null, Quote.MaxLines);
            }

            var plan = decided.Value;
            if (await SaveAsync(db, cartId, lotId, before, plan.Grams))
            {
                return plan.Notice is { } notice ? notice : plan.Grams;
            }
        }

        return new Rejection("market.busy");
    }

    /// <summary>False when the line is no longer as it was read: then it is read again.</summary>
    private async Task<bool> SaveAsync(MarketDb db, Guid cartId, Guid lotId, long? before, long grams)
    {
        if (before is not null)
        {
            return await Lines(db, cartId).Where(line => line.LotId == lotId && line.Grams == before)
                .ExecuteUpdateAsync(line => line.SetProperty(it => it.Grams, grams)) == 1;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Database.ExecuteSqlAsync(
            $"INSERT INTO cart_lines (cart_id, lot_id, grams, added_at) VALUES ({cartId}, {lotId}, {grams}, {now}) ON CONFLICT DO NOTHING") == 1;
    }

    private static IQueryable<CartLine> Lines(MarketDb db, Guid cartId) => db.Set<CartLine>().AsNoTracking().Where(line => line.CartId == cartId);
}
