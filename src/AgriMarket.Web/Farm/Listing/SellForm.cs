using System.Text.Json;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Web.Farm.Listing;

/// <summary>
/// What a farmer has filled in so far, as typed: nothing is lost by a wrong answer, a step back or a lost line. Public and
/// with setters because it outlives the circuit as JSON.
/// </summary>
public sealed class SellForm
{
    /// <summary>Where the kind is asked.</summary>
    public const int ProduceStep = 1;

    /// <summary>Where the place is asked, and the household of those who list for others.</summary>
    public const int OriginStep = 4;

    public const int LastStep = 6;

    /// <summary>An answer that is missing would be no answer.</summary>
    private static readonly JsonSerializerOptions DraftFormat = new() { RespectNullableAnnotations = true };

    /// <summary>By question: the fields of <see cref="ListingIntent"/> whose sentences belong there.</summary>
    private static readonly string[][] FieldsOfStep =
    [
        [nameof(ListingIntent.ProduceCode)],
        [nameof(ListingIntent.QuantityGrams), nameof(ListingIntent.UnitGrams)],
        [nameof(ListingIntent.UnitPriceFen), nameof(PriceReview.PriceReason)],
        [nameof(ListingIntent.OriginCode), nameof(ListingIntent.Village), nameof(ListingIntent.Household)],
        [nameof(ListingIntent.ReadyOn), nameof(ListingIntent.BestBeforeOn)],
        [nameof(ListingIntent.Remark)],
    ];

    /// <summary>Made once, so that pressing twice lists once.</summary>
    public Guid LotId { get; set; } = Guid.CreateVersion7();

    /// <summary>The question on screen, from 1 to <see cref="LastStep"/>.</summary>
    public int Step { get; set; } = 1;

    /// <summary>True once the lot is on sale, or its price is asked for.</summary>
    public bool IsListed { get; set; }

    public string Search { get; set; } = "";

    /// <summary>The category looked into, for whoever would rather tap than type.</summary>
    public ProduceCategory? Category { get; set; }

    public string ProduceCode { get; set; } = "";

    /// <summary>The lot of the same kind that is still on sale, and beside which this is to be another one.</summary>
    public Guid? BesideLotId { get; set; }

    /// <summary>Grams of the unit in which weights are typed, kept with the text so that neither changes its meaning.</summary>
    public long WeightUnitGrams { get; set; }

    public string Quantity { get; set; } = "";

    public SaleKind SaleKind { get; set; }

    /// <summary>Grams of one step when loose.</summary>
    public long StepGrams { get; set; }

    public string PackWeight { get; set; } = "";

    /// <summary>Yuan for one weight unit when loose, for one pack otherwise.</summary>
    public string Price { get; set; } = "";

    /// <summary>Why it is worth far more than its reference price; empty where nobody has to allow it.</summary>
    public string PriceReason { get; set; } = "";

    /// <summary>The lot is not on sale yet: an office has to allow its price.</summary>
    public bool AwaitsPrice { get; set; }

    public string? OriginCode { get; set; }

    public string Village { get; set; } = "";

    public string Household { get; set; } = "";

    /// <summary>As date inputs write it: 2026-11-24.</summary>
    public string ReadyOn { get; set; } = "";

    public string BestBeforeOn { get; set; } = "";

    /// <summary>The farmer has chosen the best-before date, so it is no longer proposed anew.</summary>
    public bool HasOwnBestBefore { get; set; }

    public string Remark { get; set; } = "";

    /// <summary>All answers so far, for the browser to keep.</summary>
    public string ToDraft() => JsonSerializer.Serialize(this, DraftFormat);

    /// <summary>What a browser has kept; null where that is no form of the present program.</summary>
    public static SellForm? FromDraft(string kept)
    {
        try
        {
            var form = JsonSerializer.Deserialize<SellForm>(kept, DraftFormat);
            return form is { IsListed: false, WeightUnitGrams: > 0 } && Enum.IsDefined(form.SaleKind) ? form : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The question that a field belongs to; the last one for what belongs to none.</summary>
    public static int StepOf(string? field)
    {
        var step = Array.FindIndex(FieldsOfStep, fields => fields.Contains(field));
        return step < 0 ? LastStep : step + 1;
    }
}
