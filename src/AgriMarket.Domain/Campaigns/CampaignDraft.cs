using AgriMarket.Domain.Common;
using AgriMarket.Domain.Editing;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Domain.Campaigns;

/// <summary>Everything the rules for a campaign look at, as of one moment.</summary>
/// <param name="Known">The campaign as it is stored; null for a new one.</param>
/// <param name="Lots">Those of the wanted lots that exist.</param>
/// <param name="Fund">The wanted fund; null when none is wanted or it does not exist.</param>
/// <param name="OfficeRegion">Where the official's office works: nothing outside it may be helped.</param>
/// <param name="Publishing">It shall be public, so what may still be missing in a draft may not.</param>
public sealed record CampaignFacts(
    Campaign? Known,
    IReadOnlyCollection<Lot> Lots,
    Fund? Fund,
    string OfficeRegion,
    RegionCatalogue Regions,
    DateOnly Today,
    bool Publishing
);

/// <summary>What an official writes into a campaign. Days are China days, both inclusive.</summary>
/// <param name="StartsOn">Null when no date was given.</param>
/// <param name="TargetGrams">Null when no weight could be read from what was typed.</param>
/// <param name="LotIds">The lots it offers, or, in a draft, is to offer.</param>
public sealed record CampaignDraft(
    Guid Id,
    Guid OfficialId,
    string OfficialName,
    string Title,
    string Story,
    string Cover,
    string RegionCode,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    long? TargetGrams,
    Guid? FundId,
    IReadOnlyList<Guid> LotIds
)
{
    /// <summary>How many minutes its goods wait for a payment; null for the market's usual time.</summary>
    public int? HoldMinutes { get; init; }

    /// <summary>The campaign's <see cref="Campaign.EditVersion"/> when the official began; of no account for a new one.</summary>
    public long SeenVersion { get; init; } = 1;

    /// <summary>The official's office, which a new campaign belongs to.</summary>
    public Guid OfficeId { get; init; }

    /// <summary>
    /// The campaign as written, or a sentence for each field that is wrong, or <c>edit.changed</c> when somebody else has saved it since;
    /// then nothing is changed.
    /// </summary>
    public Result<Campaign> Plan(CampaignFacts facts)
    {
        if (facts.Known?.Status == CampaignStatus.Closed)
        {
            return new Rejection("campaign.closed");
        }

        if (facts.Known?.WhyNot(SeenVersion) is { } changed)
        {
            return changed;
        }

        List<Rejection> wrong = [.. TextWrongs(facts), .. DayWrongs(facts), .. AimWrongs(facts), .. LotWrongs(facts)];
        return wrong.Count > 0 ? wrong : Written(facts.Known);
    }

    private IEnumerable<Rejection> TextWrongs(CampaignFacts facts)
    {
        if (SingleLine.Of(Title).IsEmptyOrLongerThan(Campaign.TitleMaxLength))
        {
            yield return new("campaign.title", nameof(Title), Campaign.TitleMaxLength);
        }

        var story = ManyLines.Of(Story);
        if (story.IsLongerThan(Campaign.StoryMaxLength))
        {
            yield return new("campaign.story-long", nameof(Story), Campaign.StoryMaxLength, story.CountCharacters());
        }
        else if (facts.Publishing && story.Length == 0)
        {
            yield return new("campaign.story-empty", nameof(Story));
        }

        if (!Campaign.Covers.Contains(Cover))
        {
            yield return new("campaign.cover", nameof(Cover));
        }

        if (facts.Regions.Find(RegionCode) is null)
        {
            yield return new("campaign.region", nameof(RegionCode));
        }
        else if (!facts.Regions.IsWithin(RegionCode, facts.OfficeRegion))
        {
            yield return new("campaign.region-outside", nameof(RegionCode));
        }
    }

    private IEnumerable<Rejection> DayWrongs(CampaignFacts facts)
    {
        // A campaign that is public keeps the day it began on.
        var begun = facts.Known is { Status: CampaignStatus.Published } && StartsOn == facts.Known.StartsOn;
        if (StartsOn is not { } start)
        {
            yield return new("campaign.start-missing", nameof(StartsOn));
        }
        else if (start < facts.Today && !begun)
        {
            yield return new("campaign.start-past", nameof(StartsOn));
        }
        else if (start > facts.Today.AddDays(Campaign.MaxStartInDays))
        {
            yield return new("campaign.start-far", nameof(StartsOn), Campaign.MaxStartInDays);
        }

        if (EndsOn is not { } end)
        {
            yield return new("campaign.end-missing", nameof(EndsOn));
        }
        else if (end < facts.Today)
        {
            yield return new("campaign.end-past", nameof(EndsOn));
        }
        else if (end < StartsOn)
        {
            yield return new("campaign.end-early", nameof(EndsOn));
        }
        else if (end.DayNumber - StartsOn?.DayNumber >= Campaign.MaxDays)
        {
            yield return new("campaign.too-long", nameof(EndsOn), Campaign.MaxDays);
        }
    }

    private IEnumerable<Rejection> AimWrongs(CampaignFacts facts)
    {
        if (TargetGrams is null)
        {
            yield return new("campaign.target-missing", nameof(TargetGrams));
        }
        else if (TargetGrams is <= 0 or > Campaign.MaxTargetGrams)
        {
            yield return new("campaign.target-range", nameof(TargetGrams), Campaign.MaxTargetGrams);
        }

        if (HoldMinutes is < HoldTime.MinMinutes or > HoldTime.MaxMinutes)
        {
            yield return new("campaign.hold-minutes", nameof(HoldMinutes), HoldTime.MinMinutes, HoldTime.MaxMinutes);
        }

        if (FundId is not null && facts.Fund is not { Status: FundStatus.Open })
        {
            yield return new("campaign.fund-not-open", nameof(FundId));
        }
    }

    private IEnumerable<Rejection> LotWrongs(CampaignFacts facts)
    {
        if (LotIds.Count > Campaign.MaxLots)
        {
            yield return new("campaign.too-many-lots", nameof(LotIds), Campaign.MaxLots);
        }

        if (facts.Publishing && facts.Lots.Count == 0)
        {
            yield return new("campaign.no-lots", nameof(LotIds));
        }

        if (
            facts.Lots.FirstOrDefault(lot => !facts.Regions.IsWithin(lot.OriginCode, RegionCode)) is { } elsewhere
            && facts.Regions.Find(RegionCode) is not null
        )
        {
            yield return new("campaign.lot-elsewhere", nameof(LotIds), elsewhere.FarmerName);
        }

        if (facts.Lots.FirstOrDefault(lot => lot.CampaignId is { } other && other != Id) is { } taken)
        {
            yield return new("campaign.lot-taken", nameof(LotIds), taken.FarmerName);
        }

        // A lot that is in already may sell out or go off sale; it stays.
        if (facts.Lots.FirstOrDefault(lot => lot.CampaignId != Id && !lot.IsOnSale(facts.Today)) is { } offSale)
        {
            yield return new("campaign.lot-off-sale", nameof(LotIds), offSale.FarmerName);
        }
    }

    private Campaign Written(Campaign? known)
    {
        known?.NoteEdit();
        var campaign =
            known
            ?? new Campaign
            {
                Id = Id,
                OfficialId = OfficialId,
                OfficeId = OfficeId,
                OfficialName = OfficialName,
                RegionCode = RegionCode,
                Title = Title,
                Story = Story,
                Cover = Cover,
                StartsOn = StartsOn!.Value,
                EndsOn = EndsOn!.Value,
                TargetGrams = TargetGrams!.Value,
            };
        (campaign.Title, campaign.Story, campaign.Cover, campaign.RegionCode) = (
            SingleLine.Of(Title),
            ManyLines.Of(Story),
            Cover,
            RegionCode
        );
        (campaign.StartsOn, campaign.EndsOn, campaign.TargetGrams) = (StartsOn!.Value, EndsOn!.Value, TargetGrams!.Value);
        (campaign.FundId, campaign.HoldMinutes, campaign.DraftLotIds) = (
            FundId,
            HoldMinutes,
            campaign.Status == CampaignStatus.Draft ? LotIds : []
        );
        return campaign;
    }
}
