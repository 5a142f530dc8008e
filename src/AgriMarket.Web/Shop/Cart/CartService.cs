using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>A cart line with its lot as it is now, which may be sold out or off sale.</summary>
public sealed record CartItem(Lot Lot, long Grams, DateTime AddedAt)
{
    /// <summary>How many sale units the line asks for.</summary>
    public long Units => Grams / Lot.UnitGrams;

    /// <summary>What the line's goods cost at the present price, for showing; an order computes its own.</summary>
    public long GoodsFen => Units * Lot.UnitPriceFen;

    public bool CanBeOrdered(DateOnly today) => Lot.CanBeOrdered(today);

    /// <summary>Grams to ask for instead of what was refused, of which the cart keeps what there is; zero where nothing is.</summary>
    public long LeftGrams(Rejection problem, DateOnly today) =>
        (problem.Code, CanBeOrdered(today)) switch
        {
            ("stock.short", true) => Grams,
            ("stock.new-buyers", true) => (long)problem.Args[0],
            _ => 0,
        };
}

/// <summary>
/// Keeps carts. A cart moves no stock and no money, so its rows are written directly, not by the market's writer. Every read
/// and write is of one cart, by the member's id or that from <see cref="CartCookie"/>.
/// </summary>
public sealed class CartService(IDbContextFactory<MarketDb> contexts, TimeProvider clock, DueWork due, LiveFeed feed)
{
    /// <summary>Changes to one line at once, from two taps or two pages of one browser; more than a person makes.</summary>
    private const int MaxAttempts = 20;

    /// <summary>
    /// A month longer than a browser keeps its cart, because more of a lot that is in it already lets the browser keep the cart anew. A
    /// member's goes then too: what was put in so long ago is seldom on sale.
    /// </summary>
    public const int OldAfterDays = CartCookie.KeptDays + 30;

    /// <summary>What is in one cart. Nobody watches it by a name of their own making: pages watch the cart that they show.</summary>
    public static string Topic(Guid cartId) => $"cart:{cartId}";

    /// <summary>
    /// Puts more of a lot into the cart. Rejects as <see cref="CartRules.Plan"/> says and with <c>cart.full</c>; the refusal
    /// <c>cart.short</c> alone tells that the line now holds all that is left.
    /// </summary>
    /// <returns>The grams the line holds.</returns>
    public async Task<Result<long>> AddAsync(Guid cartId, Guid lotId, long grams) =>
        Held(await ChangeAsync(cartId, lotId, _ => grams, adds: true));

    /// <summary>Puts one more sale unit of a lot into the cart. Refused like <see cref="AddAsync"/>.</summary>
    /// <returns>The line as it is now.</returns>
    public Task<Result<CartItem>> AddOneAsync(Guid cartId, Guid lotId) => ChangeAsync(cartId, lotId, lot => lot.UnitGrams, adds: true);

    /// <summary>Takes one sale unit of a lot out of the cart, and its line with the last.</summary>
    /// <returns>What the line holds now, zero grams when it is gone; null where there was none.</returns>
    public async Task<CartItem?> TakeOneAsync(Guid cartId, Guid lotId)
    {
        if ((await ReadAsync(cartId)).FirstOrDefault(item => item.Lot.Id == lotId) is not { } before)
        {
            return null;
        }

        await TakeAsync(cartId, [new WantedLine(lotId, before.Lot.UnitGrams)]);
        return before with { Grams = (await GramsAsync(cartId)).GetValueOrDefault(lotId) };
    }

    /// <summary>Makes a line hold exactly so much. Refused like <see cref="AddAsync"/>; the line then stays as it was.</summary>
    /// <returns>The grams the line holds.</returns>
    public async Task<Result<long>> SetAsync(Guid cartId, Guid lotId, long grams) =>
        Held(await ChangeAsync(cartId, lotId, _ => grams, adds: false));

    public async Task RemoveAsync(Guid cartId, Guid lotId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.CartLines(cartId).Where(line => line.LotId == lotId).ExecuteDeleteAsync();
        Announce(cartId);
    }

