using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.Government.ReferencePrices;

/// <summary>Sets or takes back one reference price.</summary>
public sealed partial class ReferencePriceDialog
{
    private const int MostFound = 12;

    private string? target;
    private string yuan = "";
    private string reason = "";

    [Inject]
    private ReferencePriceService Service { get; set; } = null!;

    [Inject]
    private ProduceCatalogue Produce { get; set; } = null!;

    [Inject]
    private IStringLocalizer<LotText> LotText { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> SignedIn { get; set; }

    /// <summary>What is changed; null for a kind or category to be chosen.</summary>
    [Parameter, EditorRequired]
    public required ReferenceRow? Row { get; set; }

    /// <summary>Zero, which the rules refuse, for what cannot be read.</summary>
    private long FenPerKg => Rounding.HalfUp(Amounts.Fen(yuan) ?? 0, Weights.KilogramGrams, Reader.UnitGrams);

    protected override void OnInitialized()
    {
        target = Row?.Target;
        yuan = Row?.Price is { } price ? Amounts.YuanInput(price.FenOf(Reader.UnitGrams, 100)) : "";
    }

    private Task<IEnumerable<string>> FindAsync(string? text, CancellationToken cancelled) =>
        Task.FromResult(
            Enum.GetNames<ProduceCategory>()
                .Where(category =>
                    string.IsNullOrWhiteSpace(text) || NameOf(category)!.Contains(text.Trim(), StringComparison.CurrentCultureIgnoreCase)
                )
                .Concat(Produce.Search(text, MostFound).Select(found => found.Code))
        );

    private string? NameOf(string? code) =>
        code is null ? null
        : IsCategory(code) ? LotText[$"Category.{code}"]
        : Produce.NameOf(code, Reader.IsChinese);

    private static bool IsCategory(string code) => Enum.GetNames<ProduceCategory>().Contains(code);

    private bool Has(string field) => Rejections.Any(rejection => rejection.Field == field);

    /// <param name="fenPerKg">Null takes it back.</param>
    private Task SendAsync(long? fenPerKg) =>
        RunAsync(async () =>
            Amounts.Asking(
                await Service.SetAsync(
                    new ReferenceRequest(target ?? "", IsCategory(target ?? ""), fenPerKg, reason, (await SignedIn).User.RequireMemberId())
                ),
                (nameof(OfficialReference.FenPerKg), yuan)
            )
        );
}
