namespace AgriMarket.Domain.Campaigns;

/// <summary>What a campaign has sold so far, less what was refunded; there is a row from its first paid order on.</summary>
public sealed class CampaignTotals
{
    public required Guid CampaignId { get; init; }

    public required long SoldGrams { get; init; }

    /// <summary>Public money: the campaign's lines' shares of their orders' grants.</summary>
    public required long GrantedFen { get; init; }

    /// <summary>Orders of which some of the campaign's goods were kept.</summary>
    public required long Orders { get; init; }

    /// <summary>Households some of whose goods were kept: the rows of <see cref="CampaignHousehold"/> with more than zero grams.</summary>
    public required long Households { get; init; }
}

/// <summary>What a campaign has sold of one household's goods, less what was refunded; zero once all of it was.</summary>
public sealed class CampaignHousehold
{
    public required Guid CampaignId { get; init; }

    public required Guid FarmerId { get; init; }

    /// <summary>As the order's lines name it.</summary>
    public required string Household { get; init; }

    public required long SoldGrams { get; init; }
}
