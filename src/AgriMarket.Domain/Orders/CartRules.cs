using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Orders;

/// <summary>What somebody means to order, kept in a cart. It holds no stock: that belongs to whoever orders first.</summary>
public sealed class CartLine
{
    /// <summary>Unguessable; known only to the browser whose cart it is.</summary>
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
}
