namespace AgriMarket.Domain.Organisations;

/// <summary>
/// What an official may do for their office. An administrator gives duties when they confirm an official, and changes them later.
/// Whoever has none still reads what concerns the office.
/// </summary>
[Flags]
public enum Duties
{
    None = 0,

    /// <summary>Campaigns, reports of unsold goods, bulk matching, disputes, prices that have to be allowed.</summary>
    Edit = 1,

    /// <summary>Proposes funds, schemes and changes to them, and sets reference prices.</summary>
    ProposeMoney = 2,

    /// <summary>Approves, turns down or sends back what another person proposed, and releases the money of deliveries.</summary>
    ApproveMoney = 4,

    /// <summary>Confirms, declines and revokes roles of sellers and institutions.</summary>
    ConfirmMembers = 8,

    /// <summary>Reads the register of acts.</summary>
    Audit = 16,
}

/// <summary>Takes duties apart.</summary>
public static class DutiesExtensions
{
    /// <summary>The single duties among these, in the order in which they are shown.</summary>
    public static IReadOnlyList<Duties> Each(this Duties duties) =>
        [.. Enum.GetValues<Duties>().Where(duty => duty != Duties.None && (duties & duty) == duty)];
}
