using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.NotificationCenter;

/// <summary>How a member is told of what, beside the notifications in the market: what concerns them, by what the market offers.</summary>
public sealed partial class NotificationSettingsPage(NotificationReads reads, NotificationService service)
{
    private NotificationSettings settings = new(null, null, [], [], new HashSet<ChosenChannel>());
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
            settings = settings with { Chosen = Wanted };
        }
    }

    private HashSet<ChosenChannel> Wanted =>
        [
            .. from channel in settings.Channels
            from text in Chosen?.On ?? []
            where text.StartsWith($"{channel}:", StringComparison.Ordinal)
            select new ChosenChannel(text[$"{channel}:".Length..], channel),
        ];

    /// <summary>Where each channel goes to, or what is missing for it.</summary>
    private IEnumerable<(string Text, string? Href, string? Action)> Reaches =>
        settings
            .Channels.Where(channel => channel != NotificationChannel.Push)
            .Select(channel =>
                channel == NotificationChannel.Mail
                    ? Reach("Mail", settings.Email, PeopleAddresses.Email)
                    : Reach("Sms", settings.Mobile, PeopleAddresses.Mobile)
            );

    private (string Text, string? Href, string? Action) Reach(string channel, string? contact, string setUpAt) =>
        contact is null
            ? (T[$"Settings.NoReach.{channel}"], setUpAt, T[$"Settings.Add{channel}"])
            : (Reader.Fill(T[$"Settings.Reach.{channel}"], contact), null, null);

    private async Task SaveAsync()
    {
        var memberId = (await SignedIn).User.RequireMemberId();
        rejections = (await service.ChooseAsync(memberId, settings.Groups, Wanted)).Rejections;
        isSaved = rejections.Count == 0;
    }

    private sealed class Choices
    {
        public List<string>? On { get; set; }
    }
}
