using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;

namespace AgriMarket.Domain.Matching.Proposals;

public enum ProposalStatus
{
    /// <summary>Somebody has not answered yet.</summary>
    Open,

    /// <summary>Both sides accepted: it is an order of the same id.</summary>
    Ordered,

    /// <summary>The institution said no.</summary>
    Refused,

    /// <summary>Not answered in time, or too little of it was left to send.</summary>
    Lapsed,

    /// <summary>The demand was changed, paused or taken back.</summary>
    Withdrawn,
}

public enum ProposalAction
{
    Order,
    Refuse,
    Lapse,
    Withdraw,
}

public enum ProposalAnswer
{
    Waiting,
    Accepted,
    Refused,
}

/// <summary>
/// 对接: one consignment that a run, or a farmer's quote, proposes to an institution: lots of one county that travel together and
/// arrive on one day. Nothing is reserved for it; the goods stay on sale until both sides have accepted.
/// </summary>
public sealed class Proposal
{
    /// <summary>As many lots as an order has lines; a larger pool leaves its smallest lots to the next run.</summary>
    public const int MaxParts = Quote.MaxLines;

    public static readonly StatusTable<ProposalStatus, ProposalAction> Statuses = new(
        "proposal.moved",
        new Dictionary<(ProposalStatus, ProposalAction), ProposalStatus>
        {
            [(ProposalStatus.Open, ProposalAction.Order)] = ProposalStatus.Ordered,
            [(ProposalStatus.Open, ProposalAction.Refuse)] = ProposalStatus.Refused,
            [(ProposalStatus.Open, ProposalAction.Lapse)] = ProposalStatus.Lapsed,
            [(ProposalStatus.Open, ProposalAction.Withdraw)] = ProposalStatus.Withdrawn,
        }
    );

    /// <summary>Also the id of the order that it becomes.</summary>
    public required Guid Id { get; init; }

    /// <summary>The run that found it; null for one that a farmer's quote began.</summary>
    public Guid? RunId { get; init; }

    public required Guid DemandId { get; init; }

    public required Guid InstitutionId { get; init; }

    /// <summary>The county that it is loaded in.</summary>
    public required string CountyCode { get; init; }

    /// <summary>The place that it goes to.</summary>
    public required string PlaceCode { get; init; }

    public required int DistanceKm { get; init; }

    /// <summary>The China day on which it is to arrive, if it is answered and paid in time.</summary>
    public required DateOnly ArrivesOn { get; init; }

    /// <summary>Lighter than this it does not go: what the institution takes and what the carrier carries at full rate.</summary>
    public required long SmallestGrams { get; init; }

    /// <summary>The most the institution pays, delivered, in fen per kilogram.</summary>
    public required long HighestFenPerKg { get; init; }

    public required DateTime MadeAt { get; init; }

    /// <summary>Who has said nothing by then has said no.</summary>
    public required DateTime AnswerBefore { get; init; }

    public required List<ProposalPart> Parts { get; init; }

    public ProposalStatus Status { get; private set; }

