using System.ComponentModel;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Platform.Shell;
using AgriMarket.Web.Subsidies;

namespace AgriMarket.Web.Orders;

/// <summary>What an order would cost now, and why: each scheme that applies with its reason, and each that does not.</summary>
internal sealed record QuoteAnswer(
    IReadOnlyList<QuoteLineAnswer> Lines,
    IReadOnlyList<QuoteParcelAnswer> Parcels,
    long GoodsFen,
    long ShippingFen,
    long ShippingSubsidyFen,
    long FundSubsidyFen,
    [property: Description("Send it along as expectedFen to be charged this and nothing else.")] long ToPayFen,
    IReadOnlyList<QuoteGrantAnswer> Grants,
    IReadOnlyList<NoGrantAnswer> NotGranted)
{
    public static QuoteAnswer Of(Quote quote, SchemeWords words, Refusals sentences) => new(
        [.. quote.Lines.Select(line => new QuoteLineAnswer(line.Lot.Id, line.Grams, line.Lot.UnitGrams, line.Lot.UnitPriceFen, line.GoodsFen))],
        [.. quote.Parcels.Select(parcel => new QuoteParcelAnswer(
            parcel.FarmerName, parcel.OriginCode, parcel.Freight.Service, parcel.Grams, parcel.Freight.DistanceKm, parcel.Freight.ChargeFen, parcel.Freight.TransitDaysFrom, parcel.Freight.TransitDaysTo))],
        quote.GoodsFen, quote.ShippingFen, quote.ShippingSubsidyFen, quote.FundSubsidyFen, quote.ToPayFen,
        [.. quote.Subsidies.Grants.Select(grant => new QuoteGrantAnswer(
            grant.Scheme.Id, grant.Scheme.NameZh, grant.Scheme.NameEn, grant.AmountFen, words.Because(grant.Scheme, grant.AmountFen, grant.BaseFen, grant.BaseGrams)))],
        [.. quote.Subsidies.NotGranted.Select(not => new NoGrantAnswer(not.Scheme.Id, not.Scheme.NameZh, not.Scheme.NameEn, not.Why.Code, sentences.Sentence(not.Why)))]);
}

internal sealed record QuoteLineAnswer(Guid LotId, long Grams, long UnitGrams, long UnitPriceFen, long GoodsFen);

internal sealed record QuoteParcelAnswer(
    string Farmer, string OriginCode, FreightService Service, long Grams, int DistanceKm, long ShippingFen, int TransitDaysFrom, int TransitDaysTo);

/// <param name="Because">A sentence for people, in the language asked for.</param>
internal sealed record QuoteGrantAnswer(Guid SchemeId, string NameZh, string NameEn, long AmountFen, string Because);

/// <param name="Code">Stable, such as fund.exhausted.</param>
/// <param name="Message">The same as a sentence for people.</param>
internal sealed record NoGrantAnswer(Guid SchemeId, string NameZh, string NameEn, string Code, string Message);
