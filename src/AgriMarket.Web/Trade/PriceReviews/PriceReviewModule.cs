using AgriMarket.Platform.Audit;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Trade.PriceReviews;

internal static class PriceReviewModule
{
    public static void AddPriceReviews(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PriceReviewService>();
        builder.Services.AddSingleton<PriceReviewReads>();
        builder.Services.AddSingleton<IInvariants, PriceReviewInvariants>();
        builder.Services.AddActKinds(PriceReviewActs.Decide);
        builder.Services.AddNotificationKinds(PriceReviewNotifications.PriceAsked, PriceReviewNotifications.PriceDecided);
    }
}
