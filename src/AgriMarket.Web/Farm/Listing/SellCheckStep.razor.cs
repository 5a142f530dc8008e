using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Farm.Listing;

/// <summary>Every answer once more, in words.</summary>
public sealed partial class SellCheckStep
{
    [Parameter, EditorRequired]
    public required SellForm Form { get; set; }

    [Parameter, EditorRequired]
    public required ListingStart Start { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Rejection> Rejections { get; set; }

    [Parameter]
    public EventCallback<int> OnChange { get; set; }

    private IEnumerable<(int Step, string Name, string Answer)> Answers
    {
        get
        {
            var intent = Defaults.Read(Form, Start.Seller);
            var total = Defaults.EarningsOf(Form, Start)?.TotalFen ?? 0;
            yield return (1, T["Check.What"], Produce.NameOf(intent.ProduceCode, Reader.IsChinese));
            yield return (
                2,
                T["Check.HowMuch"],
                Reader.Fill(intent.SaleKind == SaleKind.Pack ? T["Check.Pack"] : T["Check.Loose"], intent.QuantityGrams, intent.UnitGrams)
            );
            yield return (3, T["Check.Price"], Reader.Fill(T["Check.PriceOf"], intent.UnitPriceFen, intent.UnitGrams, total));
            yield return (4, T["Check.Where"], Where(intent));
            yield return (5, T["Check.When"], Reader.Fill(T["Check.Days"], intent.ReadyOn, intent.BestBeforeOn));
        }
    }

    private string Where(ListingIntent intent) =>
        string.Join(
            ' ',
            new[] { Regions.FullName(intent.OriginCode), intent.Village.Trim(), intent.Household.Trim() }.Where(part => part.Length > 0)
        );
}
