using System.Globalization;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Government.Register;

/// <summary>What was done in office, and for administrators also what concerned the safety of accounts.</summary>
public sealed partial class RegisterPage(RegisterReads reads, ActWords words, NavigationManager navigation)
{
    private ActList list = new([], null, []);

    [Inject]
    private IStringLocalizer<MemberText> MemberTexts { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private string? Day { get; set; }

    [SupplyParameterFromQuery]
    private string? Before { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override async Task OnInitializedAsync() =>
        list = await reads.ListAsync(
            (await Authentication).User.RequireMemberId(),
            new ActFilter(
                Kind ?? "",
                DateOnly.TryParse(Day, CultureInfo.InvariantCulture, out var day) ? day : null,
                Guid.TryParse(Before, out var before) ? before : null
            )
        );

    private string Who(ActRow row) =>
        string.Join(" · ", new[] { row.Actor.Length > 0 ? row.Actor : T["Register.Nobody"].Value, RoleOf(row.Act) }.Where(Says));

    private string RoleOf(Act act) => act.Role is { } role ? MemberTexts[$"Role.{role}"] : "";

    /// <summary>What was changed, in words; ids as the row has them, for an auditor to compare.</summary>
    private string Facts(Act act) =>
        string.Join(
            " · ",
            new[]
            {
                words.Change(act.Kind, act.SubjectName),
                string.Join(" → ", new[] { act.Before, act.After }.Distinct().Where(Says).Select(text => words.Change(act.Kind, text))),
                $"{act.SubjectKind} {act.SubjectId}".Trim(),
                act.Network,
                act.SessionId is { } session ? $"session {session}" : "",
            }.Where(Says)
        );

    private static bool Says(string part) => part.Length > 0;

    private string Older(Guid next) =>
        navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["before"] = next.ToString() });
}
