using AgriMarket.Domain.Members;

namespace AgriMarket.Web.People.Sms;

/// <summary>Shows enough of a number or address for its owner to know it, and not enough for anybody else to use it.</summary>
internal static class ContactMask
{
    private const string Hidden = "****";

    /// <summary>138****5678; l****i@example.com.</summary>
    public static string Of(ContactKind kind, string contact)
    {
        if (kind == ContactKind.Mobile)
        {
            return contact.Length > 7 ? contact[..3] + Hidden + contact[^4..] : Hidden;
        }

        var at = contact.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? $"{contact[0]}{Hidden}{(at > 1 ? contact[at - 1] : "")}{contact[at..]}" : Hidden;
    }
}
