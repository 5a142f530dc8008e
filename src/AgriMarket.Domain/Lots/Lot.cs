using AgriMarket.Domain.Common;
using AgriMarket.Domain.Editing;

namespace AgriMarket.Domain.Lots;

/// <summary>How a lot is sold.</summary>
public enum SaleKind
{
    /// <summary>Loose, in steps of a fixed weight.</summary>
    Loose,

    /// <summary>In packs of a fixed weight.</summary>
    Pack,
}

public enum LotStatus
{
    Open,

    /// <summary>Off sale for the time being, until its farmer puts it on sale again.</summary>
    Paused,

    /// <summary>Taken off sale by its farmer, or past best-before.</summary>
    Closed,
}

/// <summary>
/// What a farmer offers: one produce, one origin, one price, one ready date, one best-before date, a quantity.
/// listed + adjusted = available + held + sold + written off, always. The quantities are changed only by the guarded
/// updates of the stock capability, each with a row in the stock journal.
/// </summary>
public sealed class Lot : IEdited
{
    public required Guid Id { get; init; }

    /// <summary>The member who lists, ships and is owed the money.</summary>
    public required Guid FarmerId { get; init; }

    /// <summary>The farmer's name as shown to buyers.</summary>
    public required string FarmerName { get; init; }

    /// <summary>The farming household behind the lot; a co-operative or an agent names it.</summary>
    public required string Household { get; init; }

    public required string ProduceCode { get; init; }

    /// <summary>What is special about it, one line; may be empty.</summary>
    public string Remark { get; set; } = "";

    /// <summary>The county it comes from.</summary>
    public required string OriginCode { get; init; }

    /// <summary>The village; may be empty.</summary>
    public string Village { get; init; } = "";

    public required SaleKind SaleKind { get; init; }

    /// <summary>Grams of one sale unit: the step when loose, the pack's weight otherwise. A multiple of 500 when loose.</summary>
    public required long UnitGrams { get; init; }

    /// <summary>Fen for one sale unit, so that every amount is exact.</summary>
    public required long UnitPriceFen { get; set; }

    public required DateOnly ReadyOn { get; set; }

    /// <summary>The last China day on which it is sold.</summary>
    public required DateOnly BestBeforeOn { get; set; }

    public required DateTime ListedAt { get; init; }

    /// <summary>What is already ordered of a closed lot is still shipped.</summary>
    public LotStatus Status { get; init; }

    /// <summary>The campaign it is offered in; null for none.</summary>
    public Guid? CampaignId { get; private set; }

    public required long ListedGrams { get; init; }

    /// <summary>Sum of the farmer's corrections, of either sign.</summary>
    public long AdjustedGrams { get; private set; }

    public long AvailableGrams { get; private set; }

    public long HeldGrams { get; private set; }

    public long SoldGrams { get; private set; }

    public long WrittenOffGrams { get; private set; }

    /// <summary>Grows by one with every change that a page shows; a change with a lower version is stale.</summary>
    public long Version { get; private set; }

    /// <summary>Saves of what its seller writes about it; its stock changes without one.</summary>
    public long EditVersion { get; private set; } = 1;

    /// <summary>Whose goods it is.</summary>
    public LotOwner Owner => field ??= LotOwner.Of(this);

    /// <summary>Price per 斤 (500 g) to the nearest fen, for showing; exact when the lot is loose.</summary>
    public long PricePerJinFen => Rounding.HalfUp(UnitPriceFen, Weights.JinGrams, UnitGrams);

    /// <summary>Nothing has been sold, held or adjusted yet: everything listed is available.</summary>
    public Lot Fresh()
    {
        (AvailableGrams, Version) = (ListedGrams, 1);
        return this;
    }

    /// <summary>Carries out what a guarded update has just done to the stored lot.</summary>
    public void Follow(StockMove move) =>
        (AdjustedGrams, AvailableGrams, HeldGrams, SoldGrams, WrittenOffGrams, Version) = (
            AdjustedGrams + move.Adjusted,
            AvailableGrams + move.Available,
            HeldGrams + move.Held,
            SoldGrams + move.Sold,
            WrittenOffGrams + move.WrittenOff,
            Version + 1
        );

    /// <summary>Offers the lot in a campaign, or in none. Refused while another campaign has it.</summary>
    public Result<Done> OfferIn(Guid? campaignId)
    {
        if (campaignId is not null && CampaignId is not null && CampaignId != campaignId)
        {
            return new Rejection("lot.in-other-campaign");
        }

        CampaignId = campaignId;
        return Done.Instance;
    }

    /// <summary>Whole days left on sale, today included; zero or less when past.</summary>
    public int DaysLeft(DateOnly today) => BestBeforeOn.DayNumber - today.DayNumber + 1;

    public bool IsOnSale(DateOnly today) => Status == LotStatus.Open && BestBeforeOn >= today;

    /// <summary>On sale or paused: its farmer may still change it and put it on sale again.</summary>
    public bool IsListed(DateOnly today) => Status != LotStatus.Closed && BestBeforeOn >= today;

    /// <summary>On sale, and at least one sale unit is left.</summary>
    public bool CanBeOrdered(DateOnly today) => IsOnSale(today) && AvailableGrams >= UnitGrams;
}
