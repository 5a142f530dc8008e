using AgriMarket.Domain.Common;

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

/// <summary>A public-welfare aid page of a government account: story, lots, target in kg, progress, fund.</summary>
public sealed class Campaign
{
    public const int TitleMaxLength = 40;
    public const int StoryMaxLength = 5_000;
    public const int MaxDays = 180;
    public const int MaxLots = 500;
    public const long MaxTargetGrams = 100_000 * Weights.TonneGrams;

    /// <summary>The drawings a campaign can have as its cover.</summary>
    public static readonly IReadOnlyList<string> Covers = ["field", "orchard", "terraces"];

    public required Guid Id { get; init; }

    /// <summary>The official who runs it and answers for it.</summary>
    public required Guid OfficialId { get; init; }

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

    public CampaignStatus Status { get; private set; }

    public DateTime? PublishedAt { get; private set; }

    public static readonly StatusTable<CampaignStatus, CampaignAction> Statuses = new("campaign.moved",
        new Dictionary<(CampaignStatus, CampaignAction), CampaignStatus>
        {
            [(CampaignStatus.Draft, CampaignAction.Publish)] = CampaignStatus.Published,
            [(CampaignStatus.Published, CampaignAction.Close)] = CampaignStatus.Closed,
        });

    public bool IsRunning(DateOnly today) => Status == CampaignStatus.Published && StartsOn <= today && today <= EndsOn;

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
