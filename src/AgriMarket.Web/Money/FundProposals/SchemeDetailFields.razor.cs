using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Money.FundProposals;

/// <summary>The rarer conditions and caps of a proposed scheme.</summary>
public sealed partial class SchemeDetailFields
{
    private const int MostFound = 12;

    private static readonly HashSet<string> Fields =
    [
        nameof(SchemeConditions.Categories),
        nameof(SchemeConditions.ProduceCodes),
        nameof(SchemeConditions.LotIds),
        nameof(SchemeConditions.DestinationCodes),
        nameof(SchemeConditions.MinimumFen),
        nameof(SchemeCaps.PerOrderFen),
        nameof(SchemeCaps.PerKilogramFen),
        nameof(SchemeCaps.PerBuyerDayFen),
        nameof(SchemeCaps.PerBuyerFen),
        nameof(SchemeCaps.PerDayFen),
        nameof(SchemeCaps.PerLotFen),
        nameof(SchemeCaps.PerHouseholdDayFen),
        nameof(SchemeCaps.PerHouseholdFen),
        nameof(SchemeCaps.PerSellerDayFen),
        nameof(SchemeCaps.PerSellerFen),
        nameof(FundProposal.PriceFactorPercent),
        nameof(FundProposal.Priority),
    ];

    private string? kind;

    /// <summary>Until then nothing of it is there: most proposals never need it, and it would be half of what a circuit holds.</summary>
    private bool wasOpened;

    [Parameter, EditorRequired]
    public required FundForm Form { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Rejection> Rejections { get; set; }

    /// <summary>Something in it has changed.</summary>
    [Parameter, EditorRequired]
    public required Action Changed { get; set; }

    private bool IsRefused => Rejections.Any(rejection => rejection.Field is { } name && Fields.Contains(name));

    protected override void OnAfterRender(bool firstRender) => Changed();

    private void Toggle(ProduceCategory category)
    {
        if (!Form.Categories.Remove(category))
        {
            Form.Categories.Add(category);
        }
    }

    private Task<IEnumerable<string>> FindAsync(string? text, CancellationToken cancelled) =>
        Task.FromResult(Produce.Search(text, MostFound).Select(found => found.Code));

    private void AddKind(string? code)
    {
        if (code is not null && !Form.ProduceCodes.Contains(code))
        {
            Form.ProduceCodes.Add(code);
        }

        kind = null;
    }

    private string? NameOf(string? code) => code is null ? null : Produce.NameOf(code, Reader.IsChinese);
}
