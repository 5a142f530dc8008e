using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.SignIn;
using AgriMarket.Web.Shell.Editing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.Profile;

/// <summary>Name, number, address and password of one's own account.</summary>
public partial class AccountPage
{
    private IReadOnlyList<Rejection> rejections = [];
    private string? done;

    [Inject]
    private MemberService Members { get; set; } = default!;

    [Inject]
    private SignInService SignIn { get; set; } = default!;

    [Inject]
    private MemberReads Reads { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [SupplyParameterFromForm(FormName = "name")]
    private NameTyped? Naming { get; set; }

    [SupplyParameterFromForm(FormName = "password")]
    private PasswordTyped? Changing { get; set; }

    private OwnAccount? account;

    /// <summary>
    /// A name that was saved on another device since this page was opened. Pressed once more, what is typed here takes its place.
    /// </summary>
    private EditedField? change;

    private IEnumerable<(string Name, VerifiedContact? Proved, string Address)> Contacts =>
        [("Account.Mobile", account?.Mobile, PeopleAddresses.Mobile), ("Account.Email", account?.Email, PeopleAddresses.Email)];

    protected override async Task OnInitializedAsync()
    {
        // The page is drawn once before the account is read.
        var isTyped = Naming is not null;
        Naming ??= new NameTyped();
        Changing ??= new PasswordTyped();
        account = await Reads.OwnAccountAsync((await SignedIn).User.RequireMemberId());
        if (!isTyped)
        {
            (Naming.DisplayName, Naming.Version) = (account.DisplayName, account.NameVersion);
        }
    }

    private async Task RenameAsync()
    {
        var memberId = (await SignedIn).User.RequireMemberId();
        await ShowAsync(await Members.ChangeDisplayNameAsync(memberId, Naming!.DisplayName, Naming.Version), "Account.NameSaved");
        if (rejections.IsConflict())
        {
            account = await Reads.OwnAccountAsync(memberId);
            change = new(T["DisplayName.Label"], account.DisplayName, Naming.DisplayName);
            Naming.Version = account.NameVersion;
        }
    }

    private async Task ChangePasswordAsync() =>
        await ShowAsync(
            await Members.ChangePasswordAsync(
                (await SignedIn).User.RequireMemberId(),
                new PasswordRequest(Changing!.Current, Changing.New),
                (await SignedIn).User.SessionId()
            ),
            "Account.PasswordSaved"
        );

    /// <summary>A new cookie for this browser, which knows the new name and survives the new password.</summary>
    private async Task ShowAsync(Result<Member> changed, string sentence)
    {
        rejections = changed.Rejections;
        if (changed.IsOk)
        {
            await SignIn.KeepAsync(changed.Value, (await SignedIn).User.SessionId()!.Value);
            done = sentence;
        }
    }

    private sealed class NameTyped
    {
        public string? DisplayName { get; set; }

        /// <summary>Of the name, as it was seen.</summary>
        public long Version { get; set; }
    }

    private sealed class PasswordTyped
    {
        public string? Current { get; set; }

        public string? New { get; set; }
    }
}
