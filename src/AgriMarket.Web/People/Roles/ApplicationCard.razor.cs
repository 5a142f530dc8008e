using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.Roles;

/// <summary>One of a member's own applications.</summary>
public sealed partial class ApplicationCard
{
    [Parameter, EditorRequired]
    public required RoleApplication Application { get; set; }

    private string Place => PlaceOf(Application, Regions);

    /// <summary>Region and villages, in words.</summary>
    internal static string PlaceOf(RoleApplication application, RegionCatalogue regions)
    {
        var (place, villages) = (regions.FullName(application.RegionCode), application.Villages);
        return Reader.IsChinese ? place + string.Join('、', villages) : string.Join(", ", villages.Append(place));
    }

    private string When =>
        Application.DecidedAt is { } decided
            ? Reader.Fill(T["Application.Decided"], Application.AppliedAt, decided)
            : Reader.Fill(T["Application.Waits"], Application.AppliedAt);

    internal static string Colour(ApplicationStatus status) =>
        status switch
        {
            ApplicationStatus.Waiting => "amber",
            ApplicationStatus.Confirmed => "green",
            _ => "clay",
        };
}
