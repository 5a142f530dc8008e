using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Shell.Editing;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Lots;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Government.Campaigns;

/// <summary>Says in words what two officials have written into one campaign.</summary>
internal sealed class CampaignFields(
    IStringLocalizer<CampaignText> T,
    FundReads funds,
    LotFinder lots,
    ProduceCatalogue produce,
    RegionCatalogue regions
)
{
    /// <summary>What somebody else has changed since the form was opened.</summary>
    public async Task<IReadOnlyList<EditedField>> ChangesAsync(CampaignForm seen, CampaignForm theirs, CampaignForm mine)
    {
        var open = await funds.OpenAsync();
        return EditedField.Between(await FieldsAsync(seen, open), await FieldsAsync(theirs, open), await FieldsAsync(mine, open));
    }

    private async Task<ShownField[]> FieldsAsync(CampaignForm form, IReadOnlyList<FundOverview> open) =>
        [
            new(T["Edit.Name"], form.Title),
            new(T["Edit.Story"], form.Story),
            new(T["Edit.Cover"], CoverName(form.Cover)),
            new(T["Edit.Region"], form.RegionCode is { } code ? regions.FullName(code) : ""),
            new(T["Edit.StartsOn"], form.StartsOn),
            new(T["Edit.EndsOn"], form.EndsOn),
            new(T["Edit.Target"], form.TargetKg),
            new(T["Edit.HoldMinutes"], form.HoldMinutes),
            new(T["Edit.Fund"], FundName(form.FundId, open)),
            new(T["Lots.Title"], await LotsAsync(form.LotIds)),
        ];

    /// <summary>What a drawing is called.</summary>
    public string CoverName(string cover) =>
        cover switch
        {
            "field" => T["Cover.Field"],
            "orchard" => T["Cover.Orchard"],
            "terraces" => T["Cover.Terraces"],
            _ => cover,
        };

    private string FundName(string fundId, IReadOnlyList<FundOverview> open) =>
        fundId.Length == 0
            ? T["Edit.NoFund"]
            : open.FirstOrDefault(row => row.Fund.Id.ToString() == fundId)?.Fund.Name(Reader.IsChinese) ?? fundId;

    private async Task<string> LotsAsync(IReadOnlyList<Guid> lotIds)
    {
        var chosen = await lots.FindAsync([.. lotIds.Order()]);
        return string.Join(
            Reader.IsChinese ? "、" : ", ",
            chosen.Select(lot => $"{produce.NameOf(lot.ProduceCode, Reader.IsChinese)} · {lot.FarmerName}")
        );
    }
}
