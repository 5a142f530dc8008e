using System.ComponentModel.DataAnnotations;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.OwnData;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>Settings of reports of unsold goods (section <c>Unsold</c>).</summary>
public sealed class UnsoldOptions
{
    public const string Section = "Unsold";

    /// <summary>How often reported lots are compared with their stock.</summary>
    [Range(1, 3_600)]
    public int FollowSeconds { get; set; } = 60;
}

internal static class UnsoldModule
{
    public static void AddUnsoldReports(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<UnsoldOptions>().BindConfiguration(UnsoldOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<UnsoldService>();
        builder.Services.AddSingleton<UnsoldPhotos>();
        builder.Services.AddSingleton<UnsoldReads>();
        builder.Services.AddSingleton<IPersonalData, UnsoldReportPersonalData>();
        builder.Services.AddHostedService<UnsoldReportFollowUp>();
        builder.Services.AddDueWork<UnsoldText>("unsold.follow");
        builder.Services.AddActKinds(UnsoldActs.Decide);
        builder.Services.AddNotificationKinds(UnsoldNotifications.UnsoldReported, UnsoldNotifications.UnsoldEnded);
        builder.Services.AddRefusals<UnsoldText>("unsold");
        builder.Services.AddRefusalsForHelp("unsold.may-not-report");
    }

    /// <summary>The photos, for those who may see the report.</summary>
    public static void MapUnsold(this WebApplication app) =>
        app.MapGet(
                "/unsold/{id:guid}/photo",
                async Task<IResult> (Guid id, HttpContext context, UnsoldReads reports) =>
                {
                    if (await reports.PhotoAsync(id, context.User.RequireMemberId()) is not { } jpeg)
                    {
                        return TypedResults.NotFound();
                    }

                    context.Response.Headers.CacheControl = "private, no-cache";
                    return TypedResults.Bytes(jpeg, "image/jpeg");
                }
            )
            .RequireAuthorization(Policies.Member);
}
