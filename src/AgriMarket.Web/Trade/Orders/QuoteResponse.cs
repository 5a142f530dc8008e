using System.ComponentModel;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Trade.Orders;

/// <summary>What an order would cost now, and why: each scheme that applies with its reason, and each that does not.</summary>
internal sealed record QuoteResponse(
    IReadOnlyList<QuoteLineResponse> Lines,
    IReadOnlyList<QuoteParcelResponse> Parcels,
    long GoodsFen,
    long ShippingFen,
    long ShippingSubsidyFen,
    long FundSubsidyFen,
    [property: Description("Send it along as expectedFen to be charged this and nothing else.")] long ToPayFen,
    IReadOnlyList<QuoteGrantResponse> Grants,
    IReadOnlyList<NoGrantResponse> NotGranted
)
{
    public static QuoteResponse Of(Quote quote, SchemeFormatter words, Refusals sentences) =>
        new(
            [
                .. quote.Lines.Select(line => new QuoteLineResponse(
                    line.Lot.Id,
                    line.Grams,
                    line.Lot.UnitGrams,
                    line.Lot.UnitPriceFen,
                    line.GoodsFen
                )),
            ],
            [
                .. quote.Parcels.Select(parcel => new QuoteParcelResponse(
                    parcel.FarmerName,
                    parcel.OriginCode,
                    parcel.Freight.Service,
                    parcel.Grams,
                    parcel.Freight.DistanceKm,
                    parcel.Freight.ChargeFen,
                    parcel.Freight.TransitDaysFrom,
                    parcel.Freight.TransitDaysTo
                )),
            ],
            quote.GoodsFen,
            quote.ShippingFen,
            quote.ShippingSubsidyFen,
            quote.FundSubsidyFen,
            quote.ToPayFen,
            [
                .. quote.Subsidies.Grants.Select(grant => new QuoteGrantResponse(
                    grant.Scheme.Id,
                    grant.Scheme.NameZh,
                    grant.Scheme.NameEn,
                    grant.AmountFen,
                    words.Because(grant.Scheme, grant.AmountFen, grant.BaseFen, grant.BaseGrams, grant.UncountedFen)
                )),
            ],
            [
                .. quote.Subsidies.NotGranted.Select(not => new NoGrantResponse(
                    not.Scheme.Id,
                    not.Scheme.NameZh,
                    not.Scheme.NameEn,
                    not.Why.Code,
                    sentences.Sentence(not.Why)
                )),
            ]
        );
}

internal sealed record QuoteLineResponse(Guid LotId, long Grams, long UnitGrams, long UnitPriceFen, long GoodsFen);

internal sealed record QuoteParcelResponse(
    string Farmer,
    string OriginCode,
    FreightService Service,
    long Grams,
    int DistanceKm,
    long ShippingFen,
    int TransitDaysFrom,
    int TransitDaysTo
);

/// <param name="Because">A sentence for people, in the language asked for.</param>
internal sealed record QuoteGrantResponse(Guid SchemeId, string NameZh, string NameEn, long AmountFen, string Because);

/// <param name="Code">Stable, such as fund.exhausted.</param>
/// <param name="Message">The same as a sentence for people.</param>
internal sealed record NoGrantResponse(Guid SchemeId, string NameZh, string NameEn, string Code, string Message);
