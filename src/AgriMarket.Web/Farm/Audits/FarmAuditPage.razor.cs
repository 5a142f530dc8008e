using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Audits;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Farm.Audits;

/// <summary>What a seller has typed about a parcel that was drawn, as typed.</summary>
public sealed class AuditAnswerForm
{
    public string? Text { get; set; }

    public string? Number { get; set; }
}

/// <summary>Where a seller says how a drawn parcel travelled, and sees what became of it. Static: it works on a weak line.</summary>
public sealed partial class FarmAuditPage(AuditReads reads, AuditService audits, NavigationManager navigation)
{
    private SellerAudit? found;
    private Guid farmerId;
    private IReadOnlyList<Rejection> rejections = [];
    private bool isSaved;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromForm]
    private AuditAnswerForm? Form { get; set; }

    protected override async Task OnInitializedAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        found = await reads.FindAsync(Id, farmerId);
        if (found is null)
        {
            navigation.NotFound();
            return;
        }

        Form ??= new AuditAnswerForm { Number = found.Parcel.TrackingNumber };
    }

    private async Task AnswerAsync()
    {
        rejections = (await audits.AnswerAsync(Id, farmerId, new(Form!.Text ?? "", Form.Number ?? ""))).Rejections;
        isSaved = rejections.Count == 0;
        found = await reads.FindAsync(Id, farmerId);
    }

    private string? Invalid(string field) => rejections.Any(rejection => rejection.Field == field) ? "true" : null;
}
