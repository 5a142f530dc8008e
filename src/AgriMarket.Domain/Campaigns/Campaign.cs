using AgriMarket.Domain.Common;
using AgriMarket.Domain.Editing;

namespace AgriMarket.Domain.Campaigns;

public enum CampaignStatus
{
    Draft,
    Published,
    Closed,
}

public enum CampaignAction
{
    Publish,
    Close,
}

/// <summary>Where a campaign stands for its readers, on a given day.</summary>
public enum CampaignPhase
{
    Running,
    Upcoming,

    /// <summary>Closed by its official, or past its last day.</summary>
    Ended,

    /// <summary>Only its office sees it.</summary>
    Draft,
}

/// <summary>A public-welfare aid page of a government account: story, lots, target in kg, progress, fund.</summary>
public sealed class Campaign : IEdited
{
    public const int TitleMaxLength = 40;
    public const int StoryMaxLength = 5_000;
    public const int MaxDays = 180;

    /// <summary>How far ahead a campaign may be planned.</summary>
    public const int MaxStartInDays = 365;

    public const int MaxLots = 500;
    public const long MaxTargetGrams = 100_000 * Weights.TonneGrams;

    /// <summary>The drawings a campaign can have as its cover.</summary>
    public static readonly IReadOnlyList<string> Covers = ["field", "orchard", "terraces"];

    public required Guid Id { get; init; }

    /// <summary>The official who began it.</summary>
    public required Guid OfficialId { get; init; }

    /// <summary>The office it belongs to: its officials see the draft, and those whose duty it is write, publish and end it.</summary>
    public required Guid OfficeId { get; init; }

    /// <summary>The office or person as shown to readers.</summary>
    public required string OfficialName { get; init; }

    public required string RegionCode { get; set; }

    public required string Title { get; set; }

    /// <summary>Markdown; shown with HTML taken out.</summary>
    public required string Story { get; set; }

    /// <summary>One of <see cref="Covers"/>.</summary>
    public required string Cover { get; set; }

    public required DateOnly StartsOn { get; set; }

    /// <summary>The last China day.</summary>
    public required DateOnly EndsOn { get; set; }

    public required long TargetGrams { get; set; }

    /// <summary>The fund whose schemes pay for it; null for none.</summary>
    public Guid? FundId { get; set; }

    /// <summary>
    /// How many minutes its goods wait for a payment, <see cref="AgriMarket.Domain.Lots.HoldTime.MinMinutes"/> to
    /// <see cref="AgriMarket.Domain.Lots.HoldTime.MaxMinutes"/>; null for the market's usual time.
    /// </summary>
    public int? HoldMinutes { get; set; }

    /// <summary>
    /// The lots a draft is meant to offer. They are offered when it is published and not before: a lot's own
    /// <see cref="AgriMarket.Domain.Lots.Lot.CampaignId"/> says so from then on, and this is empty.
    /// </summary>
    public IReadOnlyList<Guid> DraftLotIds { get; set; } = [];

    public long EditVersion { get; private set; } = 1;

    public CampaignStatus Status { get; private set; }

    public DateTime? PublishedAt { get; private set; }

    public static readonly StatusTable<CampaignStatus, CampaignAction> Statuses = new(
        "campaign.moved",
        new Dictionary<(CampaignStatus, CampaignAction), CampaignStatus>
        {
            [(CampaignStatus.Draft, CampaignAction.Publish)] = CampaignStatus.Published,
            [(CampaignStatus.Published, CampaignAction.Close)] = CampaignStatus.Closed,
        }
    );

    public bool IsRunning(DateOnly today) => Phase(today) == CampaignPhase.Running;

    public CampaignPhase Phase(DateOnly today) =>
        Status switch
        {
            CampaignStatus.Draft => CampaignPhase.Draft,
            CampaignStatus.Closed => CampaignPhase.Ended,
            _ when EndsOn < today => CampaignPhase.Ended,
            _ => StartsOn > today ? CampaignPhase.Upcoming : CampaignPhase.Running,
        };

    /// <summary>Whole days until it is over, today included; zero or less when past.</summary>
    public int DaysLeft(DateOnly today) => EndsOn.DayNumber - today.DayNumber + 1;

    /// <summary>Somebody has saved it.</summary>
    public void NoteEdit() => EditVersion++;

    /// <summary>Moves the campaign on, or says why it may not.</summary>
    public Result<Done> Move(CampaignAction action, DateTime now)
    {
        var next = Statuses.After(Status, action);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        Status = next.Value;
        PublishedAt ??= now;
        return Done.Instance;
    }
}
