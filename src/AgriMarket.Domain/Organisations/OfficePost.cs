using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Organisations;

/// <summary>An official's post: for which office they act, and in which duties.</summary>
/// <param name="RegionCode">The office's: see <see cref="Office.RegionCode"/>.</param>
public sealed record OfficePost(Guid OfficeId, string Name, OfficeKind Kind, string RegionCode, Duties Duties)
{
    /// <summary>True when all of these duties are among the official's.</summary>
    public bool Has(Duties duty) => (Duties & duty) == duty;

    /// <summary>The refusal where a single duty is not among the official's; null where it is.</summary>
    public Rejection? WhyNot(Duties duty) =>
        Has(duty)
            ? null
            : new Rejection(
                duty switch
                {
                    Duties.Edit => "office.duty-edit",
                    Duties.ProposeMoney => "office.duty-propose-money",
                    Duties.ApproveMoney => "office.duty-approve-money",
                    Duties.ConfirmMembers => "office.duty-confirm-members",
                    Duties.Audit => "office.duty-audit",
                    _ => throw new ArgumentOutOfRangeException(nameof(duty), duty, "One duty at a time."),
                }
            );

    /// <summary>True for the office's region and what lies inside it.</summary>
    public bool Reaches(string regionCode, RegionCatalogue regions) => regions.IsWithin(regionCode, RegionCode);
}
