using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Common;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.Government.Orders;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Cases;
using AgriMarket.Web.Trade.Findings;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.Cases;

/// <summary>A case from a finding or from an order.</summary>
public sealed partial class NewCasePage(
    CaseReads reads,
    CaseService cases,
    FindingReads findings,
    OfficialOrderReads orders,
    NavigationManager navigation
)
{
    private readonly Guid caseId = Guid.CreateVersion7();
    private readonly HashSet<Guid> chosen = [];
    private IReadOnlyList<CaseCandidate>? candidates;
    private IReadOnlyList<Rejection> rejections = [];
    private bool holdsAll;
    private bool isBusy;
    private string reason = "";
    private string? factorCode;

    [Inject]
    private FactorChecks Factors { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "finding")]
    private string? Handle { get; set; }

    [SupplyParameterFromQuery(Name = "order")]
    private string? OrderId { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    private bool HasSeveralSellers => candidates!.DistinctBy(parcel => parcel.FarmerId).Count() > 1;

    private (FindingKind Kind, string Key)? Finding => Handle is null ? null : findings.Open(Handle);

    protected override async Task OnInitializedAsync()
    {
        var memberId = (await SignedIn).User.RequireMemberId();
        candidates = await reads.CandidatesAsync(await ParcelIdsAsync(memberId), memberId);
        chosen.UnionWith(Finding is null || HasSeveralSellers ? [] : candidates.Select(parcel => parcel.ParcelId));
    }

    /// <summary>While parcels of one seller are chosen, those of others belong in a case of their own.</summary>
    private bool IsOfAnother(CaseCandidate parcel) =>
        candidates!.Any(other => other.FarmerId != parcel.FarmerId && chosen.Contains(other.ParcelId));

    private async Task<IReadOnlyCollection<Guid>> ParcelIdsAsync(Guid memberId)
    {
        if (Finding is var (kind, key))
        {
            return (await findings.FindAsync(kind, key, memberId))?.Parcels.Select(parcel => parcel.ParcelId).ToList() ?? [];
        }

        return QueryValue.Id(OrderId) is { } orderId && await orders.FindAsync(orderId, memberId) is { } order
            ? order.View.Order.Parcels.ConvertAll(parcel => parcel.Id)
            : [];
    }

    private void Choose(Guid parcelId, bool isOn)
    {
        if (isOn)
        {
            chosen.Add(parcelId);
        }
        else
        {
            chosen.Remove(parcelId);
        }
    }

    private async Task OpenAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            var user = (await SignedIn).User;
            var intent = new CaseIntent(caseId, user.RequireMemberId(), [.. chosen], holdsAll, reason) { Finding = Finding };
            var opened = await Factors.ThenAsync(user, factorCode, () => cases.OpenAsync(intent, user.SessionId()));
            rejections = opened.Rejections;
            if (opened.IsOk)
            {
                navigation.NavigateTo(GovernmentAddresses.Case(opened.Value));
            }
        }
        finally
        {
            isBusy = false;
        }
    }
}
