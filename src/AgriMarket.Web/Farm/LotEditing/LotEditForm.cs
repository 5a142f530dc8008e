using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Farm.Listing;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Farm.LotEditing;

/// <summary>
/// What a farmer has typed about a listed lot, as typed. Public and with setters because it outlives the circuit as JSON.
/// </summary>
public sealed class LotEditForm
{
    /// <summary>Of the lot, as it was seen.</summary>
    public long Version { get; set; }

    /// <summary>Yuan for one sale unit.</summary>
    public string Price { get; set; } = "";

    /// <summary>As date inputs write it: 2026-11-24.</summary>
    public string ReadyOn { get; set; } = "";

    public string BestBeforeOn { get; set; } = "";

    public string Remark { get; set; } = "";

    public static LotEditForm Of(Lot lot) =>
        new()
        {
            Version = lot.EditVersion,
            Price = Amounts.YuanInput(lot.UnitPriceFen),
            ReadyOn = SellFormReader.DayInput(lot.ReadyOn),
            BestBeforeOn = SellFormReader.DayInput(lot.BestBeforeOn),
            Remark = lot.Remark,
        };

    /// <summary>The change, or a sentence for each answer that cannot be read.</summary>
    public Result<LotEdit> Read(Lot lot)
    {
        var (price, ready, bestBefore) = (Amounts.Fen(Price), SellFormReader.Day(ReadyOn), SellFormReader.Day(BestBeforeOn));
        List<Rejection> unreadable =
        [
            .. Unreadable(price is null, "sell.not-an-amount", nameof(LotEdit.UnitPriceFen)),
            .. Unreadable(ready is null, "sell.not-a-day", nameof(LotEdit.ReadyOn)),
            .. Unreadable(bestBefore is null, "sell.not-a-day", nameof(LotEdit.BestBeforeOn)),
        ];
        return unreadable.Count > 0
            ? Amounts.Asking(unreadable, (nameof(LotEdit.UnitPriceFen), Price)).ToList()
            : new LotEdit(lot.Id, lot.FarmerId, Version, Remark, price!.Value, ready!.Value, bestBefore!.Value);
    }

    private static IEnumerable<Rejection> Unreadable(bool isUnreadable, string code, string field) =>
        isUnreadable ? [new Rejection(code, field)] : [];
}