    /// <summary>The institution's own answer, to the whole consignment.</summary>
    public ProposalAnswer Answer { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Grams of parts that nobody has refused.</summary>
    public long StandingGrams => Parts.Where(part => part.Answer != ProposalAnswer.Refused).Sum(part => part.Grams);

    public bool IsWaiting => Answer == ProposalAnswer.Waiting || Parts.Exists(part => part.Answer == ProposalAnswer.Waiting);

    /// <summary>
    /// The institution's answer. Idempotent; rejects with <c>proposal.moved</c> once it has ended and with
    /// <c>proposal.answered</c> when something else was said.
    /// </summary>
    public Result<Done> AnswerByInstitution(bool accept, DateTime now)
    {
        var said = accept ? ProposalAnswer.Accepted : ProposalAnswer.Refused;
        if (Answer == said)
        {
            return Done.Instance;
        }

        if (Status != ProposalStatus.Open || Answer != ProposalAnswer.Waiting)
        {
            return new Rejection(Status != ProposalStatus.Open ? "proposal.moved" : "proposal.answered");
        }

        Answer = said;
        return accept ? Done.Instance : End(ProposalAction.Refuse, now);
    }

    /// <summary>
    /// A farmer's answer for some of their lots. Idempotent; rejects with <c>proposal.unknown</c> for lots
    /// that are not theirs, with <c>proposal.moved</c> and <c>proposal.answered</c>.
    /// </summary>
    public Result<Done> AnswerByFarmer(Guid farmerId, IReadOnlyCollection<Guid> lotIds, bool accept, DateTime now)
    {
        var said = accept ? ProposalAnswer.Accepted : ProposalAnswer.Refused;
        var own = Parts.FindAll(part => part.FarmerId == farmerId && lotIds.Contains(part.LotId));
        if (own.Count == 0 || own.Count != lotIds.Distinct().Count())
        {
            return new Rejection("proposal.unknown");
        }

        if (own.TrueForAll(part => part.Answer == said))
        {
            return Done.Instance;
        }

        if (
            Status != ProposalStatus.Open
            || own.Exists(part => part.Answer is var answer && answer != ProposalAnswer.Waiting && answer != said)
        )
        {
            return new Rejection(Status != ProposalStatus.Open ? "proposal.moved" : "proposal.answered");
        }

        own.ForEach(part => part.Say(said, now));
        return Done.Instance;
    }

    /// <summary>Whoever has said nothing by the end of the time has said no; before it, nothing changes.</summary>
    public void EndTime(DateTime now)
    {
        if (Status == ProposalStatus.Open && AnswerBefore <= now)
        {
            Answer = Answer == ProposalAnswer.Waiting ? ProposalAnswer.Refused : Answer;
            Parts.FindAll(part => part.Answer == ProposalAnswer.Waiting).ForEach(part => part.Say(ProposalAnswer.Refused, now));
        }
    }

    /// <summary>Ends it; rejects with <c>proposal.moved</c> when it has ended.</summary>
    public Result<Done> End(ProposalAction action, DateTime now)
    {
        var next = Statuses.After(Status, action);
        if (!next.IsOk)
        {
            return new Rejection("proposal.moved");
        }

        (Status, EndedAt) = (next.Value, now);
        return Done.Instance;
    }
}

/// <summary>What one lot has in a proposal, and on what terms.</summary>
public sealed class ProposalPart
{
    public required Guid ProposalId { get; init; }

    public required Guid LotId { get; init; }

    public required Guid FarmerId { get; init; }

    public required string Household { get; init; }

    public required string ProduceCode { get; init; }

    /// <summary>A whole number of sale units.</summary>
    public required long Grams { get; init; }

    public required long UnitGrams { get; init; }

    /// <summary>What the farmer is paid for a sale unit.</summary>
    public required long UnitPriceFen { get; init; }

    /// <summary>What freight was counted with, in fen per kilogram.</summary>
    public required long FreightFenPerKg { get; init; }

    /// <summary>
    /// How the weights of the run valued a kilogram: what would spoil, the farmer's income, freight (taken off), a listed county.
    /// </summary>
    public required long SavedPoints { get; init; }

    public required long IncomePoints { get; init; }

    public required long FreightPoints { get; init; }

    public required long ListedPoints { get; init; }

    /// <summary>What a kilogram was worth by the weights.</summary>
    public long ValuePoints => SavedPoints + IncomePoints + ListedPoints - FreightPoints;

    public ProposalAnswer Answer { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>What the farmer is paid for all of it: exact, since it is whole units.</summary>
    public long GoodsFen => Grams / UnitGrams * UnitPriceFen;

    /// <summary>The price of a kilogram, half up, for people to compare. Paid is by the sale unit.</summary>
    public long FenPerKg => Rounding.HalfUp(UnitPriceFen, Weights.KilogramGrams, UnitGrams);

    internal void Say(ProposalAnswer answer, DateTime now) => (Answer, AnsweredAt) = (answer, now);
}
