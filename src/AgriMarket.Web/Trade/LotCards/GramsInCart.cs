namespace AgriMarket.Web.Trade.LotCards;

/// <summary>What the reader has in their cart, for the cards of those lots; whoever keeps carts hands it down to them.</summary>
public sealed record GramsInCart(IReadOnlyDictionary<Guid, long> ByLot);
