namespace AgriMarket.Domain.Organisations;

/// <summary>What an administrator says of an official they confirm.</summary>
/// <param name="OfficeName">One of a known office of the place makes them one of its officials; any other is a new office.</param>
/// <param name="Kind">Of the office, where it is not known yet.</param>
/// <param name="IsNationwide">Whether the office works in the whole country, not in the region the official applied for.</param>
public sealed record Appointment(string OfficeName, OfficeKind Kind, bool IsNationwide, Duties Duties)
{
    /// <summary>Every duty there is.</summary>
    public const Duties AllDuties = Duties.Edit | Duties.ProposeMoney | Duties.ApproveMoney | Duties.ConfirmMembers | Duties.Audit;

    /// <summary>What is offered first: all that moves no money.</summary>
    public const Duties UsualDuties = Duties.Edit | Duties.ConfirmMembers;
}
