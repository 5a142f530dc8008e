namespace AgriMarket.Domain.Orders;

/// <summary>What a line of a paid order counts for in the campaign its lot was offered in: the goods that were not refunded.</summary>
/// <param name="Grams">Above zero.</param>
/// <param name="GrantedFen">The line's share of the order's grants, less what of it went back.</param>
public readonly record struct CampaignSale(Guid CampaignId, Guid FarmerId, string Household, long Grams, long GrantedFen)
{
    /// <summary>What the lines of an order count for as they are now, if the order is paid.</summary>
    public static IReadOnlyList<CampaignSale> Of(IEnumerable<OrderLine> lines) =>
        [
            .. lines
                .Where(line => line.CampaignId is not null && line.KeptGrams > 0)
                .Select(line => new CampaignSale(
                    line.CampaignId!.Value,
                    line.FarmerId,
                    line.Household,
                    line.KeptGrams,
                    line.GrantedFen - line.GrantReturnedFen
                )),
        ];
}
