using System.Security.Claims;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;

namespace AgriMarket.Web.People.OwnData;

/// <summary>The file with what is kept of a member, for themselves.</summary>
internal static class OwnDataEndpoints
{
    private const string ZipType = "application/zip";
    private const string FileName = "agrimarket-data.zip";

    public static void MapOwnData(this WebApplication app) =>
        app.MapPost(
                PeopleAddresses.OwnData,
                async (ClaimsPrincipal user, OwnDataService own) =>
                    TypedResults.File(await own.ZipAsync(user.RequireMemberId()), ZipType, FileName)
            )
            .RequireAuthorization(Policies.Member)
            .RequireRateLimiting(Policies.PasswordForms);
}
