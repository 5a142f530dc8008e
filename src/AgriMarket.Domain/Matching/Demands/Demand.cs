using AgriMarket.Domain.Common;
using AgriMarket.Domain.Editing;
using AgriMarket.Domain.Matching.Graphs;

namespace AgriMarket.Domain.Matching.Demands;

public enum DemandStatus
{
    Open,

    /// <summary>The institution wants nothing proposed for the time being.</summary>
    Paused,

    /// <summary>Taken back for good; what is ordered stays ordered.</summary>
    Withdrawn,
}

public enum DemandAction
{
    Pause,
    Resume,
    Withdraw,
}

/// <summary>求购: what an institution needs, by when, where and up to which price.</summary>
public sealed class Demand : IEdited
{
    /// <summary>Demands of one institution that are not over, so that no run is flooded.</summary>
    public const int MaxOpen = 200;

    public static readonly StatusTable<DemandStatus, DemandAction> Statuses = new(
        "demand.moved",
        new Dictionary<(DemandStatus, DemandAction), DemandStatus>
        {
            [(DemandStatus.Open, DemandAction.Pause)] = DemandStatus.Paused,
            [(DemandStatus.Paused, DemandAction.Resume)] = DemandStatus.Open,
            [(DemandStatus.Open, DemandAction.Withdraw)] = DemandStatus.Withdrawn,
            [(DemandStatus.Paused, DemandAction.Withdraw)] = DemandStatus.Withdrawn,
        }
    );

    public required Guid Id { get; init; }

    public required Guid InstitutionId { get; init; }

    /// <summary>The institution's name as confirmed.</summary>
    public required string InstitutionName { get; init; }

    public required DemandTerms Terms { get; set; }

    public required DateTime PostedAt { get; init; }

    /// <summary>The demand that this one repeats; null for one that was posted by hand.</summary>
    public Guid? PreviousId { get; init; }

    public DemandStatus Status { get; private set; }

    /// <summary>Grows by one with every change; who changes something they saw at an older version is refused.</summary>
    public long Version { get; private set; } = 1;

    long IEdited.EditVersion => Version;

    /// <summary>Not over: somebody may still be matched with it, now or after a pause.</summary>
    public bool IsRunning(DateOnly today) => Status != DemandStatus.Withdrawn && Terms.To >= today;

    /// <summary>
    /// A new demand, or a sentence for each field that is wrong (see <see cref="DemandTerms.Check"/>), <c>demand.duplicate</c> when
    /// the institution asks for the same already, <c>demand.too-many</c> above <see cref="MaxOpen"/>.
    /// </summary>
    /// <param name="running">The institution's demands that are not over.</param>
    public static Result<Demand> Post(
        Guid id,
        Guid institutionId,
        string institutionName,
        DemandTerms wanted,
        IReadOnlyCollection<Demand> running,
        MatchMap map,
        DateTime now
    )
    {
        var terms = wanted.Check(ChinaTime.Day(now), map);
        if (!terms.IsOk)
        {
            return Result<Demand>.Refused(terms.Rejections);
        }

        if (running.FirstOrDefault(demand => demand.Terms == terms.Value) is { } same)
        {
            return new Rejection("demand.duplicate", null, NumberOf(same.Id));
        }

        return running.Count >= MaxOpen
            ? new Rejection("demand.too-many", null, MaxOpen)
            : new Demand
            {
                Id = id,
                InstitutionId = institutionId,
                InstitutionName = institutionName,
                Terms = terms.Value,
                PostedAt = now,
            };
    }

    /// <summary>
    /// Other terms from now on. Rejects as <see cref="Post"/> is, with <c>demand.moved</c> when it was taken back, and beside the
    /// weight with <c>demand.below-taken</c>. The terms that it has already change nothing.
    /// </summary>
    /// <param name="takenGrams">What is ordered of it already.</param>
    public Result<Done> Edit(DemandTerms wanted, long takenGrams, IReadOnlyCollection<Demand> running, MatchMap map, DateTime now)
    {
        if (Status == DemandStatus.Withdrawn)
        {
            return new Rejection("demand.moved");
        }

        var terms = wanted.Check(ChinaTime.Day(now), map);
        if (!terms.IsOk)
        {
            return Result<Done>.Refused(terms.Rejections);
        }

        if (terms.Value == Terms)
        {
            return Done.Instance;
        }

        if (terms.Value.Grams < takenGrams)
        {
            return new Rejection("demand.below-taken", nameof(DemandTerms.Grams), takenGrams);
        }

        if (running.FirstOrDefault(demand => demand.Id != Id && demand.Terms == terms.Value) is { } same)
        {
            return new Rejection("demand.duplicate", null, NumberOf(same.Id));
        }

        if (running.Count >= MaxOpen && running.All(demand => demand.Id != Id))
        {
            return new Rejection("demand.too-many", null, MaxOpen);
        }

        (Terms, Version) = (terms.Value, Version + 1);
        return Done.Instance;
    }

    /// <summary>
    /// Pauses it, takes it up again or takes it back. What is so already stays as it is, so that the same said again changes
    /// nothing; rejects with <c>demand.moved</c> once it was taken back.
    /// </summary>
    public Result<Done> Move(DemandAction action)
    {
        if (Status == Outcome(action))
        {
            return Done.Instance;
        }

        var next = Statuses.After(Status, action);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        (Status, Version) = (next.Value, Version + 1);
        return Done.Instance;
    }

    /// <summary>
    /// The demand of the next time, once this one's window has begun; null while it has not, after the last, and when it is
    /// paused or taken back.
    /// </summary>
    public Demand? Repeat(Guid id, DateTime now)
    {
        var today = ChinaTime.Day(now);
        return Status == DemandStatus.Open && Terms.From <= today && Terms.Next(today) is { } next
            ? new Demand
            {
                Id = id,
                InstitutionId = InstitutionId,
                InstitutionName = InstitutionName,
                Terms = next,
                PostedAt = now,
                PreviousId = Id,
            }
            : null;
    }

    /// <summary>
    /// What a run is to find goods for; null when it is not to be matched now, or what is left is no whole part any more.
    /// </summary>
    /// <param name="takenGrams">Ordered, or proposed and not answered yet.</param>
    /// <param name="leavesOn">The first China day on which goods can leave.</param>
    public MatchDemand? ToMatch(long takenGrams, DateOnly leavesOn)
    {
        var left = Terms.Grams - takenGrams;
        return Status == DemandStatus.Open && Terms.To >= leavesOn && left > 0 && left >= Terms.SmallestPartGrams
            ? Terms.ToMatch(Id, InstitutionId, left)
            : null;
    }

    /// <summary>What people read out on the telephone: the last eight characters of an id.</summary>
    public string Number => NumberOf(Id);

    public static string NumberOf(Guid id) => id.ToString("N")[^8..].ToUpperInvariant();

    private static DemandStatus Outcome(DemandAction action) =>
        action switch
        {
            DemandAction.Pause => DemandStatus.Paused,
            DemandAction.Resume => DemandStatus.Open,
            DemandAction.Withdraw => DemandStatus.Withdrawn,
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
        };
}
