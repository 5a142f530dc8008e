using System.Globalization;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Web.Matching.PriceBands;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Matching.DemandForms;

/// <summary>A form as the market understands it: the terms, and a sentence for each answer that could not be read.</summary>
internal sealed record DemandFormReader(DemandTerms Terms, IReadOnlyList<Rejection> Unreadable)
{
    /// <summary>How date inputs write a day.</summary>
    public const string DayFormat = "yyyy-MM-dd";

    /// <summary>Reads what was typed. Whether it makes sense is for <see cref="DemandTerms.Check"/> to say.</summary>
    public static DemandFormReader Of(DemandForm form, DateOnly today)
    {
        var unreadable = new List<Rejection>();
        T Read<T>(string typed, Func<string, T?> read, string field, string code, T standIn)
            where T : struct
        {
            if (read(typed) is { } value)
            {
                return value;
            }

            unreadable.Add(new Rejection(code, field));
            return standIn;
        }

        T ReadOr<T>(string typed, Func<string, T?> read, string field, string code, T empty)
            where T : struct => string.IsNullOrWhiteSpace(typed) ? empty : Read(typed, read, field, code, empty);

        long? Weight(string text) => Amounts.Grams(text, form.UnitGrams);

        var from = Read(form.From, Day, nameof(DemandTerms.From), "demand.not-a-day", today);
        const long most = MatchInput.MaxFenPerKg;
        var every = ReadOr(form.EveryDays, Amounts.Count, nameof(DemandTerms.EveryDays), "demand.not-days", 0);
        var terms = new DemandTerms
        {
            Spec = ProduceSpec.Parse(form.Spec),
            Grams = Read(form.Weight, Weight, nameof(DemandTerms.Grams), "demand.not-a-weight", MatchInput.MaxDemandGrams),
            SmallestPartGrams = ReadOr(form.SmallestPart, Weight, nameof(DemandTerms.SmallestPartGrams), "demand.not-a-weight", 0L),
            From = from,
            To = Read(form.To, Day, nameof(DemandTerms.To), "demand.not-a-day", from < today ? today : from),
            HighestFenPerKg = Read(form.Price, Amounts.Fen, nameof(DemandTerms.HighestFenPerKg), "demand.not-an-amount", most),
            LowestGrade = form.LowestGrade,
            HasColdChain = form.HasColdChain,
            ShipTo = new(form.Name, form.Mobile, form.RegionCode ?? "", form.Street),
            CampaignId = form.CampaignId,
            EveryDays = every,
            RepeatUntil = every == 0 ? null : Read(form.RepeatUntil, Day, nameof(DemandTerms.RepeatUntil), "demand.not-a-day", from),
            Note = form.Note,
        };
        return new(terms, unreadable);
    }

    /// <summary>Every sentence at once: what could not be read, and what is wrong with the rest.</summary>
    public IReadOnlyList<Rejection> Wrongs(DateOnly today, MatchMap map) =>
        [.. Unreadable, .. Terms.Check(today, map).Rejections.Where(why => !IsUnreadable(why.Field) && !ComparesWithUnreadable(why))];

    /// <summary>
    /// What the form asks of the market before it is sent. What no lot depends on is left out, so that typing it asks nothing.
    /// </summary>
    /// <param name="takenGrams">What is ordered and proposed of it already.</param>
    public PriceQuestion Question(Guid institutionId, long takenGrams) =>
        new(
            institutionId,
            Terms with
            {
                ShipTo = new("", "", Terms.ShipTo.RegionCode, ""),
                EveryDays = 0,
                RepeatUntil = null,
                Note = "",
            },
            IsUnreadable(nameof(DemandTerms.Grams)) ? null : Terms.Grams - takenGrams,
            IsUnreadable(nameof(DemandTerms.HighestFenPerKg)) ? null : Terms.HighestFenPerKg
        );

    private bool IsUnreadable(string? field) => Unreadable.Any(one => one.Field == field);

    /// <summary>A window ends before it begins only where its beginning could be read.</summary>
    private bool ComparesWithUnreadable(Rejection why) => why.Code == "demand.window-backwards" && IsUnreadable(nameof(DemandTerms.From));

    private static DateOnly? Day(string typed) =>
        DateOnly.TryParseExact(typed, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