    /// <summary>Takes what was ordered out of the cart. What was put in since then stays, be it more of the same lot.</summary>
    public async Task TakeAsync(Guid cartId, IEnumerable<WantedLine> ordered)
    {
        await using var db = await contexts.CreateDbContextAsync();
        foreach (var (lotId, grams) in ordered)
        {
            var line = db.CartLines(cartId).Where(row => row.LotId == lotId);
            // Another amount may be written between the two, and then neither changes anything.
            while (
                await line.Where(row => row.Grams <= grams).ExecuteDeleteAsync() == 0
                && await line.Where(row => row.Grams > grams)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.Grams, it => it.Grams - grams)) == 0
                && await line.AnyAsync()
            ) { }
        }

        Announce(cartId);
    }

    /// <summary>
    /// Moves what is in a browser's cart into a member's, as <see cref="CartRules.Join"/> says. A replay changes nothing.
    /// </summary>
    public async Task JoinAsync(Guid guestId, Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var guest = await db.CartLines(guestId).ToListAsync();
        foreach (var line in CartRules.Join(memberId, await db.CartLines(memberId).ToListAsync(), guest))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO cart_lines (cart_id, lot_id, grams, added_at) VALUES ({db.Stored(line.CartId)}, {db.Stored(line.LotId)},
                {line.Grams}, {db.Stored(line.AddedAt)})
                ON CONFLICT (cart_id, lot_id) DO UPDATE SET grams = excluded.grams WHERE cart_lines.grams < excluded.grams
                """
            );
        }

        var lots = guest.Select(line => line.LotId).ToList();
        await db.CartLines(guestId).Where(line => lots.Contains(line.LotId)).ExecuteDeleteAsync();
        Announce(guestId);
        Announce(memberId);
    }

    /// <summary>
    /// Removes the carts into which no new lot was put for <see cref="OldAfterDays"/>: no browser knows them any more, or no member.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> RemoveOldAsync(CancellationToken stop = default) =>
        (await due.RunAsync(DueKind.ByTime(OldCartJob.Name, OldCarts, RemoveAllAsync), stop)).Done;

    /// <summary>The cart's lines in the order they were put in.</summary>
    public async Task<IReadOnlyList<CartItem>> ReadAsync(Guid cartId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.CartLines(cartId)
            .OrderBy(line => line.AddedAt)
            .ThenBy(line => line.LotId)
            .Join(
                db.Set<Lot>().AsNoTracking(),
                line => line.LotId,
                lot => lot.Id,
                (line, lot) => new CartItem(lot, line.Grams, line.AddedAt)
            )
            .ToListAsync();
    }

    /// <summary>Whether so much of each lot is in the cart, or more.</summary>
    public async Task<bool> HoldsAsync(Guid cartId, IEnumerable<WantedLine> lines)
    {
        var held = await GramsAsync(cartId);
        return lines.All(line => held.GetValueOrDefault(line.LotId) >= line.Grams);
    }

    /// <summary>How much of each lot is in the cart.</summary>
    public async Task<Dictionary<Guid, long>> GramsAsync(Guid cartId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.CartLines(cartId).ToDictionaryAsync(line => line.LotId, line => line.Grams);
    }

    /// <summary>How many lots are in the cart.</summary>
    public async Task<int> CountAsync(Guid cartId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.CartLines(cartId).CountAsync();
    }

    private void Announce(Guid cartId) => feed.Publish(new LiveSignal(Topic(cartId), clock.GetUtcNow().UtcDateTime));

    private static IQueryable<DueItem> OldCarts(MarketDb db, DateTime now)
    {
        var limit = now.AddDays(-OldAfterDays);
        return db.Set<CartLine>()
            .AsNoTracking()
            .GroupBy(line => line.CartId)
            .Select(cart => new DueItem { Id = cart.Key, At = cart.Max(line => line.AddedAt) })
            .Where(cart => cart.At < limit);
    }

    private async Task<Result<Done>> RemoveAllAsync(Guid cartId, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        await db.CartLines(cartId).ExecuteDeleteAsync(stop);
        return Done.Instance;
    }

    private async Task<Result<CartItem>> ChangeAsync(Guid cartId, Guid lotId, Func<Lot, long> wanted, bool adds)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == lotId) is not { } lot)
        {
            return new Rejection("lot.off-sale", lotId.ToString());
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var before = await db.CartLines(cartId)
                .Where(line => line.LotId == lotId)
                .Select(line => (long?)line.Grams)
                .FirstOrDefaultAsync();
            var decided = CartRules.Plan(lot, adds ? before ?? 0 : 0, wanted(lot), ChinaTime.Day(now));
            if (!decided.IsOk)
            {
                return Result<CartItem>.Refused(decided.Rejections);
            }

            if (before is null && await db.CartLines(cartId).CountAsync() >= Quote.MaxLines)
            {
                return new Rejection("cart.full", null, Quote.MaxLines);
            }

            var plan = decided.Value;
            if (
                await SaveAsync(
                    db,
                    new CartLine
                    {
                        CartId = cartId,
                        LotId = lotId,
                        Grams = plan.Grams,
                        AddedAt = now,
                    },
                    before
                )
            )
            {
                Announce(cartId);
                return plan.Notice is { } shortage ? shortage : new CartItem(lot, plan.Grams, now);
            }
        }

        return new Rejection("market.busy");
    }

    /// <summary>False when the line is no longer as it was read: then it is read again.</summary>
    private static async Task<bool> SaveAsync(MarketDb db, CartLine line, long? before) =>
        before is null
            ? await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO cart_lines (cart_id, lot_id, grams, added_at) VALUES ({db.Stored(line.CartId)}, {db.Stored(line.LotId)},
                {line.Grams}, {db.Stored(line.AddedAt)}) ON CONFLICT DO NOTHING
                """
            ) == 1
            : await db.CartLines(line.CartId)
                .Where(row => row.LotId == line.LotId && row.Grams == before)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.Grams, line.Grams)) == 1;

    private static Result<long> Held(Result<CartItem> changed) =>
        changed.IsOk ? changed.Value.Grams : Result<long>.Refused(changed.Rejections);
}
