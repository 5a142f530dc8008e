using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Backlog.UnsoldReports;

/// <summary>How the goods are, in words a farmer uses.</summary>
public enum UnsoldQuality
{
    /// <summary>好: sells as it is.</summary>
    Good,

    /// <summary>一般: small flaws.</summary>
    Fair,

    /// <summary>要快吃: good for a few days more.</summary>
    EatSoon,

    /// <summary>只能加工: for juice, drying or feed.</summary>
    ProcessOnly,
}

/// <summary>How the goods can leave the village.</summary>
public enum UnsoldTransport
{
    /// <summary>The household brings them to the town.</summary>
    BroughtToTown,

    /// <summary>Somebody must come with a vehicle.</summary>
    NeedsPickup,

    /// <summary>They can go as parcels.</summary>
    ByParcel,
}

public enum UnsoldStatus
{
    Open,

    /// <summary>The lot sold out.</summary>
    Sold,

    /// <summary>An official found a buyer.</summary>
    Matched,

    Donated,

    /// <summary>Spoilt.</summary>
    WrittenOff,

    /// <summary>Taken back by whoever reported it.</summary>
    Withdrawn,
}

public enum UnsoldAction
{
    SellOut,
    Match,
    Donate,
    WriteOff,
    Withdraw,
}

/// <summary>
/// 滞销上报: "this much of this quality cannot be sold, transport is so". Of a lot on the market or of goods that were never
/// listed; open until the goods are sold, matched, donated or written off.
/// </summary>
public sealed class UnsoldReport
{
    public const int NoteMaxLength = 200;

    public static readonly StatusTable<UnsoldStatus, UnsoldAction> Statuses = new(
        "unsold.ended",
        new Dictionary<(UnsoldStatus, UnsoldAction), UnsoldStatus>
        {
            [(UnsoldStatus.Open, UnsoldAction.SellOut)] = UnsoldStatus.Sold,
            [(UnsoldStatus.Open, UnsoldAction.Match)] = UnsoldStatus.Matched,
            [(UnsoldStatus.Open, UnsoldAction.Donate)] = UnsoldStatus.Donated,
            [(UnsoldStatus.Open, UnsoldAction.WriteOff)] = UnsoldStatus.WrittenOff,
            [(UnsoldStatus.Open, UnsoldAction.Withdraw)] = UnsoldStatus.Withdrawn,
        }
    );

    public required Guid Id { get; init; }

    /// <summary>Who reported it: the farmer, an agent or an official.</summary>
    public required Guid ReporterId { get; init; }

    /// <summary>The name under which the reporter works.</summary>
    public required string ReporterName { get; init; }

    /// <summary>Null for goods that are not listed.</summary>
    public Guid? LotId { get; init; }

    /// <summary>Whose lot it is, whoever reported it; null without a lot.</summary>
    public Guid? FarmerId { get; init; }

    public required string ProduceCode { get; init; }

    /// <summary>The county they lie in.</summary>
    public required string OriginCode { get; init; }

    public required long Grams { get; init; }

    public required UnsoldQuality Quality { get; init; }

    public required UnsoldTransport Transport { get; init; }

    public required string ContactName { get; init; }

    public required string ContactMobile { get; init; }

    /// <summary>One line; may be empty.</summary>
    public required string Note { get; init; }

    public required DateTime At { get; init; }

    /// <summary>What the lot had sold by then, so that it is known what it sold since; zero without a lot.</summary>
    public required long SoldBeforeGrams { get; init; }

