using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Money.Funds;

/// <summary>One fund for officials: approve it, read its books, and propose and approve what becomes of it.</summary>
public sealed partial class FundPage(FundReads funds, FundService service, FundChangeService changes, NavigationManager navigation)
{
    private IReadOnlyList<Rejection> rejections = [];
    private Guid officialId;
    private Guid? sessionId;

    /// <summary>The form that was sent, which then asks for a code where one is needed: a fund's or a change's id, or an action.</summary>
    private object? sentForm;

    [Inject]
    private FactorChecks Factors { get; set; } = null!;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The entry that the list begins with; without it, the newest.</summary>
    [SupplyParameterFromQuery]
    private string? Entry { get; set; }

    /// <summary>The entry that an official wants to take back.</summary>
    [SupplyParameterFromQuery]
    private string? Correct { get; set; }

    [SupplyParameterFromForm]
    private FundChangeForm? Sent { get; set; }

    [SupplyParameterFromForm]
    private FundRefusalForm? Refusal { get; set; }

    /// <summary>Typed after a form was refused for want of it.</summary>
    [SupplyParameterFromForm]
    private string? FactorCode { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private FundEntryList? Books { get; set; }

    private Transfer? Wrong => Books!.Page.Entries.FirstOrDefault(entry => entry.Id == QueryValue.Id(Correct) && Books.CanCorrect(entry));

    protected override async Task OnInitializedAsync()
    {
        Sent ??= new FundChangeForm();
        Refusal ??= new FundRefusalForm();
        var user = (await Authentication).User;
        (officialId, sessionId) = (user.RequireMemberId(), user.SessionId());
        await LoadAsync();
        if (Books is null)
        {
            navigation.NotFound();
        }
    }

    private Task ApproveAsync() => SendAsync(Id, () => service.ApproveAsync(Id, officialId, sessionId));

    private async Task ProposeAsync(FundAction action)
    {
        var intent = Sent!.ToIntent(Id, action, officialId) with { SessionId = sessionId };
        await SendAsync(action, () => changes.ProposeAsync(intent));
        rejections = Amounts.Asking(rejections, (nameof(FundChange.AmountFen), Sent.AmountYuan));
        Sent = rejections.Count == 0 ? new FundChangeForm() : Sent;
    }

    private Task ApproveChangeAsync(Guid changeId) => SendAsync(changeId, () => changes.ApproveAsync(changeId, officialId, sessionId));

    private Task RefuseAsync() =>
        SendAsync((Id, false), () => service.RefuseAsync(Id, Refusal!.Decision, Refusal.Reason ?? "", officialId, sessionId));

    private Task RefuseChangeAsync(Guid changeId) =>
        SendAsync((changeId, false), () => changes.RefuseAsync(changeId, Refusal!.Decision, Refusal.Reason ?? "", officialId, sessionId));

    private async Task SendAsync<T>(object form, Func<Task<Result<T>>> command)
    {
        sentForm = form;
        rejections = (await Factors.ThenAsync((await Authentication).User, FactorCode, command)).Rejections;
        await LoadAsync();
    }

    private IReadOnlyList<Rejection> Of(object form) => form.Equals(sentForm) ? rejections : [];

    private async Task LoadAsync() => Books = await funds.BooksAsync(Id, officialId, QueryValue.Id(Entry) ?? QueryValue.Id(Correct));
}
