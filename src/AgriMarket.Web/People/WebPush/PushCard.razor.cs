using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.WebPush;

/// <summary>The browsers in which a member is notified.</summary>
public sealed partial class PushCard(SubscriptionService service, IOptions<WebPushOptions> options)
{
    private IReadOnlyList<BrowserSubscription> browsers = [];
    private IReadOnlyList<Rejection> rejections = [];
    private Guid memberId;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    /// <summary>What the script has learnt from the browser.</summary>
    [SupplyParameterFromForm(FormName = "push")]
    private Keys? Browser { get; set; }

    [SupplyParameterFromForm(FormName = "push-remove")]
    public Guid? Remove { get; set; }

    private IOptions<WebPushOptions> Options => options;

    protected override async Task OnInitializedAsync()
    {
        memberId = (await SignedIn).User.RequireMemberId();
        browsers = await service.OfAsync(memberId);
    }

    private async Task SubscribeAsync()
    {
        var keys = new BrowserKeys(Browser?.Endpoint, Browser?.P256dh, Browser?.Auth);
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        rejections = (await service.SubscribeAsync(memberId, keys, language, (await SignedIn).User.SessionId())).Rejections;
        browsers = await service.OfAsync(memberId);
    }

    private async Task RemoveAsync()
    {
        if (Remove is { } id)
        {
            rejections = (await service.RemoveAsync(memberId, id)).Rejections;
            browsers = await service.OfAsync(memberId);
        }
    }

    private sealed class Keys
    {
        public string? Endpoint { get; set; }

        public string? P256dh { get; set; }

        public string? Auth { get; set; }
    }
}
