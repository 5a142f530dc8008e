namespace AgriMarket.Web.People.Addresses;

/// <summary>
/// The addresses of the pages of people, for those pages and for whoever links to them. It knows nothing, so that every room may.
/// </summary>
public static class PeopleAddresses
{
    public const string Me = "/me";
    public const string Account = "/me/account";
    public const string Notifications = "/notifications";
    public const string NotificationSettings = "/me/notifications";
    public const string Apply = "/me/apply";
    public const string SignIn = "/sign-in";
    public const string CodeSignIn = "/sign-in/code";
    public const string ForgottenPassword = "/sign-in/forgotten";
    public const string Mobile = "/me/mobile";
    public const string Email = "/me/email";
    public const string OwnData = "/me/data";
    public const string Close = "/me/close";
    public const string Factor = "/me/factor";
    public const string SignInFactor = "/sign-in/factor";

    /// <summary>What a device is asked to sign in by a passkey.</summary>
    public const string PasskeySignIn = "/sign-in/passkey";

    /// <summary>What a device is asked to confirm a session.</summary>
    public const string PasskeyConfirm = "/me/factor/passkey";

    /// <summary>Where its answer goes.</summary>
    public const string PasskeyConfirmed = "/me/factor/passkey/answer";
    public const string SignOut = "/sign-out";

    /// <summary>Leads on to the page that the visitor's role begins on.</summary>
    public const string Start = "/start";

    /// <summary>The page to apply for a role, with this one (a value of <c>MemberRole</c>) chosen already.</summary>
    public static string ApplyFor(string role) => $"{Apply}?role={role}";
}
