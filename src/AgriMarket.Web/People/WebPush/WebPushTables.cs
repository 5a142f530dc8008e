using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.WebPush;

internal sealed class WebPushTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<BrowserSubscription>(subscription =>
        {
            subscription.ToTable("push_subscriptions");
            subscription.HasKey(row => row.Id);
            subscription.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            subscription.HasIndex(row => row.MemberId);
            subscription.HasIndex(row => row.Endpoint).IsUnique();
            subscription.Property(row => row.Endpoint).HasMaxLength(BrowserSubscription.EndpointMaxLength);
            subscription.Property(row => row.P256dh).HasMaxLength(BrowserSubscription.KeyMaxLength);
            subscription.Property(row => row.Auth).HasMaxLength(BrowserSubscription.KeyMaxLength);
            subscription.Property(row => row.Language).HasMaxLength(BrowserSubscription.LanguageMaxLength);
        });
}
