using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Orders;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>Asks for a new quote when what it rests on is another: the lines, their prices. Nothing is reserved.</summary>
public sealed partial class CartLanded(OrderService orders, FreightTariff tariff)
{
    private Result<Quote>? quoted;
    private IReadOnlyList<(WantedLine Line, long PriceFen)> asked = [];

    [Parameter, EditorRequired]
    public required IReadOnlyList<CartItem> Items { get; set; }

    /// <summary>Region code of the place; null where nobody has said one.</summary>
    [Parameter, EditorRequired]
    public required string? Destination { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        (WantedLine Line, long PriceFen)[] wanted =
        [
            .. Items
                .Where(item => item.CanBeOrdered(Reader.Today))
                .Select(item => (new WantedLine(item.Lot.Id, Math.Min(item.Grams, item.Lot.AvailableGrams)), item.Lot.UnitPriceFen)),
        ];
        if (Destination is null || wanted.SequenceEqual(asked))
        {
            return;
        }

        asked = wanted;
        quoted =
            wanted.Length == 0
                ? null
                : await orders.QuoteAsync([.. wanted.Select(row => row.Line)], Destination, (await Authentication).User.MemberId());
    }

    /// <summary>What may be added to each parcel at no more freight, in whole units of something that is in it.</summary>
    private IEnumerable<(QuoteParcel Parcel, long Grams)> More(Quote quote) =>
        quote.Parcels.Select(parcel => (parcel, Grams: FreeGrams(quote, parcel))).Where(more => more.Grams > 0);

    private string NameOf(Rejection why) =>
        Items.FirstOrDefault(item => item.Lot.Id.ToString() == why.Field) is { } item
            ? $"{Produce.NameOf(item.Lot.ProduceCode, Shell.Reading.Reader.IsChinese)}: "
            : "";

    private long FreeGrams(Quote quote, QuoteParcel parcel)
    {
        var free = parcel.FreeGrams(Destination!, tariff);
        return quote
            .Lines.Where(line => line.Lot.FarmerId == parcel.FarmerId && line.Lot.OriginCode == parcel.OriginCode)
            .Max(line => Math.Min(free, line.Lot.AvailableGrams - line.Grams) / line.Lot.UnitGrams * line.Lot.UnitGrams);
    }
}
