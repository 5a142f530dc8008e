using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notices;
using AgriMarket.Web.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Notices.Pages;

/// <summary>About what a member wants e-mail, beside the notices in the market.</summary>
public sealed partial class NoticeSettingsPage(NoticeReads reads, NoticeService service)
{
    private NoticeSettings settings = new(null, false, []);
    private IReadOnlyList<Rejection> rejections = [];
    private bool isSaved;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    [SupplyParameterFromForm(FormName = "notices")]
    private Choices? Chosen { get; set; }

    protected override async Task OnInitializedAsync()
    {
        settings = await reads.SettingsAsync((await SignedIn).User.RequireMemberId());
        if (Chosen is not null)
        {
            settings = settings with { ByMail = Wanted };
        }
    }

    private IReadOnlyList<NoticeGroup> Wanted => [.. (Chosen?.ByMail ?? []).Select(name => Enum.TryParse<NoticeGroup>(name, out var group) ? group : (NoticeGroup?)null).OfType<NoticeGroup>()];

    private async Task SaveAsync()
    {
        rejections = (await service.ChooseAsync((await SignedIn).User.RequireMemberId(), Wanted)).Rejections;
        isSaved = rejections.Count == 0;
    }

    private sealed class Choices
    {
        public List<string>? ByMail { get; set; }
    }
}
