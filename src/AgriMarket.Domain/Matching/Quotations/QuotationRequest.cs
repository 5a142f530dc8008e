using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Proposals;

namespace AgriMarket.Domain.Matching.Quotations;

public enum QuotationRequestStatus
{
    /// <summary>The farmer has said nothing yet.</summary>
    Asked,

    /// <summary>The farmer has named a price, and the institution decides.</summary>
    Quoted,

    /// <summary>The farmer does not want to sell.</summary>
    Declined,

    /// <summary>The institution took it: it is an order of the same id.</summary>
    Accepted,

    /// <summary>The institution took another one of the same round, or none.</summary>
    Passed,

    /// <summary>Not answered in time, or not taken while it was valid.</summary>
    Lapsed,
}

public enum QuotationRequestAction
{
    Quote,
    Decline,
    Accept,
    Pass,
    Lapse,
}

/// <summary>What a farmer offers.</summary>
/// <param name="Grams">A whole number of the lot's sale units.</param>
/// <param name="UnitPriceFen">For a sale unit, at the farm.</param>
/// <param name="ValidHours">How long the institution may take it.</param>
public readonly record struct Quotation(long Grams, long UnitPriceFen, int ValidHours);

/// <summary>
/// 询价: an institution asks one farmer for the price of one lot. A round asks several farmers at once, none of whom sees the
/// others; the institution accepts one. Nothing is reserved before that.
/// </summary>
public sealed class QuotationRequest
{
    /// <summary>Lots that one round asks about.</summary>
    public const int MaxLots = 20;
    public const int NoteMaxLength = 200;
    public const int MaxValidHours = 72;

    public static readonly StatusTable<QuotationRequestStatus, QuotationRequestAction> Statuses = new(
        "quotation.moved",
        new Dictionary<(QuotationRequestStatus, QuotationRequestAction), QuotationRequestStatus>
        {
            [(QuotationRequestStatus.Asked, QuotationRequestAction.Quote)] = QuotationRequestStatus.Quoted,
            [(QuotationRequestStatus.Asked, QuotationRequestAction.Decline)] = QuotationRequestStatus.Declined,
            [(QuotationRequestStatus.Asked, QuotationRequestAction.Pass)] = QuotationRequestStatus.Passed,
            [(QuotationRequestStatus.Asked, QuotationRequestAction.Lapse)] = QuotationRequestStatus.Lapsed,
            [(QuotationRequestStatus.Quoted, QuotationRequestAction.Accept)] = QuotationRequestStatus.Accepted,
            [(QuotationRequestStatus.Quoted, QuotationRequestAction.Pass)] = QuotationRequestStatus.Passed,
            [(QuotationRequestStatus.Quoted, QuotationRequestAction.Lapse)] = QuotationRequestStatus.Lapsed,
        }
    );

    /// <summary>Also the id of the proposal and of the order that it becomes.</summary>
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    public required Guid DemandId { get; init; }

    public required Guid InstitutionId { get; init; }

    public required Guid LotId { get; init; }

    public required Guid FarmerId { get; init; }

    public required string Household { get; init; }

    public required string ProduceCode { get; init; }

    public required string CountyCode { get; init; }

    public required int DistanceKm { get; init; }

    /// <summary>The China day on which it can arrive.</summary>
    public required DateOnly ArrivesOn { get; init; }

    public required long UnitGrams { get; init; }

    /// <summary>How much the institution would like.</summary>
    public required long AskedGrams { get; init; }

    /// <summary>What the institution wants to know besides, one line; may be empty.</summary>
    public required string Note { get; init; }

    public required DateTime AskedAt { get; init; }

    /// <summary>Until when the farmer may answer, and then until when the institution may accept.</summary>
    public required DateTime OpenUntil { get; set; }

    public QuotationRequestStatus Status { get; private set; }

    /// <summary>What the farmer offers; null before they do.</summary>
    public long? Grams { get; private set; }

    public long? UnitPriceFen { get; private set; }

