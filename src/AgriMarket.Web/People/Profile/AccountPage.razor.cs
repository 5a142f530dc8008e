using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.SignIn;
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

    private IEnumerable<(string Name, VerifiedContact? Proved, string Address)> Contacts =>
        [("Account.Mobile", account?.Mobile, PeopleAddresses.Mobile), ("Account.Email", account?.Email, PeopleAddresses.Email)];

    protected override async Task OnInitializedAsync()
    {
        Naming ??= new NameTyped { DisplayName = (await SignedIn).User.DisplayName() };
        Changing ??= new PasswordTyped();
        account = await Reads.OwnAccountAsync((await SignedIn).User.RequireMemberId());
    }

    private async Task RenameAsync() =>
        await ShowAsync(
            await Members.ChangeDisplayNameAsync((await SignedIn).User.RequireMemberId(), Naming!.DisplayName),
            "Account.NameSaved"
        );

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
    }

    private sealed class PasswordTyped
    {
        public string? Current { get; set; }

        public string? New { get; set; }
    }
}
