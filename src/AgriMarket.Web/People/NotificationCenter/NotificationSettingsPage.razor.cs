using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.NotificationCenter;

/// <summary>About what a member wants e-mail, beside the notifications in the market.</summary>
public sealed partial class NotificationSettingsPage(NotificationReads reads, NotificationService service)
{
    private NotificationSettings settings = new(null, false, []);
    private IReadOnlyList<Rejection> rejections = [];
    private bool isSaved;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [SupplyParameterFromForm(FormName = "notifications")]
    private Choices? Chosen { get; set; }

    protected override async Task OnInitializedAsync()
    {
        settings = await reads.SettingsAsync((await SignedIn).User.RequireMemberId());
        if (Chosen is not null)
        {
            settings = settings with { ByMail = Wanted };
        }
    }

    private IReadOnlyList<string> Wanted => Chosen?.ByMail ?? [];

    private async Task SaveAsync()
    {
        rejections = (await service.ChooseAsync((await SignedIn).User.RequireMemberId(), Wanted)).Rejections;
        isSaved = rejections.Count == 0;
    }

    private sealed class Choices
    {
        public List<string>? ByMail { get; set; }
    }
}
