using AgriMarket.Platform.Live;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.People.NotificationCenter;

/// <summary>A line at the edge of a working page for each new notification.</summary>
public sealed partial class NotificationToast(CountUnread count, ISnackbar snackbar, NavigationManager navigation, Reader reader)
{
    private Guid memberId;
    private int unread;

    [CascadingParameter]
    public Task<AuthenticationState>? SignedIn { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive || SignedIn is null || (await SignedIn).User.MemberId() is not { } id)
        {
            return;
        }

        memberId = id;
        Follow(NotificationTopics.Member(memberId));
        await ReadAsync();
    }

    protected override async Task ReadAsync() => unread = await count(memberId);

    /// <summary>Fewer means that some were read here or elsewhere: nothing new came.</summary>
    protected override async Task ShowNewsAsync()
    {
        var before = unread;
        await ReadAsync();
        if (unread > before)
        {
            snackbar.Add(
                reader.Fill(T["Notifications.New"], unread),
                Severity.Info,
                options =>
                {
                    options.Action = T["Notifications.See"];
                    options.OnClick = _ =>
                    {
                        navigation.NavigateTo(PeopleAddresses.Notifications);
                        return Task.CompletedTask;
                    };
                }
            );
        }
    }
}
