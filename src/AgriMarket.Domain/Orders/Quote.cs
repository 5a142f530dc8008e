using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Domain.Orders;

/// <summary>A weight of a lot that somebody wants to buy. Never carries a price.</summary>
public readonly record struct WantedLine(Guid LotId, long Grams);

/// <summary>Everything a quote is computed from, as of one moment.</summary>
/// <param name="Lots">The wanted lots that exist.</param>
/// <param name="Schemes">Every scheme that might apply, with what has become of it so far, also for the buyer.</param>
/// <param name="TransitDays">The market's usual days on the way, by which the risk of a lot is counted: the same for all buyers.</param>
/// <param name="Buyer">What is known of the buyer; null where nothing is.</param>
public sealed record QuoteFacts(
    IReadOnlyDictionary<Guid, Lot> Lots,
    IReadOnlyCollection<FundedScheme> Schemes,
    ProduceCatalogue Produce,
    ReferencePriceList References,
    RegionCatalogue Regions,
    FreightTariff Tariff,
    DateTime Now,
    int TransitDays,
    BuyerFacts? Buyer = null
);

/// <summary>What the market knows of a buyer.</summary>
/// <param name="MobileKey">Of the mobile number they have proved.</param>
/// <param name="AddressKey">Of the door they order to, once they have named it.</param>
/// <param name="Share">What bounds buyers whom the market does not know yet; null for the others.</param>
public sealed record BuyerFacts(string? MobileKey, string? AddressKey, NewBuyerShare? Share)
{
    public static readonly BuyerFacts None = new(null, null, null);

    /// <summary>The buyer as caps count them.</summary>
    public BuyerIdentity Of(Guid memberId) => new(memberId, MobileKey, AddressKey);
}

/// <param name="Reference">What the kind is worth; null where nobody knows.</param>
public sealed record QuoteLine(Lot Lot, long Grams, long GoodsFen, ReferencePrice? Reference = null);

/// <summary>What one farmer sends from one county, and what carrying it costs.</summary>
/// <param name="LeavesOn">The China day on which all of it is ready, today at the earliest.</param>
public sealed record QuoteParcel(Guid FarmerId, string FarmerName, string OriginCode, long Grams, FreightQuote Freight, DateOnly LeavesOn)
{
    /// <summary>What may be added to it without any more freight, to the gram.</summary>
    public long FreeGrams(string destinationCode, FreightTariff tariff) =>
        tariff.RateOf(Freight.Service, OriginCode, destinationCode, Freight.DistanceKm)!.HeaviestAtSameCharge(Grams) - Grams;

    /// <summary>Why it may bring a line too late; null when it comes in time even on the last day that its way may take.</summary>
    internal Rejection? WhyLate(Lot lot)
    {
        var last = SellingDays.ArrivesOn(LeavesOn, LeavesOn, Freight.TransitDaysTo);
        if (last <= lot.BestBeforeOn)
        {
            return null;
        }

        var first = SellingDays.ArrivesOn(LeavesOn, LeavesOn, Freight.TransitDaysFrom);
        return first <= lot.BestBeforeOn
            ? new Rejection("order.may-arrive-late", lot.Id.ToString(), last, lot.BestBeforeOn, first)
            : new Rejection("order.arrives-late", lot.Id.ToString(), first, lot.BestBeforeOn);
    }

    /// <summary>The same parcel, to be there by a day that its way can keep.</summary>
    internal QuoteParcel By(DateOnly day) =>
        this with
        {
            Freight = Freight with { TransitDaysTo = Math.Min(Freight.TransitDaysTo, day.DayNumber - LeavesOn.DayNumber) },
        };
}

/// <summary>What an order would cost now, with the reason of every grant and of every scheme that does not apply.</summary>
public sealed record Quote(IReadOnlyList<QuoteLine> Lines, IReadOnlyList<QuoteParcel> Parcels, SubsidyPlan Subsidies)
{
    public const int MaxLines = 50;

    public long GoodsFen => Lines.Sum(line => line.GoodsFen);

    public long ShippingFen => Parcels.Sum(parcel => parcel.Freight.ChargeFen);

    public long ShippingSubsidyFen => Subsidies.SumFen(SubsidySide.Shipping);

    public long FundSubsidyFen => Subsidies.SumFen(SubsidySide.Goods);

    public long ToPayFen => GoodsFen + ShippingFen - ShippingSubsidyFen - FundSubsidyFen;

    /// <summary>
    /// Prices wanted lines for a destination, or says for each line why it cannot be had. A line that is past its best-before date when it
    /// arrives is refused: <c>order.arrives-late</c> where even the earliest arrival is, <c>order.may-arrive-late</c> where only the latest
    /// is.
    /// </summary>
    /// <param name="buyerId">Farmers cannot buy from themselves: that would turn subsidies into income. Null for nobody in
    /// particular.</param>
    /// <param name="forEarlierArrival">The buyer takes what may come late on the condition that it comes in time: its parcel then has
    /// so many days for its way, and no more.</param>
    public static Result<Quote> For(
        IReadOnlyCollection<WantedLine> wanted,
        string destinationCode,
        Guid? buyerId,
        QuoteFacts facts,
        bool forEarlierArrival = false
    )
    {
        if (WhyNot(wanted, destinationCode, buyerId, facts) is { Count: > 0 } wrong)
        {
            return wrong;
        }

        QuoteLine[] lines = [.. wanted.Select(line => Price(facts.Lots[line.LotId], line.Grams))];
        var today = ChinaTime.Day(facts.Now);
        QuoteParcel?[] parcels =
        [
            .. lines
                .GroupBy(line => (line.Lot.FarmerId, line.Lot.OriginCode))
                .Select(group => Pack([.. group], destinationCode, facts, today)),
        ];
        if (parcels.Contains(null))
        {
            return new Rejection("freight.no-route", nameof(Address.RegionCode));
        }

        return KeepDays(lines, parcels!, forEarlierArrival) is { } late
            ? late
            : Subsidise(lines, parcels!, destinationCode, buyerId, facts);
    }

