using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Orders;

/// <summary>What somebody means to order, kept in a cart. It holds no stock: that belongs to whoever orders first.</summary>
public sealed class CartLine
{
    /// <summary>The member whose cart it is; of who is not signed in, an unguessable id that only their browser knows.</summary>
    public required Guid CartId { get; init; }

    public required Guid LotId { get; init; }

    public required long Grams { get; init; }

    public required DateTime AddedAt { get; init; }
}

/// <summary>What a cart keeps of what was asked for.</summary>
/// <param name="Notice">Says that it is less than asked, and how much; null when all of it is kept.</param>
public sealed record CartPlan(long Grams, Rejection? Notice);

/// <summary>Decides what a cart may hold of a lot.</summary>
public static class CartRules
{
    /// <summary>
    /// The grams a cart line holds after <paramref name="grams"/> more are asked for. Rejects with <c>lot.off-sale</c>,
    /// <c>cart.none</c> (zero or less), <c>stock.step</c> (no whole number of sale units) or <c>cart.sold-out</c>. An amount above
    /// what is left keeps what is left, with the notice <c>cart.short</c>.
    /// </summary>
    /// <param name="alreadyGrams">What the line holds now; zero for a new line or when the new amount replaces it.</param>
    public static Result<CartPlan> Plan(Lot lot, long alreadyGrams, long grams, DateOnly today)
    {
        var field = lot.Id.ToString();
        if (!lot.IsOnSale(today))
        {
            return new Rejection("lot.off-sale", field);
        }

        if (grams <= 0)
        {
            return new Rejection("cart.none", field, lot.UnitGrams);
        }

        if (grams % lot.UnitGrams != 0)
        {
            return new Rejection("stock.step", field, lot.UnitGrams);
        }

        var most = lot.AvailableGrams - lot.AvailableGrams % lot.UnitGrams;
        if (most <= 0)
        {
            return new Rejection("cart.sold-out", field);
        }

        // An amount beyond the stock is short whatever the line holds; adding only below that keeps the sum small.
        var wanted = grams > most ? grams : alreadyGrams + grams;
        return wanted <= most ? new CartPlan(wanted, null) : new CartPlan(most, new Rejection("cart.short", field, most, wanted));
    }

    /// <summary>
    /// The lines that a member's cart gets from the one they filled before they signed in. Of a lot that is in both, the larger amount
    /// stays: it was chosen once already, and the sum was chosen by nobody. What no longer fits into the cart is left out, of the new
    /// lots those first that were put in first.
    /// </summary>
    /// <param name="own">What is in the member's cart.</param>
    /// <param name="guest">What was put into the other.</param>
    public static IReadOnlyList<CartLine> Join(Guid memberId, IReadOnlyCollection<CartLine> own, IReadOnlyCollection<CartLine> guest)
    {
        var held = own.ToDictionary(line => line.LotId, line => line.Grams);
        return
        [
            .. guest.Where(line => held.TryGetValue(line.LotId, out var grams) && grams < line.Grams).Select(Own),
            .. guest
                .Where(line => !held.ContainsKey(line.LotId))
                .OrderByDescending(line => line.AddedAt)
                .Take(Math.Max(0, Quote.MaxLines - own.Count))
                .Select(Own),
        ];

        CartLine Own(CartLine line) =>
            new()
            {
                CartId = memberId,
                LotId = line.LotId,
                Grams = line.Grams,
                AddedAt = line.AddedAt,
            };
    }
}
