namespace AgriMarket.Web.People.Register;

/// <summary>What concerns the safety of accounts, whichever room notes it.</summary>
internal static class SecurityActs
{
    /// <summary>What <see cref="Domain.Members.ActNote.SubjectKind"/> is of a member.</summary>
    public const string Member = "member";

    public static readonly ActKind SignIn = Of("security.sign-in", "Kind.SignIn");
    public static readonly ActKind Failed = Of("security.failed", "Kind.Failed");
    public static readonly ActKind LockedOut = Of("security.locked-out", "Kind.LockedOut");
    public static readonly ActKind PasswordChanged = Of("security.password", "Kind.PasswordChanged");
    public static readonly ActKind PasswordReset = Of("security.password-reset", "Kind.PasswordReset");
    public static readonly ActKind MobileChanged = Of("security.mobile", "Kind.MobileChanged");
    public static readonly ActKind EmailChanged = Of("security.email", "Kind.EmailChanged");
    public static readonly ActKind SessionsEnded = Of("security.sessions-ended", "Kind.SessionsEnded");
    public static readonly ActKind Refused = Of("security.refused", "Kind.Refused");
    public static readonly ActKind Limited = Of("security.limited", "Kind.Limited");
    public static readonly ActKind Closed = Of("security.closed", "Kind.Closed");
    public static readonly ActKind Locked = Of("security.lock", "Kind.Locked");
    public static readonly ActKind Unlocked = Of("security.unlock", "Kind.Unlocked");
    public static readonly ActKind CodeFailed = Of("security.code-failed", "Kind.CodeFailed");
    public static readonly ActKind FactorSet = Of("security.factor-set", "Kind.FactorSet");
    public static readonly ActKind FactorResetStarted = Of("security.factor-reset-start", "Kind.FactorResetStarted");
    public static readonly ActKind FactorReset = Of("security.factor-reset", "Kind.FactorReset");
    public static readonly ActKind PasskeyAdded = Of("security.passkey-added", "Kind.PasskeyAdded");
    public static readonly ActKind PasskeyRemoved = Of("security.passkey-removed", "Kind.PasskeyRemoved");
    public static readonly ActKind AdministratorMade = Of("security.administrator", "Kind.AdministratorMade");

    public static ActKind[] All =>
        [
            SignIn,
            Failed,
            LockedOut,
            PasswordChanged,
            PasswordReset,
            MobileChanged,
            EmailChanged,
            SessionsEnded,
            Refused,
            Limited,
            Closed,
            Locked,
            Unlocked,
            CodeFailed,
            FactorSet,
            FactorResetStarted,
            FactorReset,
            PasskeyAdded,
            PasskeyRemoved,
            AdministratorMade,
        ];

    private static ActKind Of(string code, string word) => new(code, typeof(RegisterText), word) { IsSecurity = true };
}
