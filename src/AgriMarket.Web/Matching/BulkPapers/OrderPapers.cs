using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;

namespace AgriMarket.Web.Matching.BulkPapers;

/// <summary>What the papers of a bulk order say.</summary>
/// <param name="IsBuyer">Whether they are read by the institution; otherwise by one of its sellers, who has their own part alone.</param>
/// <param name="Parcels">A sheet of each paper a parcel: a contract, a delivery and an acceptance are between two.</param>
/// <param name="Title">Null while the institution has said none.</param>
public sealed record OrderPapers(
    Order Order,
    Proposal Proposal,
    Demand Demand,
    bool IsBuyer,
    IReadOnlyList<PaperParcel> Parcels,
    InvoiceTitle? Title
);

/// <summary>What one seller sends of it.</summary>
public sealed record PaperParcel(Parcel Parcel, string SellerName, IReadOnlyList<PaperLine> Lines)
{
    public long OrderedFen => Lines.Sum(row => row.Line.GoodsFen) + Parcel.ShippingFen;

    /// <summary>Public money towards its goods and freight.</summary>
    public long GrantedFen => Lines.Sum(row => row.Line.GrantedFen);

    /// <summary>What of it is still to be paid for, freight included.</summary>
    public long KeptFen => Lines.Sum(row => row.KeptFen) + KeptShippingFen;

    /// <summary>Freight goes back with a parcel that was not sent.</summary>
    public long KeptShippingFen => Parcel.IsUndone ? 0 : Parcel.ShippingFen;

    /// <summary>Whether its acceptance is known: it was received, or something of it was refunded after it was sent.</summary>
    public bool IsAccepted => Parcel.Status == ParcelStatus.Received || Lines.Any(row => row.RefusedGrams > 0);
}

/// <summary>A line with what is known of its lot and of its refunds.</summary>
/// <param name="RefusedGrams">Refunded after it was sent.</param>
/// <param name="Reasons">Why, in the words of whoever refunded it.</param>
public sealed record PaperLine(OrderLine Line, SaleKind SaleKind, long RefusedGrams, IReadOnlyList<string> Reasons)
{
    /// <summary>What was, or is to be, sent: what was not cancelled before.</summary>
    public long SentGrams => Line.KeptGrams + RefusedGrams;

    public long KeptFen => Line.FenOf(Line.KeptGrams);
}
