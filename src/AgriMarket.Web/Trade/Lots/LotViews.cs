using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Shop.Addresses;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>A lot with what is needed to show it.</summary>
/// <param name="Subsidised">What schemes make of its price now; null where none lowers it.</param>
public sealed record LotView(Lot Lot, Produce Produce, Region Origin, SubsidisedPrice? Subsidised)
{
    /// <summary>
    /// What a sensible weight of it costs where the reader has things sent, or why it is not to be had there; null where nobody said a
    /// place, or nothing is left.
    /// </summary>
    public Result<LandedPrice>? Landed { get; init; }

    public bool IsSoldOut => Lot.AvailableGrams < Lot.UnitGrams;

    public string Href => ShopAddresses.Lot(Lot.Id);
}

/// <summary>A page of the shop window.</summary>
/// <param name="Total">Lots in all pages together.</param>
/// <param name="Page">Which page it is, as the address counts them; never beyond the last.</param>
/// <param name="Next">Behind which lot the next page begins; null at the end.</param>
public sealed record ShopWindow(IReadOnlyList<LotView> Lots, int Total, int Page, int LastPage, LotCursor? Next)
{
    /// <summary>Lots that match too, but may reach the reader's place after their best-before date.</summary>
    public int Late { get; init; }
}

/// <summary>A part of a list of lots.</summary>
/// <param name="Next">Where it goes on; null at the end.</param>
public sealed record LotList(IReadOnlyList<LotView> Lots, LotCursor? Next);

/// <summary>A lot with what its own page tells besides.</summary>
/// <param name="Path">From the province down to the county.</param>
/// <param name="Schemes">Those with money left that pay for this lot.</param>
/// <param name="CampaignTitle">Title of the running campaign it is offered in; null for none.</param>
/// <param name="Reference">What its kind is worth; null where nobody knows.</param>
/// <param name="ReferenceReason">On what grounds, where an official said so; empty otherwise.</param>
public sealed record LotDetail(
    LotView Shown,
    bool IsOnSale,
    IReadOnlyList<Region> Path,
    IReadOnlyList<Scheme> Schemes,
    string? CampaignTitle,
    ReferencePrice? Reference,
    string ReferenceReason
)
{
    /// <summary>What proposed weights of it cost there, and the weight asked about; null without a place.</summary>
    public LotLanding? Landing { get; init; }
}

/// <summary>What a lot costs at the door of a place.</summary>
/// <param name="Offers">Weights worth carrying, the smallest first, and a single unit last where it is not among them; empty where none can
/// be had there.</param>
/// <param name="Asked">The weight asked about, or else the first of the offers: its price, or why it cannot be had.</param>
public sealed record LotLanding(string DestinationCode, IReadOnlyList<LandedPrice> Offers, Result<LandedPrice> Asked);
