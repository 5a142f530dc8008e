namespace AgriMarket.Web.People.Members;

/// <summary>What can be watched of one member, whichever room the change comes from.</summary>
public static class MemberTopics
{
    /// <summary>Lots, orders and money of one farmer.</summary>
    public static string Farmer(Guid farmerId) => $"farmer:{farmerId}";

    /// <summary>Demands, proposals and orders of one institution.</summary>
    public static string Institution(Guid institutionId) => $"institution:{institutionId}";
}
