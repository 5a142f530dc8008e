using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AgriMarket.Web.People.SignIn;

/// <summary>Form posts that end or, in Development, begin a visit as a member, and where it begins.</summary>
internal static class MemberEndpoints
{
    public static void MapMembers(this WebApplication app)
    {
        app.MapPost(
                PeopleAddresses.SignOut,
                async (SignInService signIn, [FromForm] string? returnTo) =>
                {
                    await signIn.SignOutAsync();
                    return TypedResults.LocalRedirect(LocalAddress.Of(returnTo));
                }
            )
            .AllowAnonymous();

        app.MapGet(
                PeopleAddresses.Start,
                async (HttpContext visit, IEnumerable<StartPage> pages, IAuthorizationService rights) =>
                    TypedResults.LocalRedirect(await StartPages.OfAsync(visit, pages, rights))
            )
            .AllowAnonymous();

        if (app.Environment.IsDevelopment())
        {
            app.MapPost(
                    "/demo/sign-in",
                    async Task<IResult> (SignInService signIn, [FromForm] Guid memberId, [FromForm] string? returnTo) =>
                        await signIn.SignInDemoAsync(memberId) is { IsOk: true, Value: var step }
                            ? TypedResults.LocalRedirect(SignInService.AddressAfter(step, returnTo))
                            : TypedResults.NotFound()
                )
                .AllowAnonymous();
        }
    }
}
