namespace AgriMarket.Web.People.Contacts;

/// <summary>Tells those who keep for a while what a member has proved that it is another now. In this process only.</summary>
public sealed class ContactChanges
{
    /// <summary>With the member's id, once the change is durable.</summary>
    public event Action<Guid>? Changed;

    internal void Raise(Guid memberId) => Changed?.Invoke(memberId);
}
