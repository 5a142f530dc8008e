namespace AgriMarket.Domain.Members;

/// <summary>What an applicant typed. Nothing here has been checked yet.</summary>
/// <param name="Id">Made by the caller once, so that the same request sent twice is one application.</param>
/// <param name="DisplayName">Name of the farm, co-operative, office or company.</param>
/// <param name="RegionCode">Where the applicant works.</param>
/// <param name="Statement">What the decider should know; may be empty.</param>
public sealed record RoleRequest(Guid Id, Guid MemberId, MemberRole? Role, string? DisplayName, string? RegionCode, string? Statement)
{
    /// <summary>Of a seller: the villages that goods come from, with 、 or a comma or line between them; may be empty.</summary>
    public string? Villages { get; init; }
}
