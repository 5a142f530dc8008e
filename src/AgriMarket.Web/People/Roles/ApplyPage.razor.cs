using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.People.Roles;

/// <summary>Asks for a role.</summary>
public partial class ApplyPage
{
    private IReadOnlyList<Rejection> rejections = [];
    private bool isSending;

    [Inject]
    private RoleService Roles { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    /// <summary>What was typed outlives the circuit.</summary>
    [PersistentState]
    public Typed? Form { get; set; }

    private string NameLabel => T[$"Apply.Name.{Form!.Role ?? MemberRole.Resident}"];

    private bool IsSeller => Form!.Role is { } role && RoleRules.Sellers.Contains(role);

    private Dictionary<string, object?> RoleLabel => new() { ["aria-label"] = T["Apply.Role"].Value };

    /// <summary>The role that whoever led here takes for the wanted one.</summary>
    [SupplyParameterFromQuery(Name = "role")]
    private string? Wanted { get; set; }

    protected override void OnInitialized() =>
        Form ??= new Typed { Role = RoleRules.Applicable.Cast<MemberRole?>().FirstOrDefault(role => role.ToString() == Wanted) };

    private bool IsWrong(string field) => rejections.Any(rejection => rejection.Field == field);

    private async Task SendAsync()
    {
        if (isSending)
        {
            return;
        }

        isSending = true;
        try
        {
            var memberId = (await SignedIn).User.RequireMemberId();
            var applied = await Roles.ApplyAsync(
                new RoleRequest(Form!.Id, memberId, Form.Role, Form.DisplayName, Form.RegionCode, Form.Statement)
                {
                    Villages = Form.Villages,
                }
            );
            rejections = applied.Rejections;
            if (applied.IsOk)
            {
                Navigation.NavigateTo(PeopleAddresses.Me);
            }
        }
        finally
        {
            isSending = false;
        }
    }

    /// <summary>The form as typed, with the id that makes sending it twice one application.</summary>
    public sealed class Typed
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public MemberRole? Role { get; set; }

        public string? DisplayName { get; set; }

        public string? RegionCode { get; set; }

        public string? Villages { get; set; }

        public string? Statement { get; set; }
    }
}
