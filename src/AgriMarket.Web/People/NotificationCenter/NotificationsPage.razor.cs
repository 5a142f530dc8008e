using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.NotificationCenter;

/// <summary>What a member has been told, and what can be done about it.</summary>
public sealed partial class NotificationsPage(NotificationReads reads, NotificationService service)
{
    private PageOf<Notification>? notifications;
    private ILookup<Guid, NotificationDelivery> deliveries = Array.Empty<NotificationDelivery>().ToLookup(row => row.NotificationId);
    private IReadOnlyList<Rejection> rejections = [];
    private Guid memberId;
    private bool isMarking;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        Follow(NotificationTopics.Member(memberId));
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        notifications = await reads.ListAsync(memberId, QueryValue.Page(Number));
        deliveries = await reads.DeliveriesAsync(notifications.Items);
    }

    /// <param name="notificationId">Null marks all.</param>
    private async Task MarkAsync(Guid? notificationId)
    {
        if (isMarking)
        {
            return;
        }

        isMarking = true;
        rejections = (await service.ReadAsync(memberId, notificationId)).Rejections;
        await ReadAsync();
        isMarking = false;
    }

    /// <summary>By what else the member was told, or could not be.</summary>
    private IEnumerable<string> Lines(Notification notification) =>
        deliveries[notification.Id]
            .Where(row => row.Status is NotificationDeliveryStatus.Sent or NotificationDeliveryStatus.Failed)
            .Select(row => T[$"Delivery.{row.Channel}.{row.Status}"].Value);
}
