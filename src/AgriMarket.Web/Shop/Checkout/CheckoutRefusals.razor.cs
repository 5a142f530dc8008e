using AgriMarket.Domain.Common;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Shop.Cart;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shop.Checkout;

/// <summary>Why an order was not placed, beside the button that places it.</summary>
public sealed partial class CheckoutRefusals
{
    private ElementReference box;
    private int shown;

    [Parameter, EditorRequired]
    public required IReadOnlyList<Rejection> Rejections { get; set; }

    /// <summary>What the lines that a sentence may be about are of.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<CartItem> Items { get; set; }

    /// <summary>How often the order was refused so far.</summary>
    [Parameter]
    public int Tries { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Tries > shown && Rejections.Count > 0)
        {
            shown = Tries;
            await box.FocusAsync();
        }
    }

    private string? NameOf(Rejection rejection) =>
        Items.FirstOrDefault(item => item.Lot.Id.ToString() == rejection.Field) is { } item
            ? Produce.NameOf(item.Lot.ProduceCode, Reader.IsChinese)
            : null;
}