    private static Quote Subsidise(QuoteLine[] lines, QuoteParcel[] parcels, string destinationCode, Guid? buyerId, QuoteFacts facts)
    {
        var today = ChinaTime.Day(facts.Now);
        SubsidyLine[] subsidised = Array.ConvertAll(
            lines,
            line =>
                SubsidyLine.Of(
                    line.Lot,
                    facts.Produce.Find(line.Lot.ProduceCode)!.Category,
                    line.Grams,
                    line.GoodsFen,
                    facts.References,
                    today,
                    facts.TransitDays
                )
        );
        var shippingFen = parcels.Sum(parcel => parcel.Freight.ChargeFen);
        var buyer = facts.Buyer ?? BuyerFacts.None;
        Func<FundedScheme, long>? roomFen = buyer.Share is { } share ? share.RoomFen : null;
        var order = new SubsidyOrder(
            subsidised,
            shippingFen,
            buyerId is { } id ? buyer.Of(id) : null,
            destinationCode,
            facts.Regions,
            facts.Now,
            roomFen
        );
        return new Quote(
            [.. lines.Select((line, i) => line with { Reference = subsidised[i].Reference })],
            parcels,
            Subsidy.Plan(facts.Schemes, order)
        );
    }

    /// <summary>Why the lines cannot be had there; empty when they can.</summary>
    private static List<Rejection> WhyNot(IReadOnlyCollection<WantedLine> wanted, string destinationCode, Guid? buyerId, QuoteFacts facts)
    {
        if (wanted.Count is 0 or > MaxLines || (wanted.Count > 1 && wanted.DistinctBy(line => line.LotId).Count() != wanted.Count))
        {
            return [new(wanted.Count == 0 ? "order.empty" : "order.lines", null, MaxLines)];
        }

        var today = ChinaTime.Day(facts.Now);
        var wrong = wanted.Select(line => WhyNot(line, buyerId, facts, today)).OfType<Rejection>().ToList();
        if (!facts.Regions.IsLeaf(destinationCode))
        {
            wrong.Add(new("address.region", nameof(Address.RegionCode)));
        }

        return wrong;
    }

    private static QuoteLine Price(Lot lot, long grams) => new(lot, grams, grams / lot.UnitGrams * lot.UnitPriceFen);

    private static Rejection? WhyNot(WantedLine line, Guid? buyerId, QuoteFacts facts, DateOnly today)
    {
        if (!facts.Lots.TryGetValue(line.LotId, out var lot) || !lot.IsOnSale(today))
        {
            return new Rejection("lot.off-sale", line.LotId.ToString());
        }

        if (lot.FarmerId == buyerId)
        {
            return new Rejection("order.own-lot", line.LotId.ToString());
        }

        if (line.Grams <= 0 || line.Grams % lot.UnitGrams != 0)
        {
            return new Rejection("stock.step", line.LotId.ToString(), lot.UnitGrams);
        }

        return line.Grams > lot.AvailableGrams
            ? new Rejection("stock.short", line.LotId.ToString(), lot.AvailableGrams, line.Grams)
            : facts.Buyer?.Share?.WhyNot(lot, line.Grams);
    }

    /// <summary>
    /// Holds each line's arrival against its best-before date, and what is taken for the earlier arrival to it.
    /// </summary>
    /// <returns>A refusal for each line that comes too late; null when all come in time.</returns>
    private static List<Rejection>? KeepDays(QuoteLine[] lines, QuoteParcel[] parcels, bool forEarlierArrival)
    {
        List<Rejection>? late = null;
        foreach (var line in lines)
        {
            var at = 0;
            while (parcels[at].FarmerId != line.Lot.FarmerId || parcels[at].OriginCode != line.Lot.OriginCode)
            {
                at++;
            }

            if (parcels[at].WhyLate(line.Lot) is not { } why)
            {
                continue;
            }

            if (forEarlierArrival && why.Code == "order.may-arrive-late")
            {
                parcels[at] = parcels[at].By(line.Lot.BestBeforeOn);
            }
            else
            {
                (late ??= []).Add(why);
            }
        }

        return late;
    }

    private static QuoteParcel? Pack(QuoteLine[] lines, string destinationCode, QuoteFacts facts, DateOnly today)
    {
        var first = lines[0].Lot;
        var service = Produce.ExpressOf(Array.Exists(lines, line => facts.Produce.Find(line.Lot.ProduceCode)!.ColdChain));
        var grams = lines.Sum(line => line.Grams);
        var freight = facts.Regions.DistanceKm(first.OriginCode, destinationCode) is { } distanceKm
            ? facts.Tariff.Quote(service, first.OriginCode, destinationCode, distanceKm, grams)
            : null;
        if (freight is null)
        {
            return null;
        }

        var leavesOn = SellingDays.ArrivesOn(lines.Max(line => line.Lot.ReadyOn), today, 0);
        return new QuoteParcel(first.FarmerId, first.FarmerName, first.OriginCode, grams, freight, leavesOn);
    }
}
