using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Farm.Listing;

/// <summary>A form as the market understands it: the intent, and a sentence for each answer that could not be read.</summary>
internal sealed record SellFormReader(ListingIntent Intent, IReadOnlyList<Rejection> Unreadable)
{
    /// <summary>How date inputs write a day.</summary>
    public const string DayFormat = "yyyy-MM-dd";

    /// <summary>Reads what was typed. Whether it makes sense is for <see cref="ListingRules.Plan"/> to say.</summary>
    public static SellFormReader Of(SellForm form, Seller seller, DateOnly today)
    {
        var answers = new Answers();
        long? Grams(string text) => Amounts.Grams(text, form.WeightUnitGrams);
        long Weight(string typed, string field, string whenEmpty) => answers.Read(typed, Grams, field, whenEmpty, "sell.not-a-weight", 0L);
        DateOnly DayOf(string typed, string field, string whenEmpty) => answers.Read(typed, Day, field, whenEmpty, "sell.not-a-day", today);

        var quantity = Weight(form.Quantity, nameof(ListingIntent.QuantityGrams), "sell.quantity-empty");
        var unit =
            form.SaleKind == SaleKind.Loose ? form.StepGrams : Weight(form.PackWeight, nameof(ListingIntent.UnitGrams), "sell.pack-empty");
        var price = nameof(ListingIntent.UnitPriceFen);
        var typedPrice = answers.Read(form.Price, Amounts.Fen, price, "sell.price-empty", "sell.not-an-amount", 0L);
        var ready = DayOf(form.ReadyOn, nameof(ListingIntent.ReadyOn), "sell.ready-empty");
        var bestBefore = DayOf(form.BestBeforeOn, nameof(ListingIntent.BestBeforeOn), "sell.best-before-empty");
        if (seller.NamesHouseholds && string.IsNullOrWhiteSpace(form.Household))
        {
            answers.Unreadable.Add(new Rejection("sell.household-empty", nameof(ListingIntent.Household)));
        }

        var (unitPrice, isWhole) = UnitPrice(form, typedPrice, unit);
        if (!isWhole)
        {
            answers.Unreadable.Add(new Rejection("sell.price-parts", price, unit));
        }

        return new(
            new ListingIntent(
                form.LotId,
                seller.MemberId,
                seller.Name,
                form.Household,
                form.ProduceCode,
                form.Remark,
                form.OriginCode ?? "",
                form.Village,
                form.SaleKind,
                unit,
                unitPrice,
                quantity,
                ready,
                bestBefore
            ),
            answers.Unreadable
        );
    }

    public static string DayInput(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Loose, people name the price of a weight unit; a lot carries the price of a step, which must be whole fen.</summary>
    private static (long Fen, bool IsWhole) UnitPrice(SellForm form, long typedFen, long unitGrams)
    {
        if (form.SaleKind == SaleKind.Pack || form.WeightUnitGrams == 0)
        {
            return (typedFen, true);
        }

        var (fen, rest) = Int128.DivRem((Int128)typedFen * unitGrams, form.WeightUnitGrams);
        return ((long)fen, rest == 0);
    }

    /// <summary>Typed answers, and what could not be read of them.</summary>
    private sealed class Answers
    {
        public List<Rejection> Unreadable { get; } = [];

        /// <summary>The value that was typed, or <paramref name="standIn"/> where it is none.</summary>
        public T Read<T>(string typed, Func<string, T?> read, string field, string emptyCode, string wrongCode, T standIn)
            where T : struct
        {
            var value = read(typed);
            if (value is null)
            {
                Unreadable.Add(new Rejection(string.IsNullOrWhiteSpace(typed) ? emptyCode : wrongCode, field));
            }

            return value ?? standIn;
        }
    }
}