    public UnsoldStatus Status { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Null while it is open, and when the market ended it by itself.</summary>
    public Guid? EndedBy { get; private set; }

    /// <summary>The name under which whoever ended it works; empty when nobody did.</summary>
    public string EndedByName { get; private set; } = "";

    /// <summary>How much was sold, matched, donated or written off; null while it is open and for one that was withdrawn.</summary>
    public long? EndedGrams { get; private set; }

    /// <summary>To whom the goods went, or why they spoilt; empty where nobody had to say.</summary>
    public string EndNote { get; private set; } = "";

    /// <summary>True when a repeated request asks for what this is.</summary>
    public bool IsSame(UnsoldReportDraft draft) =>
        (ReporterId, LotId, (long?)Grams, (UnsoldQuality?)Quality, (UnsoldTransport?)Transport)
            == (draft.ReporterId, draft.LotId, draft.Grams, draft.Quality, draft.Transport)
        && (ContactName, ContactMobile, Note)
            == (SingleLine.Name(draft.ContactName), MobileNumber.Read(draft.ContactMobile), SingleLine.Of(draft.Note))
        && (LotId is not null || (ProduceCode, OriginCode) == (draft.ProduceCode, draft.OriginCode));

    /// <summary>Takes it back. Rejects with <c>unsold.ended</c> when it is no longer open.</summary>
    public Result<Done> Withdraw(DateTime now) => End(UnsoldAction.Withdraw, (ReporterId, ReporterName), null, "", now);

    /// <summary>
    /// Records what an official achieved. Rejects with <c>unsold.ended</c> when it is no longer open, and beside the field with
    /// <c>unsold.action</c>, <c>unsold.ended-grams</c> (above zero, and not more than was reported), <c>unsold.end-note</c> (to
    /// whom, or why: it is always said) and <c>unsold.note-long</c>.
    /// </summary>
    public Result<Done> Decide(UnsoldDecision decision, DateTime now)
    {
        if (Status != UnsoldStatus.Open)
        {
            return new Rejection("unsold.ended");
        }

        var note = SingleLine.Of(decision.Note);
        var wrong = new List<Rejection>();
        if (decision.Action is not (UnsoldAction.Match or UnsoldAction.Donate or UnsoldAction.WriteOff))
        {
            wrong.Add(new("unsold.action", nameof(decision.Action)));
        }

        if (decision.Grams is not { } grams || grams <= 0 || grams > Grams)
        {
            wrong.Add(new("unsold.ended-grams", nameof(decision.Grams), Grams));
        }

        if (note.IsEmptyOrLongerThan(NoteMaxLength))
        {
            wrong.Add(
                note.Length == 0
                    ? new("unsold.end-note", nameof(decision.Note))
                    : new("unsold.note-long", nameof(decision.Note), NoteMaxLength)
            );
        }

        return wrong.Count > 0
            ? wrong
            : End(decision.Action!.Value, (decision.OfficialId, decision.OfficialName), decision.Grams, note, now);
    }

    /// <summary>
    /// A report on a lot follows its stock: once nothing is left, not even held for an order, it ends by itself. Sold if buyers
    /// took the rest; written off if some of it passed best-before, or none was sold.
    /// </summary>
    /// <returns>Whether it ended.</returns>
    public bool Follow(Lot lot, DateTime now)
    {
        if (Status != UnsoldStatus.Open || lot.Id != LotId || lot.AvailableGrams + lot.HeldGrams > 0)
        {
            return false;
        }

        var sold = Math.Clamp(lot.SoldGrams - SoldBeforeGrams, 0, Grams);
        var isSold = lot.WrittenOffGrams == 0 && sold > 0;
        return End(isSold ? UnsoldAction.SellOut : UnsoldAction.WriteOff, null, isSold ? sold : Grams - sold, "", now).IsOk;
    }

    private Result<Done> End(UnsoldAction action, (Guid Id, string Name)? by, long? grams, string note, DateTime now)
    {
        var next = Statuses.After(Status, action);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        (Status, EndedAt, EndedBy, EndedByName, EndedGrams, EndNote) = (next.Value, now, by?.Id, by?.Name ?? "", grams, note);
        return Done.Instance;
    }
}

/// <summary>What an official says became of reported goods.</summary>
/// <param name="Action">Match, donate or write off; null when none was chosen.</param>
/// <param name="Grams">How much; null when no weight could be read from what was typed.</param>
/// <param name="Note">To whom, or why; one line.</param>
public sealed record UnsoldDecision(Guid ReportId, Guid OfficialId, UnsoldAction? Action, long? Grams, string Note)
{
    /// <summary>The office; filled in by the market.</summary>
    public string OfficialName { get; init; } = "";
}
