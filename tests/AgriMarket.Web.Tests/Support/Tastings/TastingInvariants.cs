using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Audit;

namespace AgriMarket.Web.Tests.Support.Tastings;

internal sealed class TastingInvariants : IInvariants
{
    public string Name => "Tastings";

    public IReadOnlyList<AuditedRows> Rows => [];

    public IReadOnlyList<Invariant> All =>
        [
            Invariant.That(
                "A tasting is open for some goods.",
                db =>
                    db.Set<Notification>()
                        .Where(notification => notification.Kind == TastingModule.Opened.Code && notification.Subject == "nothing"),
                notification => new Breach($"notification {notification.Id}", notification.Subject, "goods")
            ),
        ];
}
