using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Cases;

public enum CaseStatus
{
    /// <summary>Somebody in office looks into it; its payouts are held.</summary>
    Open,

    /// <summary>One person proposes that nothing was found; a second has to agree.</summary>
    NothingProposed,

    /// <summary>One person proposes to take the public money back; a second has to agree.</summary>
    TakeBackProposed,
    NothingFound,
    TakenBack,
}

public enum CaseAction
{
    ProposeNothing,
    ProposeTakeBack,

    /// <summary>The second person's, who does not agree.</summary>
    SendBack,

    /// <summary>The second person's.</summary>
    Approve,
}

/// <summary>
/// A look into the public money of some parcels of one seller. While it lasts their payouts are held; one person proposes how it ends, and
/// a second decides.
/// </summary>
public sealed class GrantCase
{
    public const int ReasonMaxLength = 200;
    public const int OfficeMaxLength = 60;

    /// <summary>Parcels of one case.</summary>
    public const int MostParcels = 50;

    /// <summary>Notes of one case.</summary>
    public const int MostNotes = 100;

    public static readonly StatusTable<CaseStatus, CaseAction> Statuses = new(
        "case.moved",
        new Dictionary<(CaseStatus, CaseAction), CaseStatus>
        {
            [(CaseStatus.Open, CaseAction.ProposeNothing)] = CaseStatus.NothingProposed,
            [(CaseStatus.Open, CaseAction.ProposeTakeBack)] = CaseStatus.TakeBackProposed,
            [(CaseStatus.NothingProposed, CaseAction.SendBack)] = CaseStatus.Open,
            [(CaseStatus.TakeBackProposed, CaseAction.SendBack)] = CaseStatus.Open,
            [(CaseStatus.NothingProposed, CaseAction.Approve)] = CaseStatus.NothingFound,
            [(CaseStatus.TakeBackProposed, CaseAction.Approve)] = CaseStatus.TakenBack,
        }
    );

    public required Guid Id { get; init; }

    /// <summary>The seller.</summary>
    public required Guid FarmerId { get; init; }

    /// <summary>The county that the goods come from, whose office looks.</summary>
    public required string OriginCode { get; init; }

    /// <summary>The finding that it came from; null for one from an order.</summary>
    public FindingKind? FindingKind { get; init; }

    public string? FindingKey { get; init; }

    /// <summary>When the newest sale of that finding was paid, as the case was opened.</summary>
    public DateTime? FindingUpTo { get; init; }

    /// <summary>All payouts of the seller are held, not those of the parcels alone.</summary>
    public required bool HoldsAll { get; init; }

    /// <summary>Why, in words for the seller.</summary>
    public required string Reason { get; init; }

    /// <summary>Whom the seller can ask: the office of who opened it.</summary>
    public required string OfficeName { get; init; }

    public required Guid OpenedBy { get; init; }

    public required DateTime OpenedAt { get; init; }

    public List<CaseParcel> Parcels { get; init; } = [];

    public CaseStatus Status { get; private set; }

    public Guid? ProposedBy { get; private set; }

    public DateTime? ProposedAt { get; private set; }

    /// <summary>Why it should end so, in words that the seller reads once it has.</summary>
    public string Proposal { get; private set; } = "";

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public bool IsDecided => Status is CaseStatus.NothingFound or CaseStatus.TakenBack;

    public bool IsProposed => Status is CaseStatus.NothingProposed or CaseStatus.TakeBackProposed;

    /// <summary>
    /// Proposes how it ends. Rejects with <c>case.moved</c>, with <c>case.own</c> to who bought or sold, and beside the field with
    /// <c>case.reason-missing</c> and <c>case.reason-long</c>.
    /// </summary>
    public Result<Done> Propose(CaseAction action, Guid officialId, string reason, DateTime now)
    {
        var next = Move(action, officialId);
        var line = ReasonOf(reason);
        if (!next.IsOk || !line.IsOk)
        {
            return Result<Done>.Refused(next.IsOk ? line.Rejections : next.Rejections);
        }

        (Status, ProposedBy, ProposedAt, Proposal) = (next.Value, officialId, now, line.Value);
        return Done.Instance;
    }

    /// <summary>
    /// Decides as it was proposed. Rejects with <c>case.moved</c>, <c>case.own</c>, and with <c>case.same-official</c> to who proposed it.
    /// </summary>
    public Result<Done> Approve(Guid officialId, DateTime now)
    {
        var next = Move(CaseAction.Approve, officialId);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        if (officialId == ProposedBy)
        {
            return new Rejection("case.same-official");
        }

        (Status, DecidedBy, DecidedAt) = (next.Value, officialId, now);
        return Done.Instance;
    }

    /// <summary>
    /// Does not agree: it is open again. Whoever proposed it may take it back so too. Rejects with <c>case.moved</c>, <c>case.own</c>, and
    /// beside the field with <c>case.reason-missing</c> and <c>case.reason-long</c>.
    /// </summary>
    /// <returns>Why, on one line.</returns>
    public Result<string> SendBack(Guid officialId, string reason)
    {
        var next = Move(CaseAction.SendBack, officialId);
        var line = ReasonOf(reason);
        if (!next.IsOk || !line.IsOk)
        {
            return Result<string>.Refused(next.IsOk ? line.Rejections : next.Rejections);
        }

        (Status, ProposedBy, ProposedAt, Proposal) = (next.Value, null, null, "");
        return line;
    }

    /// <summary>One line. Rejects beside the field with <c>case.reason-missing</c> and <c>case.reason-long</c>.</summary>
    public static Result<string> ReasonOf(string? reason)
    {
        var line = SingleLine.Of(reason);
        return line.IsEmptyOrLongerThan(ReasonMaxLength)
            ? new Rejection(line.Length == 0 ? "case.reason-missing" : "case.reason-long", nameof(Reason), ReasonMaxLength)
            : line;
    }

    private Result<CaseStatus> Move(CaseAction action, Guid officialId) =>
        officialId == FarmerId || Parcels.Exists(parcel => parcel.BuyerId == officialId)
            ? new Rejection("case.own")
            : Statuses.After(Status, action);
}

/// <summary>A parcel that a case is about, with its public money when the case was opened: insert-only.</summary>
public sealed class CaseParcel
{
    public required Guid CaseId { get; init; }

    public required Guid ParcelId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid BuyerId { get; init; }

    public required long GrantFen { get; init; }
}

/// <summary>What somebody wrote down in a case: insert-only.</summary>
public sealed class CaseNote
{
    public const int TextMaxLength = 500;

    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid AuthorId { get; init; }

    public required DateTime At { get; init; }

    public required string Text { get; init; }
}
