using AgriMarket.Domain.Common;
using AgriMarket.Domain.Notices;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Notices.Pages;

/// <summary>What a member has been told, and what can be done about it.</summary>
public sealed partial class NoticesPage(NoticeReads reads, NoticeService service)
{
    private PageOf<Notice>? notices;
    private IReadOnlyList<Rejection> rejections = [];
    private Guid memberId;
    private bool isMarking;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        Follow(LiveTopics.Notices(memberId));
        await ReadAsync();
    }

    protected override async Task ReadAsync() => notices = await reads.ListAsync(memberId, Number);

    /// <param name="noticeId">Null marks all.</param>
    private async Task MarkAsync(Guid? noticeId)
    {
        if (isMarking)
        {
            return;
        }

        isMarking = true;
        rejections = (await service.ReadAsync(memberId, noticeId)).Rejections;
        await ReadAsync();
        isMarking = false;
    }

    private string? MailLine(Notice notice) => notice.Mail switch
    {
        NoticeMail.Sent => T["Mail.Sent"].Value,
        NoticeMail.Failed => T["Mail.Failed"].Value,
        _ => null,
    };
}