    /// <summary>Freight by the card for what is offered, for the whole of it.</summary>
    public long? FreightFen { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>What the goods cost: exact, since it is whole units.</summary>
    public long? GoodsFen => Grams / UnitGrams * UnitPriceFen;

    /// <summary>Goods and freight of a kilogram, rounded up to the next fen: nobody pays more.</summary>
    public long? DeliveredFenPerKg =>
        Grams is { } grams && GoodsFen + FreightFen is { } fen ? Rounding.StepsUp(fen * Weights.KilogramGrams, grams) : null;

    /// <summary>
    /// The farmer names their price. Rejects with <c>quotation.moved</c>, and beside the field with <c>quotation.quote-grams</c>,
    /// <c>quotation.quote-price</c>, <c>quotation.quote-valid</c>.
    /// </summary>
    /// <param name="lot">As it is now.</param>
    public Result<Done> Quote(Quotation quote, Lot lot, string placeCode, FreightTariff tariff, DateTime now)
    {
        var wrong = new List<Rejection>();
        if (quote.Grams <= 0 || quote.Grams % UnitGrams != 0 || quote.Grams > lot.AvailableGrams)
        {
            wrong.Add(new("quotation.quote-grams", nameof(quote.Grams), UnitGrams, lot.AvailableGrams));
        }

        var highest = Rounding.Floor(ListingRules.MaxPricePerJinFen, UnitGrams, Weights.JinGrams);
        if (quote.UnitPriceFen < 1 || quote.UnitPriceFen > highest)
        {
            wrong.Add(new("quotation.quote-price", nameof(quote.UnitPriceFen), highest));
        }

        if (quote.ValidHours is < 1 or > MaxValidHours)
        {
            wrong.Add(new("quotation.quote-valid", nameof(quote.ValidHours), MaxValidHours));
        }

        if (wrong.Count > 0)
        {
            return wrong;
        }

        var moved = Move(QuotationRequestAction.Quote, now);
        if (moved.IsOk)
        {
            (Grams, UnitPriceFen, OpenUntil) = (quote.Grams, quote.UnitPriceFen, now.AddHours(quote.ValidHours));
            FreightFen = tariff.Quote(FreightService.Bulk, CountyCode, placeCode, DistanceKm, quote.Grams)!.ChargeFen;
        }

        return moved;
    }

    /// <summary>Moves it on; rejects with <c>quotation.moved</c>, also once its time is over.</summary>
    public Result<Done> Move(QuotationRequestAction action, DateTime now)
    {
        var next = Statuses.After(Status, action);
        if (!next.IsOk || (OpenUntil <= now) != (action == QuotationRequestAction.Lapse))
        {
            return new Rejection("quotation.moved");
        }

        Status = next.Value;
        EndedAt = Status == QuotationRequestStatus.Quoted ? null : now;
        return Done.Instance;
    }

    /// <summary>What was accepted, as a proposal to which both sides have said yes.</summary>
    public Proposal ToProposal(string placeCode, DateTime now)
    {
        var proposal = new Proposal
        {
            Id = Id,
            DemandId = DemandId,
            InstitutionId = InstitutionId,
            CountyCode = CountyCode,
            PlaceCode = placeCode,
            DistanceKm = DistanceKm,
            ArrivesOn = ArrivesOn,
            SmallestGrams = Grams!.Value,
            HighestFenPerKg = DeliveredFenPerKg!.Value,
            MadeAt = now,
            AnswerBefore = OpenUntil,
            Parts =
            [
                new()
                {
                    ProposalId = Id,
                    LotId = LotId,
                    FarmerId = FarmerId,
                    Household = Household,
                    ProduceCode = ProduceCode,
                    Grams = Grams.Value,
                    UnitGrams = UnitGrams,
                    UnitPriceFen = UnitPriceFen!.Value,
                    FreightFenPerKg = Rounding.StepsUp(FreightFen!.Value * Weights.KilogramGrams, Grams.Value),
                    SavedPoints = 0,
                    IncomePoints = 0,
                    FreightPoints = 0,
                    ListedPoints = 0,
                },
            ],
        };
        proposal.AnswerByInstitution(accept: true, now);
        proposal.AnswerByFarmer(FarmerId, [LotId], accept: true, now);
        return proposal;
    }
}
