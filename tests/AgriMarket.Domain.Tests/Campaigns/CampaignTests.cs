using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Tests.Campaigns;

public sealed class CampaignTests
{
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2035, 7, 17);

    [Theory]
    [InlineData(CampaignStatus.Draft, CampaignAction.Publish, CampaignStatus.Published)]
    [InlineData(CampaignStatus.Draft, CampaignAction.Close, null)]
    [InlineData(CampaignStatus.Published, CampaignAction.Publish, null)]
    [InlineData(CampaignStatus.Published, CampaignAction.Close, CampaignStatus.Closed)]
    [InlineData(CampaignStatus.Closed, CampaignAction.Publish, null)]
    [InlineData(CampaignStatus.Closed, CampaignAction.Close, null)]
    public void EveryMoveIsInTheTableOrRefused(CampaignStatus from, CampaignAction action, CampaignStatus? to)
    {
        var campaign = In(from);

        var moved = campaign.Move(action, Now);

        Assert.Equal(to is not null, moved.IsOk);
        Assert.Equal(to ?? from, campaign.Status);
        Assert.Equal(to is null ? ["campaign.moved"] : [], moved.Rejections.Select(rejection => rejection.Code));
    }

    [Theory]
    [InlineData(CampaignStatus.Draft, 0, 0, CampaignPhase.Draft)]
    [InlineData(CampaignStatus.Published, 1, 9, CampaignPhase.Upcoming)]
    [InlineData(CampaignStatus.Published, 0, 9, CampaignPhase.Running)]
    [InlineData(CampaignStatus.Published, -9, 0, CampaignPhase.Running)]
    [InlineData(CampaignStatus.Published, -9, -1, CampaignPhase.Ended)]
    [InlineData(CampaignStatus.Closed, -9, 9, CampaignPhase.Ended)]
    public void APhaseIsTheStatusSeenOnADay(CampaignStatus status, int startsIn, int endsIn, CampaignPhase phase)
    {
        var campaign = In(status, startsIn, endsIn);

        Assert.Equal(phase, campaign.Phase(Today));
        Assert.Equal(phase == CampaignPhase.Running, campaign.IsRunning(Today));
    }

    [Fact]
    public void TheLastDayCounts() => Assert.Equal(1, In(CampaignStatus.Published, -3, 0).DaysLeft(Today));

    [Fact]
    public void ThePublishingTimeIsKeptWhenItCloses()
    {
        var campaign = In(CampaignStatus.Published);

        campaign.Move(CampaignAction.Close, Now.AddDays(1));

        Assert.Equal(Now, campaign.PublishedAt);
    }

    internal static Campaign In(CampaignStatus status, int startsIn = 0, int endsIn = 10)
    {
        var campaign = new Campaign
        {
            Id = Guid.CreateVersion7(),
            OfficialId = Guid.CreateVersion7(),
            OfficeId = Guid.CreateVersion7(),
            OfficialName = "雷山县农业农村局",
            RegionCode = "522634",
            Title = "雷山的茶",
            Story = "茶摘下来了。",
            Cover = "field",
            StartsOn = Today.AddDays(startsIn),
            EndsOn = Today.AddDays(endsIn),
            TargetGrams = 1_000,
        };
        foreach (var action in Enum.GetValues<CampaignAction>().Take((int)status))
        {
            Assert.True(campaign.Move(action, Now).IsOk);
        }

        return campaign;
    }
}
