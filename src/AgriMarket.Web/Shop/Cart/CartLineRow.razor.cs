using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Shop.Cart;

/// <summary>A line's quantity is chosen in whole sale units; what is typed and cannot be read stays, with a sentence beside it.</summary>
public sealed partial class CartLineRow
{
    private string? typed;
    private IReadOnlyList<Rejection> unreadable = [];

    [Parameter, EditorRequired]
    public required CartItem Item { get; set; }

    [Parameter]
    public IReadOnlyList<Rejection> Rejections { get; set; } = [];

    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>Asks for a line of so many grams.</summary>
    [Parameter]
    public EventCallback<long> OnSet { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    private Lot Lot => Item.Lot;

    private bool CanBeOrdered => Item.CanBeOrdered(Reader.Today);

    private IReadOnlyList<Rejection> Shown => unreadable.Count > 0 ? unreadable : Rejections;

    private string ProblemId => $"problem-{Lot.Id}";

    private string Name => Produce.Find(Lot.ProduceCode)!.Name(Reader.IsChinese);

    private string LeftText =>
        CanBeOrdered ? Reader.Fill(T["Cart.Left"], Lot.AvailableGrams) : T[Lot.IsOnSale(Reader.Today) ? "Cart.SoldOut" : "Cart.OffSale"];

    /// <summary>What the input counts: packs, or the reader's weight when the lot is sold loose.</summary>
    private long GramsPerInput => Lot.SaleKind == SaleKind.Pack ? Lot.UnitGrams : Reader.UnitGrams;

    private string InputText => typed ?? Amounts.WeightInput(Item.Grams, GramsPerInput);

    private string UnitText => Lot.SaleKind == SaleKind.Pack ? Reader.Fill(T["Line.Packs"], Lot.UnitGrams) : Reader.UnitName;

    private async Task TypeAsync(ChangeEventArgs change)
    {
        typed = change.Value as string;
        if (Amounts.Grams(typed, GramsPerInput) is not { } grams)
        {
            unreadable = [new Rejection("cart.unreadable", Lot.Id.ToString())];
            return;
        }

        unreadable = [];
        var before = Item.Grams;
        await OnSet.InvokeAsync(grams);

        // The rule may have refused it, or put what is left in its place; only a refusal leaves what was typed.
        if (Rejections.Count == 0 || Item.Grams != before)
        {
            typed = null;
        }
    }

    private Task StepAsync(long grams)
    {
        (typed, unreadable) = (null, []);
        return OnSet.InvokeAsync(grams);
    }
}
