using AgriMarket.Domain.Common;
using AgriMarket.Web.Matching.Addresses;
using AgriMarket.Web.Matching.InvoiceTitles;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Matching.BulkPapers;

/// <summary>All papers of a bulk order, who signs which, and in whose name the invoice is made out.</summary>
public sealed partial class PapersPage(InvoiceTitleService titles)
{
    private const string FormName = "invoice-title";

    private IReadOnlyList<Rejection> rejections = [];
    private bool isSaved;

    [SupplyParameterFromForm(FormName = FormName)]
    private InvoiceTitleForm? Form { get; set; }

    private IEnumerable<(string Paper, string Href)> All =>
        [
            ("Contract", MatchingAddresses.Contract(Id)),
            ("Delivery", MatchingAddresses.DeliveryNote(Id)),
            ("Acceptance", MatchingAddresses.AcceptanceForm(Id)),
            ("Invoice", MatchingAddresses.InvoiceData(Id)),
        ];

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Form ??= InvoiceTitleForm.Of(Papers?.Title, Papers?.Demand.InstitutionName ?? "");
    }

    private async Task SaveAsync()
    {
        if (Papers is not { IsBuyer: true })
        {
            return;
        }

        rejections = (await titles.SaveAsync(Form!.Read(MemberId))).Rejections;
        isSaved = rejections.Count == 0;
    }
}
