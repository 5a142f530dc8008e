using AgriMarket.Domain.Matching.Quotations;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Matching.Quotations;

/// <summary>
/// What an institution has filled in of a round, as typed. Public and with setters because it outlives the circuit as JSON.
/// </summary>
public sealed class QuotationRoundForm
{
    /// <summary>Made once a round, so that pressing twice asks once.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public List<Guid> LotIds { get; set; } = [];

    public string Weight { get; set; } = "";

    /// <summary>Grams of the unit in which the weight is typed, kept with the text so that it never changes its meaning.</summary>
    public long UnitGrams { get; set; }

    public string Note { get; set; } = "";

    /// <summary>The round; a weight that cannot be read is zero in it, and the rules say so.</summary>
    public QuotationRound ToRound() => new(Id, LotIds, Amounts.Grams(Weight, UnitGrams) ?? 0, Note);
}

/// <summary>What a farmer has filled in of a quote, as typed.</summary>
public sealed class QuotationForm
{
    public string Weight { get; set; } = "";

    public long UnitGrams { get; set; }

    /// <summary>Yuan for a sale unit.</summary>
    public string Price { get; set; } = "";

    public string ValidHours { get; set; } = "24";

    /// <summary>The quote; what cannot be read is zero in it, and the rules say so.</summary>
    public Quotation ToQuote() => new(Amounts.Grams(Weight, UnitGrams) ?? 0, Amounts.Fen(Price) ?? 0, Amounts.Count(ValidHours) ?? 0);
}
